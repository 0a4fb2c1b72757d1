// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestDummies: in reverse mode an active value that was stored in inactive memory, reached
// by way of active memory, lost its derivative where it was read by another way. Both
// modes panic there now; what is only read, or holds no active value, is as good as ever.
func TestDummies(t *testing.T) {
	for _, c := range []struct {
		name    string
		primal  func(float64, []float64) float64
		forward func(float64, float64, []float64) (float64, float64)
		reverse func(float64, []float64, float64) (float64, float64)
		panics  bool
	}{
		{"field", dummyField, dDummyField, revDummyField, true},
		{"rows", dummyRows, dDummyRows, revDummyRows, true},
		{"appended", dummyAppended, dDummyAppended, revDummyAppended, true},
		{"pointers", dummyPointers, dDummyPointers, revDummyPointers, true},
		{"global", dummyGlobal, dDummyGlobal, revDummyGlobal, true},
		{"called", dummyCalled, dDummyCalled, revDummyCalled, true},
		{"result", dummyResult, dDummyResult, revDummyResult, true},
		{"copied", dummyCopied, dDummyCopied, revDummyCopied, true},
		{"spare", dummySpare, dDummySpare, revDummySpare, true},
		{"closure", dummyClosure, dDummyClosure, revDummyClosure, true},
		{"method", dummyMethod, dDummyMethod, revDummyMethod, true},
		{"map", dummyMap, dDummyMap, revDummyMap, true},
		{"phi", dummyPhi, dDummyPhi, revDummyPhi, true},
		{"twice", dummyTwice, dDummyTwice, revDummyTwice, true},
		{"tree", dummyTree, dDummyTree, revDummyTree, true},
		{"reference", dummyReference, dDummyReference, revDummyReference, true},
		{"large", dummyLarge, dDummyLarge, revDummyLarge, true},
		{"box", dummyBox, dDummyBox, revDummyBox, true},
		{"read", dummyRead, dDummyRead, revDummyRead, false},
		{"inactive", dummyInactive, dDummyInactive, revDummyInactive, false},
		{"exchanged", dummyExchanged, dDummyExchanged, revDummyExchanged, false},
		{"other", dummyOther, dDummyOther, revDummyOther, false},
		{"loops", dummyLoops, dDummyLoops, revDummyLoops, false},
		{"late", dummyLate, dDummyLate, revDummyLate, true},
		{"boxes", dummyBoxes, dDummyBoxes, revDummyBoxes, false},
	} {
		for mode, gradient := range map[string]func() float64{
			"forward": func() float64 { _, d := c.forward(1.4, 1, dummyData()); return d },
			"reverse": func() float64 { _, d := c.reverse(1.4, dummyData(), 1); return d },
		} {
			t.Run(c.name+"/"+mode, func(t *testing.T) {
				const h = 1e-5
				want := (c.primal(1.4+h, dummyData()) - c.primal(1.4-h, dummyData())) / (2 * h)
				defer func() {
					e := recover()
					text := fmt.Sprint(e)
					switch {
					case !c.panics && e != nil:
						t.Errorf("panics: %s", text)
					case c.panics && !(strings.HasPrefix(text, "autodiff: ") && strings.HasSuffix(text, ": assignment of an active value to inactive memory")):
						t.Errorf("the panic is %s", text)
					}
				}()
				if got := gradient(); c.panics {
					t.Errorf("the derivative is %v, and should be %v or a panic", got, want)
				} else if math.Abs(got-want) > 1e-7 {
					t.Errorf("the derivative is %v, and should be %v", got, want)
				}
			})
		}
	}
}

// dummyData returns the data that is Const, and restores what is global.
func dummyData() []float64 {
	dummyVariable = dummyHolder{v: 3, row: []float64{1, 2}}
	return []float64{0.5, 1.5, 2.5, 3.5}[:4:4]
}

var dummyVariable dummyHolder

type dummyHolder struct {
	v    float64
	row  []float64
	to   *dummyHolder
	kids []*dummyHolder
	any  any
	do   func(float64)
}

type dummyBig struct {
	a   [20]float64
	row []float64
}

func (h *dummyHolder) set(x float64) { h.row[0] = x }

//go:noinline
func setRow(row []float64, x float64) { row[0] += x }

//go:noinline
func holderOf(x float64, c []float64) *dummyHolder { return &dummyHolder{v: x, row: c} }

func (h *dummyHolder) scale(x float64) {
	h.v *= x
	for i := range h.row {
		h.row[i] *= h.v
	}
	for _, k := range h.kids {
		k.scale(x)
	}
}

