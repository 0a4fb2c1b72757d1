// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Packages, as go list describes them.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const directive = "//go:autodiff"

// A goPackage is the part of go list's description that matters here.
type goPackage struct {
	ImportPath string
	Name       string
	Dir        string
	ForTest    string
	Standard   bool
	DepOnly    bool
	GoFiles    []string
	CgoFiles   []string
	Imports    []string
	ImportMap  map[string]string
	Module     *struct{ GoVersion string }
}

// packages are those that were asked for and all that they depend on.
type packages struct {
	named  []*goPackage
	byPath map[string]*goPackage // from the import path with its test suffix
}

// loadPackages asks go list for packages; args are its flags and patterns. Go
// list reports errors itself, in which case the exit code is not 0.
func (cmd *command) loadPackages(root string, args []string) (*packages, int) {
	const fields = "-json=ImportPath,Name,Dir,ForTest,Standard,DepOnly,GoFiles,CgoFiles,Imports,ImportMap,Module"
	list := exec.Command(filepath.Join(root, "bin", "go"+exeSuffix()), append([]string{"list", "-deps", fields}, args...)...)
	list.Env = goEnv(root)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		if code := list.ProcessState.ExitCode(); code > 0 {
			return nil, code
		}
		return nil, cmd.errorf("go list: %v", err)
	}
	pkgs := &packages{byPath: make(map[string]*goPackage)}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(goPackage)
		if err := dec.Decode(p); err == io.EOF {
			return pkgs, 0
		} else if err != nil {
			return nil, cmd.errorf("reading what go list prints: %v", err)
		}
		pkgs.byPath[p.ImportPath] = p
		if !p.DepOnly {
			pkgs.named = append(pkgs.named, p)
		}
	}
}

// path returns the import path of p as the compiler knows it, without the
// "[p.test]" behind that of a package that is compiled for a test.
func (p *goPackage) path() string {
	path, _, _ := strings.Cut(p.ImportPath, " ")
	return path
}

// goVersion returns the language version of p, such as 1.26, or nothing.
func (p *goPackage) goVersion() string {
	if p.Module == nil {
		return ""
	}
	parts := strings.SplitN(p.Module.GoVersion, ".", 3)
	if len(parts) < 2 {
		return ""
	}
	minor := parts[1]
	if i := strings.IndexAny(parts[1], "abcdefghijklmnopqrstuvwxyz"); i >= 0 {
		minor = parts[1][:i] // 1.26rc1
	}
	return fmt.Sprintf("%s.%s", parts[0], minor)
}

// files returns the absolute paths of the Go files of p, those for cgo as
// they were written.
func (p *goPackage) files() []string {
	var files []string
	for _, list := range [][]string{p.GoFiles, p.CgoFiles} {
		for _, file := range list {
			if !filepath.IsAbs(file) {
				file = filepath.Join(p.Dir, file)
			}
			files = append(files, file)
		}
	}
	return files
}

// countDirectives returns how many directives there are in the files of p,
// those with a mistake included. A file that does not parse has none.
func (p *goPackage) countDirectives() int {
	if p.Standard {
		return 0
	}
	n := 0
	for _, name := range p.files() {
		text, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(text, []byte(directive)) {
			continue
		}
		f, _ := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
		if f == nil {
			continue
		}
		for _, group := range f.Comments {
			for _, c := range group.List {
				if rest, ok := strings.CutPrefix(c.Text, directive); ok && (rest == "" || strings.ContainsAny(rest[:1], " \t\r")) {
					n++
				}
			}
		}
	}
	return n
}

// A source is what the compiler needs to type-check a package's declarations.
type source struct {
	Name      string
	Files     []string
	ImportMap map[string]string `json:",omitempty"`
}

// sources returns the sources of what p depends on, by import path, and the
// import map of p itself, whose files are arguments of the compiler.
func (pkgs *packages) sources(p *goPackage) map[string]source {
	srcs := map[string]source{p.path(): {Name: p.Name, ImportMap: plainMap(p)}}
	var walk func(*goPackage)
	walk = func(p *goPackage) {
		for _, path := range p.Imports {
			dep := pkgs.byPath[path]
			if dep == nil || path == "unsafe" || path == "C" {
				continue
			}
			if _, ok := srcs[dep.path()]; ok {
				continue
			}
			srcs[dep.path()] = source{Name: dep.Name, Files: dep.files(), ImportMap: plainMap(dep)}
			walk(dep)
		}
	}
	walk(p)
	return srcs
}

// plainMap returns the import map of p without the suffixes of
// packages that are compiled for a test.
func plainMap(p *goPackage) map[string]string {
	m := make(map[string]string)
	for from, to := range p.ImportMap {
		if to, _, _ = strings.Cut(to, " "); to != from {
			m[from] = to
		}
	}
	return m
}
