// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

// A mixedView holds a slice, whose capacity is limited to that of its shadow, and a float.
type mixedView struct {
	data  []float64
	scale float64
}

func mixedParameter(v mixedView) float64 { return v.data[0] * v.scale * v.scale }

//go:autodiff mixedParameter Reverse
func revMixedParameter(v mixedView, dv *mixedView, seed float64) float64

//go:autodiff mixedParameter Forward
func dMixedParameter(v, dv mixedView) (float64, float64)

func mixedElement(vs []mixedView, p *mixedView, i int) float64 {
	v, w := vs[i], *p
	if i > 0 {
		v, w = w, v
	}
	p.scale = v.scale * w.data[0]
	return v.data[0]*v.scale*w.scale + mixedCalled(w, i)
}

//go:noinline
func mixedCalled(v mixedView, n int) float64 {
	if n == 0 {
		return v.scale * v.data[0]
	}
	return v.scale * mixedCalled(mixedView{v.data, v.scale * 2}, n-1)
}

//go:autodiff mixedElement Reverse
func revMixedElement(vs, dvs []mixedView, p, dp *mixedView, i int, seed float64) float64

//go:autodiff mixedElement Forward
func dMixedElement(vs, dvs []mixedView, p, dp *mixedView, i int) (float64, float64)
