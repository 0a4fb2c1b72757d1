// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Recipes: types whose values have to fit together in a way that their constructors do not
// tell, such as matrices, or that a search among exported types finds badly.

package main

import (
	"go/types"
	"regexp"
	"strings"
)

// A recipe is an expression, with {path} for a package, and functions that it needs.
type recipe struct {
	expr    string
	helpers []string
}

var recipes = map[string]recipe{
	"error":                    {expr: "error(nil)"},
	"context.Context":          {expr: "{context}.Background()"},
	"io.Writer":                {expr: "{io}.Writer({io}.Discard)"},
	"io.Reader":                {expr: "{io}.Reader({strings}.NewReader(\"1 2 3\"))"},
	"math/rand.Source":         {expr: "{math/rand}.NewSource(1)"},
	"*math/rand.Rand":          {expr: "{math/rand}.New({math/rand}.NewSource(1))"},
	"math/rand/v2.Source":      {expr: "{math/rand/v2}.Source({math/rand/v2}.NewPCG(1, 2))"},
	"*math/rand/v2.Rand":       {expr: "{math/rand/v2}.New({math/rand/v2}.NewPCG(1, 2))"},
	"time.Time":                {expr: "{time}.Unix(1e9, 0).UTC()"},
	"*math/big.Float":          {expr: "{math/big}.NewFloat(1.5)"},
	"image.Image":              {expr: "{image}.Image({image}.NewRGBA({image}.Rect(0, 0, 4, 4)))"},
	gonum + "mat.Dense":        {"*{" + gonum + "mat}.NewDense(s.count(), s.count(), s.some(s.count()*s.count()))", nil},
	gonum + "mat.VecDense":     {"*{" + gonum + "mat}.NewVecDense(s.count(), s.some(s.count()))", nil},
	gonum + "mat.SymDense":     {"*{" + gonum + "mat}.NewSymDense(s.count(), definite(s))", []string{definite}},
	gonum + "mat.DiagDense":    {"*{" + gonum + "mat}.NewDiagDense(s.count(), s.some(s.count()))", nil},
	gonum + "mat.TriDense":     {"*{" + gonum + "mat}.NewTriDense(s.count(), s.choice(2) == 0, definite(s))", []string{definite}},
	gonum + "mat.BandDense":    {"*{" + gonum + "mat}.NewBandDense(s.count(), s.count(), 1, 1, s.some(3*s.count()))", nil},
	gonum + "mat.SymBandDense": {"*{" + gonum + "mat}.NewSymBandDense(s.count(), 1, s.some(2*s.count()))", nil},
	gonum + "mat.TriBandDense": {"*{" + gonum + "mat}.NewTriBandDense(s.count(), 1, s.choice(2) == 0, s.some(2*s.count()))", nil},
	gonum + "mat.Tridiag":      {"*{" + gonum + "mat}.NewTridiag(s.count(), s.some(s.count()-1), s.some(s.count()), s.some(s.count()-1))", nil},
	gonum + "mat.Matrix":       {"{" + gonum + "mat}.Matrix({" + gonum + "mat}.NewDense(s.count(), s.count(), definite(s)))", []string{definite}},
	gonum + "mat.Vector":       {"{" + gonum + "mat}.Vector({" + gonum + "mat}.NewVecDense(s.count(), s.some(s.count())))", nil},
	gonum + "mat.Symmetric":    {"{" + gonum + "mat}.Symmetric({" + gonum + "mat}.NewSymDense(s.count(), definite(s)))", []string{definite}},
	gonum + "mat.Triangular":   {"{" + gonum + "mat}.Triangular({" + gonum + "mat}.NewTriDense(s.count(), s.choice(2) == 0, definite(s)))", []string{definite}},
	"*" + gonum + "mat.Cholesky": {"cholesky(s)", []string{definite, `
func cholesky(s *src) *{mat}.Cholesky {
	var c {mat}.Cholesky
	c.Factorize({mat}.NewSymDense(s.count(), definite(s)))
	return &c
}`}},
	"*" + gonum + "mat.LU": {"lu(s)", []string{definite, `
func lu(s *src) *{mat}.LU {
	var c {mat}.LU
	c.Factorize({mat}.NewDense(s.count(), s.count(), definite(s)))
	return &c
}`}},
	"*" + gonum + "mat.QR": {"qr(s)", []string{definite, `
func qr(s *src) *{mat}.QR {
	var c {mat}.QR
	c.Factorize({mat}.NewDense(s.count(), s.count(), definite(s)))
	return &c
}`}},
	"*" + gonum + "mat.LQ": {"lq(s)", []string{definite, `
func lq(s *src) *{mat}.LQ {
	var c {mat}.LQ
	c.Factorize({mat}.NewDense(s.count(), s.count(), definite(s)))
	return &c
}`}},
	"*" + gonum + "mat.SVD": {"svd(s)", []string{definite, `
func svd(s *src) *{mat}.SVD {
	var c {mat}.SVD
	c.Factorize({mat}.NewDense(s.count(), s.count(), definite(s)), {mat}.SVDFull)
	return &c
}`}},
	"*" + gonum + "mat.Eigen": {"eigen(s)", []string{definite, `
func eigen(s *src) *{mat}.Eigen {
	var c {mat}.Eigen
	c.Factorize({mat}.NewDense(s.count(), s.count(), definite(s)), {mat}.EigenRight)
	return &c
}`}},
	"*" + gonum + "mat.EigenSym": {"eigenSym(s)", []string{definite, `
func eigenSym(s *src) *{mat}.EigenSym {
	var c {mat}.EigenSym
	c.Factorize({mat}.NewSymDense(s.count(), definite(s)), true)
	return &c
}`}},
	"*" + gonum + "graph/simple.WeightedDirectedGraph": {"directed(s)", []string{`
func directed(s *src) *{graph/simple}.WeightedDirectedGraph {
	g := {graph/simple}.NewWeightedDirectedGraph(0, {math}.Inf(1))
	for i := range 4 {
		for j := range 4 {
			if i != j {
				g.SetWeightedEdge(g.NewWeightedEdge({graph/simple}.Node(i), {graph/simple}.Node(j), s.float()))
			}
		}
	}
	return g
}`}},
	"*" + gonum + "graph/simple.WeightedUndirectedGraph": {"undirected(s)", []string{`
func undirected(s *src) *{graph/simple}.WeightedUndirectedGraph {
	g := {graph/simple}.NewWeightedUndirectedGraph(0, {math}.Inf(1))
	for i := range 4 {
		for j := range i {
			g.SetWeightedEdge(g.NewWeightedEdge({graph/simple}.Node(i), {graph/simple}.Node(j), s.float()))
		}
	}
	return g
}`}},
	gonum + "graph.Graph":              {"{" + gonum + "graph}.Graph(directed(s))", nil},
	gonum + "graph.Directed":           {"{" + gonum + "graph}.Directed(directed(s))", nil},
	gonum + "graph.Weighted":           {"{" + gonum + "graph}.Weighted(directed(s))", nil},
	gonum + "graph.WeightedDirected":   {"{" + gonum + "graph}.WeightedDirected(directed(s))", nil},
	gonum + "graph.Undirected":         {"{" + gonum + "graph}.Undirected(undirected(s))", nil},
	gonum + "graph.WeightedUndirected": {"{" + gonum + "graph}.WeightedUndirected(undirected(s))", nil},
	gonum + "graph/traverse.Graph":     {"{" + gonum + "graph/traverse}.Graph(directed(s))", nil},
	gonum + "graph.Node":               {"{" + gonum + "graph}.Node({" + gonum + "graph/simple}.Node(s.item()))", nil},
	gonum + "optimize.Problem":         {"problem(s)", []string{quadratic}},
	gonum + "optimize.Method":          {"{" + gonum + "optimize}.Method(&{" + gonum + "optimize}.BFGS{})", nil},
}