func dummyField(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: c}
	h.row[0] = h.v * x
	return c[0] + h.v
}

func dummyRows(x float64, c []float64) float64 {
	m := [][]float64{{x, x, x, x}, c}
	for i := range m {
		for j := range m[i] {
			m[i][j] += x
		}
	}
	return c[0] * c[1]
}

func dummyAppended(x float64, c []float64) float64 {
	m := append([][]float64{{x}}, c)
	m[1][0] = m[0][0] * x
	return c[0]
}

func dummyPointers(x float64, c []float64) float64 {
	ps := []*float64{&x, &c[0]}
	*ps[1] = *ps[0] * 2
	return c[0]
}

func dummyGlobal(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: dummyVariable.row}
	h.row[0] = h.v
	return dummyVariable.row[0] * c[1]
}

func dummyCalled(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: c}
	setRow(h.row, x)
	return c[0]
}

func dummyResult(x float64, c []float64) float64 {
	h := holderOf(x, c)
	h.row[0] = x
	return c[0]
}

func dummyCopied(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: c}
	copy(h.row[1:], []float64{x, x})
	return c[1]
}

func dummySpare(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: c[:2]}
	h.row = append(h.row, x)
	return c[2]
}

func dummyClosure(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, do: func(y float64) { c[0] = y }}
	h.do(h.v)
	return c[0]
}

func dummyMethod(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: c}
	var s interface{ set(float64) } = h
	if c[1] > 0 {
		s = &dummyHolder{row: c}
	}
	s.set(h.v)
	return c[0]
}

func dummyMap(x float64, c []float64) float64 {
	m := map[int][]float64{0: {x}, 1: c}
	m[1][0] = m[0][0]
	return c[0]
}

func dummyPhi(x float64, c []float64) float64 {
	a := []float64{x}
	if c[0] > 0 {
		a = c
	}
	a[0] = x * x
	return c[0]
}

func dummyTwice(x float64, c []float64) float64 {
	g, h := &dummyHolder{v: x, row: c}, &dummyHolder{v: x, row: c}
	g.row[0] = g.v
	return h.row[0] * h.v
}

func dummyTree(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, kids: []*dummyHolder{{v: 1}, {v: 2, row: c}}}
	h.scale(x)
	return c[0] + h.v
}

func dummyReference(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, kids: []*dummyHolder{{v: 1}, &dummyVariable}}
	h.kids[1].row = []float64{x, x}
	return dummyVariable.row[0] * c[1]
}

func dummyLarge(x float64, c []float64) float64 {
	bs := []dummyBig{{row: c}, {a: [20]float64{x}}}
	bs[0], bs[1] = bs[1], bs[0]
	bs[1].row[0] = bs[0].a[0]
	return c[0]
}

func dummyBox(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, any: &dummyVariable}
	h.any.(*dummyHolder).v = h.v
	return dummyVariable.v * c[1]
}

func dummyRead(x float64, c []float64) float64 {
	h := holderOf(x, c)
	return h.row[0]*h.v + h.row[1]*c[2]
}

func dummyInactive(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: c}
	h.row[0] = 3
	clear(h.row[1:2])
	return c[0]*h.v + h.row[1] + h.row[2]*x
}

// dummyExchanged exchanges inactive rows.
func dummyExchanged(x float64, c []float64) float64 {
	m := [][]float64{c[2:], c[1:], c, {x}}
	for i := range m {
		for j := i + 1; j < len(m); j++ {
			if m[j][0] < m[i][0] {
				m[i], m[j] = m[j], m[i]
			}
		}
	}
	sum := 0.0
	for i, row := range m {
		sum += float64(i+1) * row[0] * x
	}
	return sum
}

// dummyOther stores beside what has a dummy.
func dummyOther(x float64, c []float64) float64 {
	h := &dummyHolder{v: x, row: []float64{1, 2}, kids: []*dummyHolder{{v: 1, row: c}}}
	h.row[0] = h.v * h.kids[0].row[1]
	setRow(h.row, x)
	h.scaleOwn(x)
	return h.row[0] * c[0]
}

func (h *dummyHolder) scaleOwn(x float64) {
	for i := range h.row {
		h.row[i] *= x
	}
}

// dummyLoops has loops in which nothing is stored where that must not be: one without an
// iteration, and one without an iteration that does so.
func dummyLoops(x float64, c []float64) float64 {
	m := [][]float64{{1, 2, 3, 4}, c}
	own, other := m[0], m[1]
	for j := range own {
		own[j] *= x
	}
	for j := 4; j < len(other); j++ {
		other[j] = x
	}
	for j := range own {
		own[j] += x
		if own[j] > 1000 {
			other[j] = x
		}
	}
	return own[3] * other[3]
}

