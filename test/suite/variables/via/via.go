// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package via uses the variables of package model.
package via

import "goenzyme/suite/variables/model"

// A State is what the variables hold.
type State struct {
	Scale [2]float64
	Bias  float64
}

// Put sets the variables, and their shadows.
func Put(s, d State) {
	model.Set(s.Scale)
	model.SetShadow(d.Scale)
	model.Bias, model.DBias = s.Bias, d.Bias
}

// Get returns what they hold.
func Get() (s, d State) {
	s.Scale, d.Scale = model.Get()
	s.Bias, d.Bias = model.Bias, model.DBias
	return s, d
}

// Step updates a variable.
func Step() { model.Update() }

// Offset hands on what a variable holds.
//
//go:noinline
func Offset(i int) float64 { return model.Offset(i) }
