// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package reloads

// The same functions, with one body for both, or overlapping slices. Their bodies are
// in functions that know nothing of that.

//go:noinline
func pullBoth(a, b *body, n int) float64 { return pull(a, b, n) }

//go:noinline
func updatesBoth(a, b *body, n int) float64 { return updates(a, b, n) }

//go:noinline
func quotientsBoth(a, b *body, n int) float64 { return quotients(a, b, n) }

//go:noinline
func writtenBoth(a, b *body) float64 { return written(a, b) }

//go:noinline
func wholeBoth(a, b *body, clear bool) float64 { return whole(a, b, clear) }

//go:noinline
func flowBoth(a, b *body, up bool) float64 { return flow(a, b, up) }

//go:noinline
func togetherBoth(x, y []float64) float64 { return apart(x, y) }

func pullOne(a *body, n int) float64 { return pullBoth(a, a, n) }

//go:autodiff pullOne Forward
func dPullOne(a, da *body, n int) (float64, float64)

//go:autodiff pullOne Reverse
func revPullOne(a, da *body, n int, seed float64) float64

func updatesOne(a *body, n int) float64 { return updatesBoth(a, a, n) }

//go:autodiff updatesOne Forward
func dUpdatesOne(a, da *body, n int) (float64, float64)

//go:autodiff updatesOne Reverse
func revUpdatesOne(a, da *body, n int, seed float64) float64

func quotientsOne(a *body, n int) float64 { return quotientsBoth(a, a, n) }

//go:autodiff quotientsOne Forward
func dQuotientsOne(a, da *body, n int) (float64, float64)

//go:autodiff quotientsOne Reverse
func revQuotientsOne(a, da *body, n int, seed float64) float64

func writtenOne(a *body) float64 { return writtenBoth(a, a) }

//go:autodiff writtenOne Forward
func dWrittenOne(a, da *body) (float64, float64)

//go:autodiff writtenOne Reverse
func revWrittenOne(a, da *body, seed float64) float64

func wholeOne(a *body, clear bool) float64 { return wholeBoth(a, a, clear) }

//go:autodiff wholeOne Forward
func dWholeOne(a, da *body, clear bool) (float64, float64)

//go:autodiff wholeOne Reverse
func revWholeOne(a, da *body, clear bool, seed float64) float64

func flowOne(a *body, up bool) float64 { return flowBoth(a, a, up) }

//go:autodiff flowOne Forward
func dFlowOne(a, da *body, up bool) (float64, float64)

//go:autodiff flowOne Reverse
func revFlowOne(a, da *body, up bool, seed float64) float64

// togetherOne: y is x from element i on.
func togetherOne(x []float64, i int) float64 { return togetherBoth(x[:len(x)-i], x[i:]) }

//go:autodiff togetherOne Forward
func dTogetherOne(x, dx []float64, i int) (float64, float64)

//go:autodiff togetherOne Reverse
func revTogetherOne(x, dx []float64, i int, seed float64) float64

// togetherBack: x is y from element 1 on.
func togetherBack(x []float64) float64 { return togetherBoth(x[1:], x) }

//go:autodiff togetherBack Forward
func dTogetherBack(x, dx []float64) (float64, float64)

//go:autodiff togetherBack Reverse
func revTogetherBack(x, dx []float64, seed float64) float64
