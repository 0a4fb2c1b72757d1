// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command lifetime fits a gamma distribution to the lives of ball bearings of
// which some were still running when the test ended.
//
// The likelihood needs the incomplete gamma function, whose derivative by the
// shape has no closed form; it comes from gonum's own code, unmodified.
// Before that, the derivatives of gonum's functions are compared with closed
// forms where there are some, and with differences where there are none.
package main

import (
	"fmt"
	"io"
	"math"
	"os"

	"gonum.org/v1/gonum/interp"
	"gonum.org/v1/gonum/mathext"
)

func main() {
	worst, err := report(os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "lifetime:", err)
		os.Exit(2)
	}
	if worst > 1e-8 {
		fmt.Fprintf(os.Stderr, "lifetime: a derivative is off by %.1e\n", worst)
		os.Exit(1)
	}
}

// report prints all tables and returns the largest relative error.
func report(w io.Writer) (worst float64, err error) {
	worst = math.Max(gammaTable(w), math.Max(betaTable(w), splineTable(w)))
	off, err := lifeTable(w)
	return math.Max(worst, off), err
}

// relative returns how much got is off, in units of want or of scale.
func relative(got, want, scale float64) float64 {
	return math.Abs(got-want) / math.Max(math.Abs(want), scale)
}

// differences returns the derivative of f at x after Richardson.
func differences(f func(float64) float64, x float64) float64 {
	h := 4e-3 * math.Max(math.Abs(x), 0.1)
	d := func(h float64) float64 { return (f(x+h) - f(x-h)) / (2 * h) }
	a, b, c := d(h), d(h/2), d(h/4)
	ab, bc := b+(b-a)/3, c+(c-b)/3
	return bc + (bc-ab)/15
}

// gammaTable and betaTable stay away from whole parameters. There some of the
// series end, since a term is zero, and the terms whose derivatives are not
// zero never get their turn: the derivative of what a program computes is not
// always that of what it stands for.

func gammaTable(w io.Writer) (worst float64) {
	fmt.Fprintf(w, "mathext.GammaIncReg\n%8s %8s %20s %20s %9s %20s %9s\n", "a", "x", "P(a, x)", "dP/da", "error", "dP/dx", "error")
	for _, p := range [][2]float64{{0.5, 0.2}, {0.5, 3}, {2.2, 0.4}, {2.2, 2}, {5.5, 9}, {10.1, 4}, {25.3, 26}, {30.7, 60}, {210.9, 205}} {
		a, x := p[0], p[1]
		y, da := dGammaIncReg(a, 1, x, 0)
		_, dx := dGammaIncReg(a, 0, x, 1)
		wantA := differences(func(a float64) float64 { return mathext.GammaIncReg(a, x) }, a)
		lg, _ := math.Lgamma(a)
		wantX := math.Exp((a-1)*math.Log(x) - x - lg)
		ea, ex := relative(da, wantA, 1e-2/a), relative(dx, wantX, 1e-2)
		fmt.Fprintf(w, "%8g %8g %20.15f %20.15f %9.1e %20.15f %9.1e\n", a, x, y, da, ea, dx, ex)
		worst = math.Max(worst, math.Max(ea, ex))
	}
	return worst
}

func betaTable(w io.Writer) (worst float64) {
	fmt.Fprintf(w, "\nmathext.RegIncBeta\n%5s %5s %5s %18s %18s %9s %18s %9s %18s %9s\n", "a", "b", "x", "I(x; a, b)", "dI/da", "error", "dI/db", "error", "dI/dx", "error")
	for _, p := range [][3]float64{{0.5, 0.5, 0.3}, {2.2, 3.3, 0.1}, {2.2, 3.3, 0.7}, {8.1, 1.5, 0.6}, {40.3, 30.2, 0.5}} {
		a, b, x := p[0], p[1], p[2]
		y, da := dRegIncBeta(a, 1, b, 0, x, 0)
		_, db := dRegIncBeta(a, 0, b, 1, x, 0)
		_, dx := dRegIncBeta(a, 0, b, 0, x, 1)
		ea := relative(da, differences(func(a float64) float64 { return mathext.RegIncBeta(a, b, x) }, a), 1e-2)
		eb := relative(db, differences(func(b float64) float64 { return mathext.RegIncBeta(a, b, x) }, b), 1e-2)
		ex := relative(dx, betaDensity(a, b, x), 1e-2)
		fmt.Fprintf(w, "%5g %5g %5g %18.13f %18.13f %9.1e %18.13f %9.1e %18.13f %9.1e\n", a, b, x, y, da, ea, db, eb, dx, ex)
		worst = math.Max(worst, math.Max(ea, math.Max(eb, ex)))
	}
	return worst
}

func splineTable(w io.Writer) (worst float64) {
	var s interp.FritschButland
	years, rank := make([]float64, len(bearings)), make([]float64, len(bearings))
	for i, t := range bearings {
		years[i], rank[i] = t+float64(i)*1e-2, float64(i+1)/float64(len(bearings)+1)
	}
	if err := s.Fit(years, rank); err != nil {
		return math.Inf(1)
	}
	fmt.Fprintf(w, "\ninterp.FritschButland through the share of failed bearings\n%8s %18s %18s %9s\n", "x", "Predict", "derivative", "error")
	for _, x := range []float64{20, 50, 90, 150} {
		y, dy := dPredict(&s, x, 1)
		e := relative(dy, s.PredictDerivative(x), 1e-3)
		fmt.Fprintf(w, "%8g %18.15f %18.15f %9.1e\n", x, y, dy, e)
		worst = math.Max(worst, e)
	}
	return worst
}

// lifeTable fits tests of several lengths and returns by how much the longest
// one differs from the textbook's solution.
func lifeTable(w io.Writer) (off float64, err error) {
	fmt.Fprintf(w, "\nlife of ball bearings, gamma distribution\n%8s %8s %16s %9s %16s %9s %14s %6s\n", "end", "running", "shape", "±", "rate", "±", "likelihood", "steps")
	var f lifeFit
	for _, end := range []float64{60, 80, 100, 120, 200} {
		if f, err = fitLife(end); err != nil {
			return 0, err
		}
		fmt.Fprintf(w, "%8g %8d %16.12f %9.4f %16.12f %9.4f %14.8f %6d\n", end, f.censored, f.shape, f.deviation[0], f.rate, f.deviation[1], f.logLik, f.steps)
	}
	shape, rate := textbook()
	fmt.Fprintf(w, "textbook %8s %16.12f %9s %16.12f\n", "", shape, "", rate)
	return math.Max(relative(f.shape, shape, 0), relative(f.rate, rate, 0)), nil
}
