// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Packages and their types, from export data.

package main

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

// A world is a set of packages whose types are known.
type world struct {
	exports  map[string]string // import path: file of export data
	importer types.Importer
}

// list returns the packages of patterns that can be imported.
func list(dir string, patterns []string) ([]string, error) {
	out, err := command(dir, append([]string{"go", "list", "-e", "-f", "{{if not .Error}}{{if ne .Name \"main\"}}{{.ImportPath}}{{end}}{{end}}"}, patterns...)...).Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %v", err)
	}
	var paths []string
	for p := range strings.FieldsSeq(string(out)) {
		if !strings.Contains(p, "/internal/") && !strings.HasSuffix(p, "/internal") {
			paths = append(paths, p)
		}
	}
	return paths, nil
}

// load compiles the packages of patterns and all that they depend on.
func load(dir string, patterns []string) (*world, error) {
	cmd := command(dir, append([]string{"go", "list", "-e", "-deps", "-export", "-f", "{{if .Export}}{{.ImportPath}}={{.Export}}{{end}}"},
		append(patterns, "io", "context", "math/rand", "math/rand/v2")...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -export: %v", err)
	}
	w := &world{exports: make(map[string]string)}
	w.importer = importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		file, ok := w.exports[path]
		if !ok {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(file)
	})
	for line := range strings.FieldsSeq(string(out)) {
		path, file, _ := strings.Cut(line, "=")
		w.exports[path] = file
	}
	return w, nil
}

// scope returns all that a package declares: of one that others refer to only what they refer
// to has been read.
func (w *world) scope(p *types.Package) *types.Scope {
	if all, err := w.importer.Import(p.Path()); err == nil {
		p = all
	}
	return p.Scope()
}

// A wrapper is one function that is tried.
type wrapper struct {
	name    string // of the function, as messages have it
	short   bool   // of float32s
	imports map[string]string
	helpers map[string]bool
	body    string
	cases   []point

	fwd, rev string // why there is no derivative, or ""
	option   string // of the directives: " strongzero", or ""
}

// wrappers returns the exported functions and methods of a package that can be called, those
// that know float32s or those that do not.
func (w *world) wrappers(path string, short bool, match *regexp.Regexp) []*wrapper {
	pkg, err := w.importer.Import(path)
	if err != nil {
		fmt.Printf("%s: %v\n", path, err)
		return nil
	}
	var fs []*wrapper
	add := func(name string, sig *types.Signature, call string, recv types.Type) {
		if !match.MatchString(name) || touches(sig, recv, types.Float32, types.Complex64) != short {
			return
		}
		if !short && !touches(sig, recv, types.Float64, types.Complex128) && recv == nil {
			return
		}
		b := newBuilder(w, pkg, short)
		if b.wrap(sig, call, recv) {
			fs = append(fs, &wrapper{name: name, short: short, imports: b.imports, helpers: b.helpers, body: b.text.String()})
		}
	}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Func:
			sig, inst := instance(obj.Type().(*types.Signature))
			if sig != nil {
				add(name, sig, name+inst, nil)
			}
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !ok || obj.IsAlias() || types.IsInterface(named) {
				continue
			}
			if named = instantiated(named); named == nil {
				continue
			}
			for i := range named.NumMethods() {
				m := named.Method(i)
				if !m.Exported() {
					continue
				}
				sig := m.Type().(*types.Signature)
				var recv types.Type = named
				if _, ok := types.Unalias(sig.Recv().Type()).(*types.Pointer); ok {
					recv = types.NewPointer(named)
				}
				add(name+"."+m.Name(), sig, m.Name(), recv)
			}
		}
	}
	return fs
}

// instance returns sig for float64s if it is generic, and what to write behind its name.
func instance(sig *types.Signature) (*types.Signature, string) {
	params := sig.TypeParams()
	if params.Len() == 0 {
		return sig, ""
	}
	for _, kind := range []types.BasicKind{types.Float64, types.Int} {
		args := slices.Repeat([]types.Type{types.Typ[kind]}, params.Len())
		if t, err := types.Instantiate(nil, sig, args, true); err == nil {
			inst := slices.Repeat([]string{types.Typ[kind].Name()}, params.Len())
			return t.(*types.Signature), "[" + strings.Join(inst, ", ") + "]"
		}
	}
	return nil, ""
}

// instantiated returns a type for float64s if it is generic.
func instantiated(t *types.Named) *types.Named {
	if t.TypeParams().Len() == 0 {
		return t
	}
	args := slices.Repeat([]types.Type{types.Typ[types.Float64]}, t.TypeParams().Len())
	if t, err := types.Instantiate(nil, t, args, true); err == nil {
		return t.(*types.Named)
	}
	return nil
}

// touches reports whether a signature leads to types of a kind.
func touches(sig *types.Signature, recv types.Type, kinds ...types.BasicKind) bool {
	seen := make(map[types.Type]bool)
	return leadsTo(sig, kinds, seen) || recv != nil && leadsTo(recv, kinds, seen)
}

// leadsTo reports whether type t has, or refers to, a type of one of kinds.
func leadsTo(t types.Type, kinds []types.BasicKind, seen map[types.Type]bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return slices.Contains(kinds, u.Kind())
	case *types.Slice:
		return leadsTo(u.Elem(), kinds, seen)
	case *types.Array:
		return leadsTo(u.Elem(), kinds, seen)
	case *types.Pointer:
		return leadsTo(u.Elem(), kinds, seen)
	case *types.Map:
		return leadsTo(u.Key(), kinds, seen) || leadsTo(u.Elem(), kinds, seen)
	case *types.Struct:
		for i := range u.NumFields() {
			if leadsTo(u.Field(i).Type(), kinds, seen) {
				return true
			}
		}
	case *types.Signature:
		return leadsTo(u.Params(), kinds, seen) || leadsTo(u.Results(), kinds, seen)
	case *types.Tuple:
		for i := range u.Len() {
			if leadsTo(u.At(i).Type(), kinds, seen) {
				return true
			}
		}
	case *types.Interface:
		for i := range u.NumMethods() {
			if leadsTo(u.Method(i).Type(), kinds, seen) {
				return true
			}
		}
	}
	return false
}
