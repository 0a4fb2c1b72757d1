// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Importing packages from source, for tools that want to know the signatures
// of derivatives while nothing has been built. Only declarations are read,
// of the packages that declarations need.

package noder

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types2"
)

// A sourcePackage tells where the source of a package is.
type sourcePackage struct {
	Name      string
	Files     []string
	ImportMap map[string]string // from path in source to import path, where they differ

	pkg     *types2.Package // nil before it is imported
	loading bool
}

// A sourceImporter imports packages from source, on behalf of one package.
type sourceImporter struct {
	packages map[string]*sourcePackage // by import path
	from     *sourcePackage            // whose imports are looked up; may be nil
	conf     types2.Config
}

// newSourceImporter returns an importer for the package path,
// of the packages that file lists in JSON.
func newSourceImporter(file, path string, conf types2.Config) (*sourceImporter, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	packages := make(map[string]*sourcePackage)
	if err := json.Unmarshal(text, &packages); err != nil {
		return nil, fmt.Errorf("%s: %v", file, err)
	}
	from := packages[path]
	if from == nil { // package main has another path for the compiler than for the list
		for _, p := range packages {
			if p != nil && len(p.Files) == 0 && p.Name == "main" {
				from = p
			}
		}
	}
	conf.GoVersion = ""
	conf.IgnoreFuncBodies = true
	conf.FakeImportC = true
	conf.Error = func(error) {}
	return &sourceImporter{packages, from, conf}, nil
}

func (i *sourceImporter) Import(path string) (*types2.Package, error) {
	if i.from != nil && i.from.ImportMap[path] != "" {
		path = i.from.ImportMap[path]
	}
	if path == "unsafe" {
		return types2.Unsafe, nil
	}
	p := i.packages[path]
	switch {
	case p == nil || len(p.Files) == 0:
		return nil, fmt.Errorf("no source of package %s", path)
	case p.loading:
		return nil, fmt.Errorf("import cycle through package %s", path)
	case p.pkg == nil:
		p.loading = true
		of := &sourceImporter{i.packages, p, i.conf}
		of.conf.Importer = of
		p.pkg, _ = of.conf.Check(path, of.parse(p.Files), nil)
		p.loading = false
	}
	return p.pkg, nil
}

// parse reads the declarations in files.
func (i *sourceImporter) parse(files []string) []*syntax.File {
	var parsed []*syntax.File
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			continue
		}
		file, _ := syntax.Parse(syntax.NewFileBase(name), f, func(error) {}, nil, 0)
		f.Close()
		if file != nil {
			i.prune(file)
			parsed = append(parsed, file)
		}
	}
	return parsed
}

// prune takes out of file what has no influence on the
// types of its declarations, so that fewer packages are imported.
func (i *sourceImporter) prune(file *syntax.File) {
	used := make(map[string]bool) // names in front of a dot
	keep := file.DeclList[:0]
	for _, decl := range file.DeclList {
		switch decl := decl.(type) {
		case *syntax.FuncDecl:
			decl.Body = nil
		case *syntax.VarDecl:
			if len(decl.NameList) == 1 && decl.NameList[0].Value == "_" {
				continue
			}
			if decl.Type != nil {
				decl.Values = nil
			}
		case *syntax.ImportDecl:
			keep = append(keep, decl)
			continue
		}
		syntax.Inspect(decl, func(n syntax.Node) bool {
			if sel, ok := n.(*syntax.SelectorExpr); ok {
				if name, ok := sel.X.(*syntax.Name); ok {
					used[name.Value] = true
				}
			}
			return true
		})
		keep = append(keep, decl)
	}
	file.DeclList = keep[:0]
	for _, decl := range keep {
		if imp, ok := decl.(*syntax.ImportDecl); ok && !i.needed(imp, used) {
			continue
		}
		file.DeclList = append(file.DeclList, decl)
	}
}

// needed reports whether one of the used names may be the one of imp.
func (i *sourceImporter) needed(imp *syntax.ImportDecl, used map[string]bool) bool {
	if imp.LocalPkgName != nil {
		name := imp.LocalPkgName.Value
		return name == "." || name != "_" && used[name]
	}
	if imp.Path == nil || imp.Path.Bad {
		return false
	}
	path, err := strconv.Unquote(imp.Path.Value)
	if err != nil {
		return false
	}
	if mapped := i.from.ImportMap[path]; mapped != "" {
		path = mapped
	}
	if p := i.packages[path]; p != nil && p.Name != "" {
		return used[p.Name]
	}
	return true
}