const (
	gonum = "gonum.org/v1/gonum/"

	// definite is a diagonally dominant symmetric matrix.
	definite = `
func definite(s *src) []F {
	n := s.count()
	a := s.some(n * n)
	for i := range n {
		for j := range i {
			a[j*n+i] = a[i*n+j]
		}
		a[i*n+i] += F(n + i)
	}
	return a
}`

	// quadratic is a problem with a minimum.
	quadratic = `
func problem(s *src) {optimize}.Problem {
	a, b := s.float(), s.float()
	return {optimize}.Problem{
		Func: func(x []float64) (sum float64) {
			for i, v := range x {
				sum += (v-a)*(v-a)*float64(i+1) + b
			}
			return sum
		},
		Grad: func(grad, x []float64) {
			for i, v := range x {
				grad[i] = 2 * (v - a) * float64(i+1)
			}
		},
	}
}`
)

// graphs are made by two helpers, which stand with their types.
var madeOf = map[string]string{
	"directed(":   "*" + gonum + "graph/simple.WeightedDirectedGraph",
	"undirected(": "*" + gonum + "graph/simple.WeightedUndirectedGraph",
}

var place = regexp.MustCompile(`\{([\w./]+)\}`)

// recipe returns what the table has for t.
func (b *builder) recipe(t types.Type) (string, bool) {
	key := types.TypeString(t, nil)
	r, ok := recipes[key]
	if !ok || b.short && strings.HasPrefix(strings.TrimPrefix(key, "*"), gonum) {
		return "", false
	}
	helpers := r.helpers
	for call, of := range madeOf {
		if strings.Contains(r.expr, "("+call) {
			helpers = append(helpers, recipes[of].helpers...)
		}
	}
	for _, h := range helpers {
		b.helpers[b.filled(h)] = true
	}
	return b.filled(r.expr), true
}

// filled puts the names of packages into text. Those of gonum may lack its name.
func (b *builder) filled(text string) string {
	return place.ReplaceAllStringFunc(text, func(m string) string {
		path := m[1 : len(m)-1]
		switch path {
		case "mat", "graph/simple", "optimize":
			path = gonum + path
		}
		return b.imported(path)
	})
}
