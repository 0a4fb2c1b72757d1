// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"math/rand/v2"
	"testing"

	"goenzyme/suite/check"
)

// shuffleValue uses rand.Shuffle, which returns nothing, as a function value.
//
//go:autodiff dShuffleValue Forward
//go:autodiff rShuffleValue Reverse
func shuffleValue(x []float64, seed uint64) float64 {
	shuffle := rand.Shuffle
	if seed > 0 {
		shuffle = rand.New(rand.NewPCG(seed, 2)).Shuffle
	}
	shuffle(len(x), func(i, j int) { x[i], x[j] = x[j]*x[0], x[i] })
	return x[0] - x[1]*x[2]
}

func TestShuffleValue(t *testing.T) {
	check.Both(t, shuffleValue, dShuffleValue, rShuffleValue, check.Vec(5, 0.5, 1.5), uint64(3))
}
