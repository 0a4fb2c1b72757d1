// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The textbook's loop with an invariant call: a vector is divided by its norm,
// which is computed anew for every entry. As written that takes n² steps; with
// the call in front of the loop it takes n, and so does the gradient.

package reverse

import "math"

// normalise stores in/|in| in out.
func normalise(out, in []float64) {
	for i := range in {
		out[i] = in[i] / norm(in)
	}
}

// norm is |x|.
func norm(x []float64) float64 {
	return math.Sqrt(dot(x, x))
}

// The compiler may move the call only if out and in do not overlap, which is
// what noalias says.
//
//go:autodiff normalise Reverse Duplicated Duplicated noalias
func normaliseGrad(out, dout, in, din []float64)

// normaliseHand adds to din what dout amounts to, and clears dout.
func normaliseHand(out, dout, in, din []float64) {
	size := norm(in)
	along := 0.0
	for i, v := range in {
		out[i] = v / size
		along += out[i] * dout[i]
	}
	for i, g := range dout {
		din[i] += (g - along*out[i]) / size
		dout[i] = 0
	}
}
