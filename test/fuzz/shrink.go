// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// From a program that fails to a small one that fails in the same way.

package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// A shrinker tries changes of one program.
type shrinker struct {
	dir   string
	src   []byte // the smallest that fails so far
	how   string // how it fails
	fset  *token.FileSet
	known types.Importer
	tries int

	output string // of the program as it was
}

// shrink makes the program in dir smaller until no change is left that helps.
func shrink(dir string) error {
	src, err := os.ReadFile(filepath.Join(dir, program))
	if err != nil {
		return err
	}
	s := &shrinker{dir: dir, src: src, fset: token.NewFileSet()}
	s.known = importer.ForCompiler(s.fset, "source", nil)
	s.output = s.run(src)
	if s.how = failure(s.output); s.how == "" {
		return fmt.Errorf("the program does not fail")
	}
	fmt.Printf("it fails by %q\n", s.how)
	for before := -1; before != len(s.src); {
		before = len(s.src)
		for _, step := range []func(){s.onlyNamed, s.fewerCases, s.needed, s.fewerDecls, s.fewerStatements, s.flatter, s.simpler} {
			step()
			fmt.Printf("%d bytes behind %d tries\n", len(s.src), s.tries)
		}
	}
	fmt.Printf("%s\n%s", s.src, s.run(s.src))
	return nil
}

// run tests a program and returns the output.
func (s *shrinker) run(src []byte) string {
	if err := os.WriteFile(filepath.Join(s.dir, program), src, 0o666); err != nil {
		return ""
	}
	cmd := exec.Command("go", "test", "-vet=off", "-count=1", "-timeout=60s", ".", fmt.Sprint("-trials=", *trials))
	cmd.Dir = s.dir
	cmd.WaitDelay = time.Minute
	out, err := cmd.CombinedOutput()
	if err == nil {
		return ""
	}
	return string(out)
}

// signs tell one failure from another, the first that fits counts.
var signs = regexp.MustCompile(`internal compiler error: (?:'[^']*': )?[a-zA-Z: ]*|in reverse mode: [a-zA-Z ]*|cannot differentiate[a-zA-Z ]*|fatal error: [a-z ]*|test timed out|the primal gives|ẏ⟩ = |zero seeds|zero shadows|nothing depends on|is overwritten, but|two calls give|a second call|was only read|is not linear|panic: [a-z :]*|differences give`)

var quoted = regexp.MustCompile(`'[^']*'`)

// failure names the way in which a program failed, or returns "".
func failure(out string) string {
	if strings.Contains(out, "reverse: ") && strings.Contains(out, "ẏ⟩ = ") {
		return "ẏ⟩ = "
	}
	return quoted.ReplaceAllString(signs.FindString(out), "")
}

// try keeps src if it still fails in the same way.
func (s *shrinker) try(src []byte) bool {
	src, err := format.Source(src)
	if err != nil || bytes.Equal(src, s.src) || !s.typed(src) {
		return false
	}
	s.tries++
	if failure(s.run(src)) != s.how {
		return false
	}
	s.src = src
	os.WriteFile(filepath.Join(s.dir, "smallest.txt"), src, 0o666)
	return true
}

// typed reports whether src compiles, as far as types go.
func (s *shrinker) typed(src []byte) bool {
	f, err := parser.ParseFile(s.fset, program, src, parser.ParseComments)
	if err != nil {
		return false
	}
	ok := true
	conf := types.Config{Importer: s.known, Error: func(err error) {
		ok = ok && strings.Contains(err.Error(), "missing function body")
	}}
	conf.Check("random", s.fset, []*ast.File{f}, nil)
	return ok
}

// A span is a piece of the source, and what could stand there instead.
type span struct {
	from, to int
	text     string
}

// spans collects pieces of the program.
func (s *shrinker) spans(collect func(n ast.Node, add func(from, to token.Pos, text string), text func(n ast.Node) string)) []span {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, program, s.src, parser.ParseComments)
	if err != nil {
		return nil
	}
	var out []span
	at := func(p token.Pos) int { return fset.Position(p).Offset }
	add := func(from, to token.Pos, text string) { out = append(out, span{at(from), at(to), text}) }
	text := func(n ast.Node) string { return string(s.src[at(n.Pos()):at(n.End())]) }
	ast.Inspect(f, func(n ast.Node) bool {
		if n != nil {
			collect(n, add, text)
		}
		return true
	})
	return out
}

// without returns the program with spans replaced, which do not overlap.
func (s *shrinker) without(cut []span) []byte {
	var out []byte
	last := 0
	for _, c := range cut {
		if c.from < last {
			continue
		}
		out = append(append(out, s.src[last:c.from]...), c.text...)
		last = c.to
	}
	return append(out, s.src[last:]...)
}

// each tries to replace single pieces, the last first, for as long as that helps.
func (s *shrinker) each(find func() []span) {
	all := find()
	for i := len(all) - 1; i >= 0; i-- {
		if i < len(all) && s.try(s.without(all[i:i+1])) {
			all = find()
		}
	}
}

// halves tries to drop many pieces at once, then fewer and fewer.
func (s *shrinker) halves(find func() []span) {
	for n := len(find()); n >= 1; n /= 2 {
		for i := 0; ; {
			all := find()
			if i >= len(all) {
				break
			}
			if !s.try(s.without(all[i:min(i+n, len(all))])) {
				i += n
			}
		}
	}
}

// fewerCases drops lines of the test.
func (s *shrinker) fewerCases() { s.halves(s.cases) }

