// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Packages of gonum with a directive or two: what derivatives cost where most of a package has
// none.

package main

import "log"

// derivatives are files that join gonum's packages, by import path.
var derivatives = map[string]string{
	"gonum.org/v1/gonum/floats": `package floats

//go:autodiff Norm Reverse
func normGrad(s, ds []float64, l, dret float64) (y, dl float64)

//go:autodiff LogSumExp Reverse
func logSumExpGrad(s, ds []float64, dret float64) float64
`,
	"gonum.org/v1/gonum/stat": `package stat

//go:autodiff Variance Reverse
func varianceGrad(x, dx, weights, dweights []float64, dret float64) float64

//go:autodiff Correlation Forward
func correlationTangent(x, dx, y, dy, weights, dweights []float64) (c, dc float64)
`,
	"gonum.org/v1/gonum/stat/distuv": `package distuv

//go:autodiff Normal.LogProb Reverse
func normalGrad(n Normal, dn *Normal, x, dret float64) (y, dx float64)
`,
	"gonum.org/v1/gonum/interp": `package interp

//go:autodiff PiecewiseLinear.Predict Reverse
func predictGrad(pl PiecewiseLinear, dpl *PiecewiseLinear, x, dret float64) (y, dx float64)
`,
}

// gonum returns the packages with these files.
func gonum() (sources []*source) {
	for _, path := range []string{"gonum.org/v1/gonum/floats", "gonum.org/v1/gonum/stat", "gonum.org/v1/gonum/stat/distuv", "gonum.org/v1/gonum/interp"} {
		all := list(".", path, "autodiff/kernels")
		for _, p := range all {
			if p.ImportPath == path {
				s := newSource(p, all)
				s.extra = derivatives[path]
				sources = append(sources, s)
			}
		}
	}
	if len(sources) != len(derivatives) {
		log.Fatal("go list does not know all packages of gonum")
	}
	return sources
}
