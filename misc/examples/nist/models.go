// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The models, as NIST writes them, each with its derivatives.
//
// A model's value at x depends on its parameters b. Its forward derivative
// takes a direction db as well, and returns what the value changes by along
// it. Its reverse derivative adds seed times the gradient by b to db.

package main

import "math"

// A model is one regression function and its derivatives.
type model struct {
	name  string
	value func(b []float64, x float64) float64
	deriv func(b, db []float64, x float64) (y, dy float64)
	grad  func(b, db []float64, x, seed float64) (y float64)
}

var models = []model{
	{"Misra1a", misra1a, dMisra1a, gMisra1a},
	{"Misra1b", misra1b, dMisra1b, gMisra1b},
	{"Chwirut2", chwirut, dChwirut, gChwirut},
	{"Lanczos1", lanczos, dLanczos, gLanczos},
	{"Lanczos3", lanczos, dLanczos, gLanczos},
	{"Gauss1", gauss, dGauss, gGauss},
	{"Gauss3", gauss, dGauss, gGauss},
	{"DanWood", danwood, dDanwood, gDanwood},
	{"Kirby2", kirby2, dKirby2, gKirby2},
	{"Hahn1", cubics, dCubics, gCubics},
	{"MGH17", mgh17, dMgh17, gMgh17},
	{"Roszman1", roszman1, dRoszman1, gRoszman1},
	{"ENSO", enso, dEnso, gEnso},
	{"MGH09", mgh09, dMgh09, gMgh09},
	{"MGH10", mgh10, dMgh10, gMgh10},
	{"Thurber", cubics, dCubics, gCubics},
	{"BoxBOD", boxbod, dBoxbod, gBoxbod},
	{"Rat42", rat42, dRat42, gRat42},
	{"Rat43", rat43, dRat43, gRat43},
	{"Eckerle4", eckerle4, dEckerle4, gEckerle4},
	{"Bennett5", bennett5, dBennett5, gBennett5},
}

//go:autodiff dMisra1a Forward Dual Const Dual
//go:autodiff gMisra1a Reverse Duplicated Const Active
func misra1a(b []float64, x float64) (y float64) {
	return b[0] * (1 - math.Exp(-b[1]*x))
}

//go:autodiff dMisra1b Forward Dual Const Dual
//go:autodiff gMisra1b Reverse Duplicated Const Active
func misra1b(b []float64, x float64) (y float64) {
	return b[0] * (1 - math.Pow(1+b[1]*x/2, -2))
}

//go:autodiff dChwirut Forward Dual Const Dual
//go:autodiff gChwirut Reverse Duplicated Const Active
func chwirut(b []float64, x float64) (y float64) {
	return math.Exp(-b[0]*x) / (b[1] + b[2]*x)
}

//go:autodiff dLanczos Forward Dual Const Dual
//go:autodiff gLanczos Reverse Duplicated Const Active
func lanczos(b []float64, x float64) (y float64) {
	for i := 0; i < len(b); i += 2 {
		y += b[i] * math.Exp(-b[i+1]*x)
	}
	return y
}

// bell is one peak of gauss.
func bell(height, centre, width, x float64) float64 {
	d := (x - centre) / width
	return height * math.Exp(-d*d)
}

//go:autodiff dGauss Forward Dual Const Dual
//go:autodiff gGauss Reverse Duplicated Const Active
func gauss(b []float64, x float64) (y float64) {
	return b[0]*math.Exp(-b[1]*x) + bell(b[2], b[3], b[4], x) + bell(b[5], b[6], b[7], x)
}

//go:autodiff dDanwood Forward Dual Const Dual
//go:autodiff gDanwood Reverse Duplicated Const Active
func danwood(b []float64, x float64) (y float64) {
	return b[0] * math.Pow(x, b[1])
}

// horner evaluates c[0] + c[1]*x + c[2]*x² ...
func horner(c []float64, x float64) float64 {
	s := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		s = s*x + c[i]
	}
	return s
}

//go:autodiff dKirby2 Forward Dual Const Dual
//go:autodiff gKirby2 Reverse Duplicated Const Active
func kirby2(b []float64, x float64) (y float64) {
	return horner(b[:3], x) / (1 + x*horner(b[3:], x))
}

//go:autodiff dCubics Forward Dual Const Dual
//go:autodiff gCubics Reverse Duplicated Const Active
func cubics(b []float64, x float64) (y float64) {
	return horner(b[:4], x) / (1 + x*horner(b[4:], x))
}

//go:autodiff dMgh17 Forward Dual Const Dual
//go:autodiff gMgh17 Reverse Duplicated Const Active
func mgh17(b []float64, x float64) (y float64) {
	return b[0] + b[1]*math.Exp(-x*b[3]) + b[2]*math.Exp(-x*b[4])
}

//go:autodiff dRoszman1 Forward Dual Const Dual
//go:autodiff gRoszman1 Reverse Duplicated Const Active
func roszman1(b []float64, x float64) (y float64) {
	return b[0] - b[1]*x - math.Atan(b[2]/(x-b[3]))/math.Pi
}

// cycle is one oscillation of enso.
func cycle(c, s, period, x float64) float64 {
	sin, cos := math.Sincos(2 * math.Pi * x / period)
	return c*cos + s*sin
}

//go:autodiff dEnso Forward Dual Const Dual
//go:autodiff gEnso Reverse Duplicated Const Active
func enso(b []float64, x float64) (y float64) {
	return b[0] + cycle(b[1], b[2], 12, x) + cycle(b[4], b[5], b[3], x) + cycle(b[7], b[8], b[6], x)
}

//go:autodiff dMgh09 Forward Dual Const Dual
//go:autodiff gMgh09 Reverse Duplicated Const Active
func mgh09(b []float64, x float64) (y float64) {
	return b[0] * (x*x + x*b[1]) / (x*x + x*b[2] + b[3])
}

//go:autodiff dMgh10 Forward Dual Const Dual
//go:autodiff gMgh10 Reverse Duplicated Const Active
func mgh10(b []float64, x float64) (y float64) {
	return b[0] * math.Exp(b[1]/(x+b[2]))
}

//go:autodiff dBoxbod Forward Dual Const Dual
//go:autodiff gBoxbod Reverse Duplicated Const Active
func boxbod(b []float64, x float64) (y float64) {
	return b[0] * (1 - math.Exp(-b[1]*x))
}

//go:autodiff dRat42 Forward Dual Const Dual
//go:autodiff gRat42 Reverse Duplicated Const Active
func rat42(b []float64, x float64) (y float64) {
	return b[0] / (1 + math.Exp(b[1]-b[2]*x))
}

//go:autodiff dRat43 Forward Dual Const Dual
//go:autodiff gRat43 Reverse Duplicated Const Active
func rat43(b []float64, x float64) (y float64) {
	return b[0] / math.Pow(1+math.Exp(b[1]-b[2]*x), 1/b[3])
}

//go:autodiff dEckerle4 Forward Dual Const Dual
//go:autodiff gEckerle4 Reverse Duplicated Const Active
func eckerle4(b []float64, x float64) (y float64) {
	d := (x - b[2]) / b[1]
	return b[0] / b[1] * math.Exp(-d*d/2)
}

//go:autodiff dBennett5 Forward Dual Const Dual
//go:autodiff gBennett5 Reverse Duplicated Const Active
func bennett5(b []float64, x float64) (y float64) {
	return b[0] * math.Pow(b[1]+x, -1/b[2])
}
