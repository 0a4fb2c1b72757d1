// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package plain instantiates generic derivatives and has no directive itself.
package plain

import "goenzyme/suite/generics/made"

type meters float64

// slope instantiates with a type parameter of its own.
func slope[T made.Float](x T) T {
	_, d := made.DRoot(x, 1)
	return d
}

func sum(x []meters) meters                   { return made.Sum(x) }
func dSum(x, dx []meters) (meters, meters)    { return made.DSum(x, dx) }
func rSum(x, dx []meters, dret meters) meters { return made.RSum(x, dx, dret) }
