// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// From a Directive and its primal to one activity per parameter and result.

package request

import "strings"

// A Var is a parameter or a result of a primal.
type Var struct {
	Name string // "" or "_" if it has none
	Type Type
	Text string // its type as the user would write it, for messages
}

func (v Var) named() bool { return v.Name != "" && v.Name != "_" }

// what describes v for a message.
func (v Var) what(result bool) string {
	kind := "parameter"
	if result {
		kind = "result"
	}
	if v.named() {
		kind += " " + v.Name
	}
	return kind + " of type " + v.Text
}

// A Func is the primal: the function that a derivative belongs to.
type Func struct {
	Name    string // as the user would write it, for messages
	Params  []Var  // the receiver of a method first
	Results []Var
}

// Assign returns the activities of the primal's parameters and results:
// those that d gives, and for the rest what follows from the types.
func (d *Directive) Assign(p *Func) (params, results []Activity, err *Error) {
	params = make([]Activity, len(p.Params))
	results = make([]Activity, len(p.Results))
	for i, v := range p.Params {
		params[i] = infer(d.Mode, v.Type, false)
	}
	for i, v := range p.Results {
		results[i] = infer(d.Mode, v.Type, true)
	}
	if len(d.Given) == 0 {
		return params, results, nil
	}
	set := func(g Given, i int, result bool) *Error {
		vars, acts := p.Params, params
		if result {
			vars, acts = p.Results, results
		}
		a, _ := activityOf(g.Word, result)
		acts[i] = a
		return d.check(g, a, vars[i], result)
	}
	if d.Given[0].Name == "" {
		err = d.assignByPosition(p, set)
	} else {
		err = d.assignByName(p, set)
	}
	if err != nil {
		return nil, nil, err
	}
	return params, results, nil
}

// infer returns the activity that follows from a type.
func infer(m Mode, t Type, result bool) Activity {
	switch {
	case t.Class == Inactive || t.Error && result:
		return Const
	case m == Forward:
		return Dual
	case t.Class != Reference:
		return Active
	case result:
		return Const
	}
	return Duplicated
}

func (d *Directive) assignByPosition(p *Func, set func(Given, int, bool) *Error) *Error {
	have, want := len(d.Given), len(p.Params)+len(p.Results)
	if have < want {
		return errorf(-1, "too few activities for %s: have %d, want %d %s", p.Name, have, want, p.expected())
	}
	if have > want {
		return errorf(d.Given[want].Off, "too many activities for %s: have %d, want %d %s", p.Name, have, want, p.expected())
	}
	for i, g := range d.Given {
		j, result := i, false
		if i >= len(p.Params) {
			j, result = i-len(p.Params), true
		}
		if err := set(g, j, result); err != nil {
			return err
		}
	}
	return nil
}

// expected lists what activities are given to.
func (p *Func) expected() string {
	var list []string
	for _, v := range p.Params {
		if v.named() {
			list = append(list, v.Name+" "+v.Text)
		} else {
			list = append(list, v.Text)
		}
	}
	for _, v := range p.Results {
		if v.named() {
			list = append(list, v.Name+" "+v.Text)
		} else {
			list = append(list, "return "+v.Text)
		}
	}
	return "(" + strings.Join(list, ", ") + ")"
}

func (d *Directive) assignByName(p *Func, set func(Given, int, bool) *Error) *Error {
	seen := make(map[string]bool) // names given so far
	for _, g := range d.Given {
		if seen[g.Name] {
			return errorf(g.Off, "activity of %s is given twice", g.Name)
		}
		seen[g.Name] = true
		found := false
		for i, v := range p.Params {
			if v.named() && v.Name == g.Name {
				found = true
				if err := set(g, i, false); err != nil {
					return err
				}
			}
		}
		for i, v := range p.Results {
			if g.Name == "return" || v.named() && v.Name == g.Name {
				found = true
				if g.Name == "return" && seen[v.Name] || g.Name == v.Name && seen["return"] {
					return errorf(g.Off, "activity of result %s is given twice, by its name and by return", v.Name)
				}
				if err := set(g, i, true); err != nil {
					return err
				}
			}
		}
		if !found {
			return p.unknownVar(g)
		}
	}
	return nil
}

func (p *Func) unknownVar(g Given) *Error {
	if g.Name == "return" {
		return errorf(g.Off, "%s has no result", p.Name)
	}
	var names []string
	for _, v := range append(p.Params[:len(p.Params):len(p.Params)], p.Results...) {
		if v.named() {
			names = append(names, v.Name)
		}
	}
	if len(p.Results) > 0 {
		names = append(names, "return")
	}
	if len(names) == 0 {
		return errorf(g.Off, "%s has no parameter or result named %s; give activities by position", p.Name, g.Name)
	}
	return errorf(g.Off, "%s has no parameter or result named %s%s; it has %s", p.Name, g.Name, DidYouMean(g.Name, names), strings.Join(names, ", "))
}

// check complains if v cannot be a.
func (d *Directive) check(g Given, a Activity, v Var, result bool) *Error {
	allowed := allowed(d.Mode, v.Type, result)
	for _, b := range allowed {
		if a == b {
			return nil
		}
	}
	if !a.In(d.Mode) {
		return errorf(g.wordOff(), "%s is an activity of mode %s, not of %s; for %s use %s", g.Word, 1-d.Mode, d.Mode, v.what(result), orList(allowed))
	}
	why := ""
	switch {
	case v.Type.Class == Inactive:
		why = ": it carries no derivative"
	case result && v.Type.Class == Reference:
		why = ": it leads to memory"
	}
	return errorf(g.wordOff(), "%s cannot be %s%s; use %s", v.what(result), g.Word, why, orList(allowed))
}

// allowed lists what a parameter or result of type t can be.
func allowed(m Mode, t Type, result bool) []Activity {
	switch {
	case t.Class == Inactive:
		return []Activity{Const}
	case m == Forward:
		return []Activity{Dual, DualOnly, Const}
	case t.Class == Reference && result:
		return []Activity{Const}
	case t.Class == Reference:
		return []Activity{Duplicated, DuplicatedOnly, Const}
	case result:
		return []Activity{Active, ActiveOnly, Const}
	}
	return []Activity{Active, Const}
}

// orList writes "A", "A or B", "A, B or C".
func orList(acts []Activity) string {
	var b strings.Builder
	for i, a := range acts {
		switch {
		case i > 0 && i == len(acts)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(a.String())
	}
	return b.String()
}
