// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What -autodiff=PrintPerf shows of a derivative in reverse mode: the values that
// are kept between the sweeps, and why they cannot be made again:
//
//	df: kept of f
//		f.go:6:10: Load float64: kept, 8 bytes per iteration of the loop at f.go:5:2,
//			since f.go:7:4 may overwrite it (noalias would avoid that)
//
// and in both modes which loops are executed less often:
//
//	df: moved in f
//		f.go:3:2: the loop goes in front of the loop at f.go:8:2, where it would do the same each time

package autodiff

import (
	"fmt"
	"slices"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/ssa"
)

// explainMoves prints which loops have moved out of others, if that is asked for.
func (inst *instance) explainMoves(moves []loopMove) {
	if !debug.Flags.PrintPerf || len(moves) == 0 {
		return
	}
	fmt.Printf("%s: moved in %s\n", inst.symbol(), userName(inst.primal.Linksym()))
	for _, m := range moves {
		if m.chosen {
			fmt.Printf("\t%s: what the loop chooses is read again behind it\n", position(m.loop))
			continue
		}
		fmt.Printf("\t%s: the loop goes in front of the loop at %s, where it would do the same each time\n", position(m.loop), position(m.outOf))
	}
}

// explainKept prints what is kept, if that is asked for.
func (p *provider) explainKept() {
	if !debug.Flags.PrintPerf {
		return
	}
	inst := p.r.a.inst
	fmt.Printf("%s: kept of %s\n", inst.symbol(), userName(inst.primal.Linksym()))
	var lines []line
	for v := range p.kept {
		text := short(v) + ": kept"
		if l := p.r.way.nest.innermost(v.Block); l != nil && p.r.way.fusions[l] == nil {
			text += fmt.Sprintf(", %d bytes per iteration of the loop at %s", v.Type.Size(), position(l.header.Pos))
		} else if p.r.split != nil {
			text += fmt.Sprintf(", %d bytes per call", v.Type.Size())
		} else {
			text += " in a register or on the stack"
		}
		lines = append(lines, line{v.Pos, text + p.reason(v)})
	}
	for _, l := range p.r.way.nest.loops {
		if p.r.way.fusions[l] != nil {
			lines = append(lines, line{l.header.Pos, "the loop is reversed iteration by iteration"})
		}
	}
	slices.SortFunc(lines, line.compare)
	for _, l := range lines {
		fmt.Printf("\t%s: %s\n", position(l.pos), l.text)
	}
}

// reason says why v cannot be made again.
func (p *provider) reason(v *ssa.Value) string {
	switch v.Op {
	case ssa.OpPhi:
		return ", since it depends on the way that was taken"
	case ssa.OpSelectN:
		return ", the result of a call"
	case ssa.OpLoad:
		if p.r.split != nil {
			return ", since it may change before the gradient is computed"
		}
		w := p.stability.because[v]
		if w == nil {
			return ""
		}
		text := fmt.Sprintf(", since %s may overwrite it", position(w.Pos))
		if !p.r.known.noalias && p.stability.apartWithNoalias(v, w) {
			text += " (noalias would avoid that)"
		}
		return text
	}
	return ""
}
