// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// A package as the go command compiles it, with and without its derivatives.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const directive = "//go:autodiff "

// A source is a package.
type source struct {
	name     string // for the table
	path     string // import path
	version  string // of the language
	files    []string
	extra    string            // one more file, or ""
	imported map[string]string // from path in source to import path, where they differ
	exports  map[string]string // from import path to export data, of all that it depends on
	names    map[string]string // of packages, by import path
	embedded string            // configuration of //go:embed, or ""
}

// A listed is a package as go list describes it.
type listed struct {
	ImportPath, ForTest, Dir, Name, Export string
	DepOnly                                bool
	CompiledGoFiles, SFiles, CgoFiles      []string
	EmbedPatterns, EmbedFiles              []string
	ImportMap                              map[string]string
	Module                                 *struct{ GoVersion string }
}

// list returns the packages that patterns stand for in a directory, and all that they need.
func list(dir string, patterns ...string) []*listed {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-export", "-compiled", "-json"}, patterns...)...)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		log.Fatalf("%s in %s: %v", strings.Join(cmd.Args, " "), dir, err)
	}
	var all []*listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listed)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			log.Fatal(err)
		}
		all = append(all, p)
	}
}

// inDirectory returns the package in dir, and its tests, as far as they have directives.
func inDirectory(dir string) (sources []*source) {
	all := list(dir, "-test", ".")
	tested := slices.ContainsFunc(all, func(p *listed) bool { return p.ForTest != "" && !p.DepOnly })
	for _, p := range all {
		if p.DepOnly || strings.HasSuffix(p.ImportPath, ".test") || tested && p.ForTest == "" || len(p.SFiles)+len(p.CgoFiles) > 0 {
			continue
		}
		s := newSource(p, all)
		if slices.ContainsFunc(s.files, func(f string) bool { return strings.Contains(read(f), "\n"+directive) }) {
			sources = append(sources, s)
		}
	}
	return sources
}

// newSource returns p, one of all.
func newSource(p *listed, all []*listed) *source {
	s := &source{name: short(p.ImportPath), path: p.ImportPath, version: "1.26", imported: p.ImportMap, exports: make(map[string]string), names: make(map[string]string)}
	s.path, _, _ = strings.Cut(p.ImportPath, " ")
	if p.Module != nil && p.Module.GoVersion != "" {
		s.version = p.Module.GoVersion
	}
	for _, f := range p.CompiledGoFiles {
		if !filepath.IsAbs(f) {
			f = filepath.Join(p.Dir, f)
		}
		s.files = append(s.files, f)
	}
	if len(p.EmbedPatterns) > 0 {
		s.embedded = p.embedding()
	}
	for _, q := range all {
		path, _, variant := strings.Cut(q.ImportPath, " ")
		if q == p || q.Name == "main" || q.Export == "" || s.exports[path] != "" && !variant {
			continue
		}
		s.names[path], s.exports[path] = q.Name, q.Export // as the test needs it, if there are two
	}
	return s
}

// embedding returns what the compiler needs to know of files that p embeds.
func (p *listed) embedding() string {
	config := struct {
		Patterns map[string][]string
		Files    map[string]string
	}{make(map[string][]string), make(map[string]string)}
	for _, pattern := range p.EmbedPatterns {
		for _, f := range p.EmbedFiles {
			if ok, _ := filepath.Match(pattern, f); ok {
				config.Patterns[pattern] = append(config.Patterns[pattern], f)
				config.Files[f] = filepath.Join(p.Dir, f)
			}
		}
	}
	text, err := json.Marshal(config)
	if err != nil {
		log.Fatal(err)
	}
	return string(text)
}

// A prepared source can be compiled.
type prepared struct {
	derivatives int
	args        []string // of the compiler
	object      string
}