// cases lists the lines of the test.
func (s *shrinker) cases() []span {
	return s.spans(func(n ast.Node, add func(from, to token.Pos, text string), _ func(ast.Node) string) {
		if f, ok := n.(*ast.FuncDecl); ok && f.Name.Name == "Test" {
			for _, st := range f.Body.List {
				add(st.Pos(), st.End(), "")
			}
		}
	})
}

// onlyNamed drops all cases but those that the first output names.
func (s *shrinker) onlyNamed() {
	var drop []span
	for _, c := range s.cases() {
		_, rest, _ := strings.Cut(string(s.src[c.from:c.to]), "(t, ")
		if name, _, _ := strings.Cut(rest, ","); !strings.Contains(s.output, "."+name+",") && !strings.Contains(s.output, "."+name+":") && !strings.Contains(s.output, " "+name+" ") {
			drop = append(drop, c)
		}
	}
	s.try(s.without(drop))
}

// needed drops at once all functions that the test does not lead to.
func (s *shrinker) needed() {
	f, err := parser.ParseFile(token.NewFileSet(), program, s.src, parser.ParseComments)
	if err != nil {
		return
	}
	names := make(map[string][]string) // from function to what its declaration mentions
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			mention := func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					names[fn.Name.Name] = append(names[fn.Name.Name], id.Name)
				}
				return true
			}
			ast.Inspect(fn, mention)
			if fn.Doc != nil {
				for _, c := range fn.Doc.List {
					names[fn.Name.Name] = append(names[fn.Name.Name], strings.Fields(c.Text)...)
				}
			}
		}
	}
	reached := map[string]bool{"init": true, "main": true}
	work := []string{"Test"}
	for len(work) > 0 {
		name := work[len(work)-1]
		work = work[:len(work)-1]
		if !reached[name] {
			reached[name] = true
			work = append(work, names[name]...)
		}
	}
	s.try(s.without(s.spans(func(n ast.Node, add func(from, to token.Pos, text string), _ func(ast.Node) string) {
		if f, ok := n.(*ast.FuncDecl); ok && !reached[f.Name.Name] {
			from := f.Pos()
			if f.Doc != nil {
				from = f.Doc.Pos()
			}
			add(from, f.End(), "")
		}
	})))
}

// fewerDecls drops functions and types.
func (s *shrinker) fewerDecls() {
	s.halves(func() []span {
		return s.spans(func(n ast.Node, add func(from, to token.Pos, text string), _ func(ast.Node) string) {
			if f, ok := n.(*ast.FuncDecl); ok && f.Name.Name != "Test" {
				from := f.Pos()
				if f.Doc != nil {
					from = f.Doc.Pos()
				}
				add(from, f.End(), "")
			}
		})
	})
}

// statements lists the statements of all blocks. What only uses a variable that has just
// been declared goes with the declaration, without which nothing else could go.
func (s *shrinker) statements() []span {
	return s.spans(func(n ast.Node, add func(from, to token.Pos, text string), text func(ast.Node) string) {
		var list []ast.Stmt
		switch n := n.(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			add(n.Pos(), n.End(), "")
			list = n.Body
		}
		for len(list) > 0 {
			last := 0
			for last+1 < len(list) && strings.HasPrefix(text(list[last+1]), "_") {
				last++
			}
			add(list[0].Pos(), list[last].End(), "")
			list = list[last+1:]
		}
	})
}

// fewerStatements drops statements.
func (s *shrinker) fewerStatements() {
	s.halves(s.statements)
	s.each(s.statements)
}

// flatter puts the bodies of statements in their places.
func (s *shrinker) flatter() {
	s.each(func() []span {
		return s.spans(func(n ast.Node, add func(from, to token.Pos, text string), text func(ast.Node) string) {
			switch n := n.(type) {
			case *ast.IfStmt:
				add(n.Pos(), n.End(), text(n.Body))
				if n.Else != nil {
					add(n.Pos(), n.End(), text(n.Else))
					add(n.Body.End(), n.Else.End(), "")
				}
			case *ast.ForStmt:
				add(n.Pos(), n.End(), text(n.Body))
			case *ast.RangeStmt:
				add(n.Pos(), n.End(), text(n.Body))
			case *ast.BlockStmt:
				for _, st := range n.List {
					if b, ok := st.(*ast.BlockStmt); ok {
						add(b.Pos(), b.End(), strings.TrimSuffix(strings.TrimPrefix(text(b), "{"), "}"))
					}
				}
			}
		})
	})
}

// simpler replaces expressions by parts of them.
func (s *shrinker) simpler() {
	s.each(func() []span {
		return s.spans(func(n ast.Node, add func(from, to token.Pos, text string), text func(ast.Node) string) {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				add(n.Pos(), n.End(), text(n.X))
				add(n.Pos(), n.End(), text(n.Y))
			case *ast.CallExpr:
				for _, a := range n.Args {
					add(n.Pos(), n.End(), text(a))
				}
				add(n.Pos(), n.End(), "0.5")
			case *ast.ParenExpr:
				add(n.Pos(), n.End(), text(n.X))
			case *ast.IndexExpr:
				add(n.Index.Pos(), n.Index.End(), "0")
			case *ast.UnaryExpr:
				add(n.Pos(), n.End(), text(n.X))
			case *ast.CompositeLit:
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						add(kv.Pos(), kv.End()+1, "")
					}
				}
			}
		})
	})
}
