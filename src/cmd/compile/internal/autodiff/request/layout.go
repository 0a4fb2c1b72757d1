// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// From activities and type classes to the signature of a derivative.
//
//	func f(x float64, n int, w []float64) (y float64)
//
//	Forward Dual Const Dual Dual
//	func df(x, dx float64, n int, w, dw []float64) (y, dy float64)
//
//	Reverse Active Const Duplicated Active
//	func df(x float64, n int, w, dw []float64, dy float64) (y, dx float64)

package request

import "strconv"

// Layout returns the slots of the derivative that d asks for, whose
// primal's parameters and results have the given activities.
func (d *Directive) Layout(p *Func, params, results []Activity) (paramSlots, resultSlots []Slot) {
	l := layout{d: d, p: p, taken: map[string]bool{"default": true, "defer": true, "_": true}}
	l.name()
	for i, a := range params {
		l.param(i, a)
	}
	for i, a := range results {
		l.result(i, a)
	}
	l.seeds(results)
	for i, a := range params {
		if a == Active {
			s := l.shadow(i, Gradient, l.paramNames[i])
			l.resultSlots = append(l.resultSlots, s)
		}
	}
	return l.paramSlots, l.resultSlots
}

// A layout is a signature in the making.
type layout struct {
	d *Directive
	p *Func

	taken       map[string]bool // names in use, and words that are none
	paramNames  []string        // of the primal's parameters
	resultNames []string        // of the primal's results; all "" if the derivative's are unnamed

	paramSlots, resultSlots []Slot
}

// name names the primal's parameters and results. Results stay unnamed if
// the primal's are, unless there are gradients to be told apart from them.
func (l *layout) name() {
	given, unnamed := false, 0
	for _, v := range l.p.Params {
		if v.named() {
			l.taken[v.Name] = true
		}
	}
	for _, v := range l.p.Results {
		if v.Name != "" {
			given = true
		}
		if v.named() {
			l.taken[v.Name] = true
		} else {
			unnamed++
		}
	}
	for i, v := range l.p.Params {
		name := v.Name
		if !v.named() {
			name = l.fresh("p" + strconv.Itoa(i))
		}
		l.paramNames = append(l.paramNames, name)
	}
	n := 0
	for _, v := range l.p.Results {
		name := v.Name
		if !v.named() {
			n++
			name = ""
			if given || l.d.Mode == Reverse {
				name = l.fresh(numbered("ret", n, unnamed))
			}
		}
		l.resultNames = append(l.resultNames, name)
	}
}

// numbered returns name, or name with a number if there are several.
func numbered(name string, i, n int) string {
	if n == 1 {
		return name
	}
	return name + strconv.Itoa(i)
}

// fresh returns name, or something like it that is not taken, and takes it.
func (l *layout) fresh(name string) string {
	if name == "" {
		return ""
	}
	sep := ""
	if c := name[len(name)-1]; '0' <= c && c <= '9' {
		sep = "_"
	}
	unique := name
	for i := 1; l.taken[unique]; i++ {
		unique = name + sep + strconv.Itoa(i)
	}
	l.taken[unique] = true
	return unique
}

// shadow returns the slot of what belongs to a primal value called name.
func (l *layout) shadow(of int, role Role, name string) Slot {
	if name != "" {
		name = l.fresh("d" + name)
	}
	return Slot{Of: of, Role: role, Name: name, Width: l.d.Width}
}

func (l *layout) param(i int, a Activity) {
	t := l.p.Params[i].Type
	primal := Slot{Of: i, Role: Primal, Name: l.paramNames[i]}
	primal.ByValue = t.Pointer && (a == DualOnly || a == DuplicatedOnly)
	l.paramSlots = append(l.paramSlots, primal)
	switch a {
	case Dual, DualOnly, Duplicated, DuplicatedOnly:
		s := l.shadow(i, Shadow, primal.Name)
		s.Pointer = t.Mixed && l.d.Mode == Reverse
		l.paramSlots = append(l.paramSlots, s)
	}
}

func (l *layout) result(i int, a Activity) {
	if a != DualOnly && a != ActiveOnly {
		l.resultSlots = append(l.resultSlots, Slot{Of: i, Role: Primal, Name: l.resultNames[i]})
	}
	if a == Dual || a == DualOnly {
		l.resultSlots = append(l.resultSlots, l.shadow(i, Shadow, l.resultNames[i]))
	}
}

// seeds appends the parameters through which the adjoints of results come in.
func (l *layout) seeds(results []Activity) {
	unnamed := 0
	for i, a := range results {
		if (a == Active || a == ActiveOnly) && !l.p.Results[i].named() {
			unnamed++
		}
	}
	n := 0
	for i, a := range results {
		if a != Active && a != ActiveOnly {
			continue
		}
		name := l.p.Results[i].Name
		if !l.p.Results[i].named() {
			n++
			name = numbered("ret", n, unnamed)
		}
		l.paramSlots = append(l.paramSlots, l.shadow(i, Seed, name))
	}
}