// prepare writes s to dir, with or without derivatives.
func (s *source) prepare(dir, flags string, with bool) *prepared {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		log.Fatal(err)
	}
	p := &prepared{object: filepath.Join(dir, "object.a")}
	var config strings.Builder
	for from, to := range s.imported {
		if to, _, _ = strings.Cut(to, " "); from == to {
			continue
		}
		fmt.Fprintf(&config, "importmap %s=%s\n", from, to)
	}
	for path, file := range s.exports {
		fmt.Fprintf(&config, "packagefile %s=%s\n", path, file)
	}
	write(filepath.Join(dir, "importcfg"), config.String())
	p.args = []string{"tool", "compile", "-o", p.object, "-p", s.path, "-lang=go" + language(s.version), "-pack", "-importcfg", filepath.Join(dir, "importcfg")}
	if flags != "" {
		p.args = append(p.args, "-autodiff="+flags)
	}
	if s.embedded != "" {
		write(filepath.Join(dir, "embedcfg"), s.embedded)
		p.args = append(p.args, "-embedcfg", filepath.Join(dir, "embedcfg"))
	}
	texts := make([]string, 0, len(s.files)+1)
	for _, f := range s.files {
		texts = append(texts, read(f))
	}
	if s.extra != "" {
		texts = append(texts, s.extra)
	}
	for i, text := range texts {
		if !isGenerated(text) {
			p.derivatives += strings.Count("\n"+text, "\n"+directive)
		}
		if !with {
			text = s.without(text)
		}
		file := filepath.Join(dir, "file"+strconv.Itoa(i)+".go")
		write(file, text)
		p.args = append(p.args, file)
	}
	write(filepath.Join(dir, "command"), "go "+strings.Join(p.args, " ")+"\n")
	return p
}

// language returns the version of the language in the version of a release.
func language(release string) string {
	parts := strings.SplitN(release, ".", 3)
	return strings.Join(parts[:min(len(parts), 2)], ".")
}

// isGenerated reports whether text declares the derivatives of directives that are elsewhere.
func isGenerated(text string) bool { return strings.HasPrefix(text, "// Code generated") }

// without returns text without directives: what they declare panics, and imports that
// only they need are blank.
func (s *source) without(text string) string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		log.Fatal(err)
	}
	type edit struct {
		at, end int
		text    string
	}
	var edits []edit
	at := func(p token.Pos) int { return fset.Position(p).Offset }
	generated := isGenerated(text)
	used := make(map[string]bool)
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if ok && f.Body == nil && (generated || f.Doc != nil && slices.ContainsFunc(f.Doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, directive) })) {
			edits = append(edits, edit{at(f.End()), at(f.End()), ` { panic("none") }`})
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := sel.X.(*ast.Ident); ok {
					used[id.Name] = true
				}
			}
			return true
		})
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:autodiff") {
				edits = append(edits, edit{at(c.Pos()), at(c.Pos()) + len("//go:autodiff"), "// no autodiff"})
			}
		}
	}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if name := s.names[path]; spec.Name == nil && name != "" && !used[name] {
			edits = append(edits, edit{at(spec.Path.Pos()), at(spec.Path.Pos()), "_ "})
		} else if spec.Name != nil && spec.Name.Name != "." && !used[spec.Name.Name] {
			edits = append(edits, edit{at(spec.Name.Pos()), at(spec.Name.End()), "_"})
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.at - b.at })
	var out strings.Builder
	done := 0
	for _, e := range edits {
		out.WriteString(text[done:e.at])
		out.WriteString(e.text)
		done = e.end
	}
	out.WriteString(text[done:])
	return out.String()
}

// compile returns the milliseconds of processor time that the compiler takes.
func (p *prepared) compile() float64 {
	cmd := exec.Command(compiler(), p.args[2:]...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		log.Fatalf("go %s\n%s%v", strings.Join(p.args, " "), out, err)
	}
	took := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return float64(took) / float64(time.Millisecond)
}

// compiler returns where the compiler is.
func compiler() string {
	out, err := exec.Command("go", "tool", "-n", "compile").Output()
	if err != nil {
		log.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// code returns how many bytes the functions in the object file have.
func (p *prepared) code() float64 {
	out, err := exec.Command("go", "tool", "nm", "-size", p.object).Output()
	if err != nil {
		log.Fatal(err)
	}
	sum := 0
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) >= 4 && strings.ToUpper(f[2]) == "T" {
			n, err := strconv.Atoi(f[1])
			if err != nil {
				log.Fatal(err)
			}
			sum += n
		}
	}
	return float64(sum)
}

func read(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	return string(text)
}

func write(file, text string) {
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		log.Fatal(err)
	}
}