// dummyLate does so in the last iteration.
func dummyLate(x float64, c []float64) float64 {
	m := [][]float64{{1, 2, 3, 4}, c}
	own, other := m[0], m[1]
	for j := range own {
		own[j] += x
		if j == 3 {
			other[j] = x
		}
	}
	return own[3] * c[3]
}

// dummyBoxes reads what inactive interface values hold, in reverse mode once a nil
// dereference.
func dummyBoxes(x float64, c []float64) float64 {
	hs := []*dummyHolder{{v: x, any: &dummyVariable}, {v: x * x, any: c[1]}, {v: 2 * x, any: c}, {v: x, any: &dummyHolder{v: x}}}
	sum := 0.0
	for k := range 8 {
		h := hs[k&3]
		switch v := h.any.(type) {
		case *dummyHolder:
			sum += v.v * h.v
		case float64:
			sum += v * h.v
		case []float64:
			sum += v[1] * h.v
			h.v *= 2
		}
	}
	return sum
}

//go:autodiff dummyField Forward Dual Const Dual
func dDummyField(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyField Reverse Active Const Active
func revDummyField(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyRows Forward Dual Const Dual
func dDummyRows(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyRows Reverse Active Const Active
func revDummyRows(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyAppended Forward Dual Const Dual
func dDummyAppended(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyAppended Reverse Active Const Active
func revDummyAppended(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyPointers Forward Dual Const Dual
func dDummyPointers(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyPointers Reverse Active Const Active
func revDummyPointers(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyGlobal Forward Dual Const Dual
func dDummyGlobal(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyGlobal Reverse Active Const Active
func revDummyGlobal(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyCalled Forward Dual Const Dual
func dDummyCalled(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyCalled Reverse Active Const Active
func revDummyCalled(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyResult Forward Dual Const Dual
func dDummyResult(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyResult Reverse Active Const Active
func revDummyResult(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyCopied Forward Dual Const Dual
func dDummyCopied(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyCopied Reverse Active Const Active
func revDummyCopied(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummySpare Forward Dual Const Dual
func dDummySpare(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummySpare Reverse Active Const Active
func revDummySpare(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyClosure Forward Dual Const Dual
func dDummyClosure(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyClosure Reverse Active Const Active
func revDummyClosure(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyMethod Forward Dual Const Dual
func dDummyMethod(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyMethod Reverse Active Const Active
func revDummyMethod(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyMap Forward Dual Const Dual
func dDummyMap(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyMap Reverse Active Const Active
func revDummyMap(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyPhi Forward Dual Const Dual
func dDummyPhi(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyPhi Reverse Active Const Active
func revDummyPhi(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyTwice Forward Dual Const Dual
func dDummyTwice(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyTwice Reverse Active Const Active
func revDummyTwice(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyTree Forward Dual Const Dual
func dDummyTree(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyTree Reverse Active Const Active
func revDummyTree(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyReference Forward Dual Const Dual
func dDummyReference(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyReference Reverse Active Const Active
func revDummyReference(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyLarge Forward Dual Const Dual
func dDummyLarge(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyLarge Reverse Active Const Active
func revDummyLarge(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyBox Forward Dual Const Dual
func dDummyBox(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyBox Reverse Active Const Active
func revDummyBox(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyRead Forward Dual Const Dual
func dDummyRead(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyRead Reverse Active Const Active
func revDummyRead(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyInactive Forward Dual Const Dual
func dDummyInactive(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyInactive Reverse Active Const Active
func revDummyInactive(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyExchanged Forward Dual Const Dual
func dDummyExchanged(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyExchanged Reverse Active Const Active
func revDummyExchanged(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyLoops Forward Dual Const Dual
func dDummyLoops(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyLoops Reverse Active Const Active
func revDummyLoops(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyLate Forward Dual Const Dual
func dDummyLate(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyLate Reverse Active Const Active
func revDummyLate(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyOther Forward Dual Const Dual
func dDummyOther(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyOther Reverse Active Const Active
func revDummyOther(x float64, c []float64, dret float64) (y, gx float64)

//go:autodiff dummyBoxes Forward Dual Const Dual
func dDummyBoxes(x, dx float64, c []float64) (y, dy float64)

//go:autodiff dummyBoxes Reverse Active Const Active
func revDummyBoxes(x float64, c []float64, dret float64) (y, gx float64)
