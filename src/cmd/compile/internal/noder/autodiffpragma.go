// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// From comments to directives: which //go:autodiff lines the files of the
// package hold, and which function, or variable, each of them stands on.

package noder

import (
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/syntax"
)

// An autodiffPragma is one //go:autodiff line as the scanner saw it.
type autodiffPragma struct {
	pos  syntax.Pos // of the "//"
	text string     // behind the "//"
}

func isAutodiff(text string) bool {
	return request.IsDirective(text) || isAutodiffBody(text) || isAutodiffShadow(text)
}

// addAutodiff adds the directive text, whose "//" ends at pos, to pragma.
func (p *noder) addAutodiff(pos syntax.Pos, text string, pragma *pragmas) {
	p.autodiff = true
	pos = syntax.MakePos(pos.Base(), pos.Line(), pos.Col()-uint(len("//")))
	pragma.Autodiff = append(pragma.Autodiff, autodiffPragma{pos, text})
}

const misplacedAutodiff = "misplaced //go:autodiff: it belongs right before a function declaration"

// checkMisplacedAutodiff complains of directives that no declaration follows.
func (p *noder) checkMisplacedAutodiff(pragma *pragmas) {
	for _, a := range pragma.Autodiff {
		p.error(syntax.Error{Pos: a.pos, Msg: a.misplaced()})
	}
}

// misplaced says where the directive a belongs.
func (a autodiffPragma) misplaced() string {
	if isAutodiffShadow(a.text) {
		return misplacedShadow
	}
	return misplacedAutodiff
}

// collect finds the directives of the package and complains
// of those that stand on anything but a function declaration.
func (p *autodiffPass) collect() {
	misplaced := func(pragma syntax.Pragma) {
		if pragma, ok := pragma.(*pragmas); ok {
			for _, a := range pragma.Autodiff {
				p.errorf(a.pos, "%s", a.misplaced())
			}
		}
	}
	for _, file := range p.files {
		misplaced(file.Pragma)
		syntax.Inspect(file, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.ImportDecl:
				misplaced(n.Pragma)
			case *syntax.ConstDecl:
				misplaced(n.Pragma)
			case *syntax.TypeDecl:
				misplaced(n.Pragma)
			case *syntax.VarDecl:
				p.collectVar(file, n)
			case *syntax.FuncDecl:
				p.collectFunc(file, n)
			}
			return true
		})
	}
}

func (p *autodiffPass) collectFunc(file *syntax.File, decl *syntax.FuncDecl) {
	pragma, ok := decl.Pragma.(*pragmas)
	if !ok {
		return
	}
	for _, a := range pragma.Autodiff {
		switch {
		case isAutodiffBody(a.text):
			p.collectBody(file, decl, a)
			continue
		case isAutodiffShadow(a.text):
			p.errorf(a.pos, misplacedShadow)
			continue
		}
		d := &derivative{autodiffPragma: a, file: file, decl: decl, formB: decl.Body == nil}
		p.derivatives = append(p.derivatives, d)
		parsed, err := request.Parse(a.text)
		if err != nil {
			p.fail(d, d.at(err.Off), "%s", err.Msg)
			continue
		}
		d.Directive = parsed
	}
}

// at returns the position of the byte off of the directive's text,
// or of the directive as a whole if off is negative.
func (d *derivative) at(off int) syntax.Pos {
	if off < 0 {
		return d.pos
	}
	return syntax.MakePos(d.pos.Base(), d.pos.Line(), d.pos.Col()+uint(len("//")+off))
}
