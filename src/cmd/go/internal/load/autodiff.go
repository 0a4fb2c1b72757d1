// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package load

// The compiler differentiates a function that is written in assembly by the
// body in Go that //go:autodiffbody gives it. A package with //go:autodiff
// directives is built as if it imported the bodies that come with the toolchain.

import (
	"path/filepath"
	"slices"

	"cmd/go/internal/autodiff"
	"cmd/go/internal/cfg"
	"cmd/go/internal/str"
)

const autodiffBodies = "autodiff/kernels"

// addAutodiffImports adds to the imports of p, through addImport, what its directives need.
func addAutodiffImports(p *Package, addImport func(path string, forCompiler bool)) {
	if autodiffUsed(p, str.StringList(p.GoFiles, p.CgoFiles)) {
		addImport(autodiffBodies, false)
	}
}

// addAutodiffTestImports is addAutodiffImports for the tests of p.
func addAutodiffTestImports(p *Package) {
	for _, tests := range []struct {
		files   []string
		imports *[]string
	}{{p.TestGoFiles, &p.TestImports}, {p.XTestGoFiles, &p.XTestImports}} {
		if autodiffUsed(p, tests.files) && !slices.Contains(*tests.imports, autodiffBodies) {
			*tests.imports = append(slices.Clip(*tests.imports), autodiffBodies)
		}
	}
}

// autodiffUsed reports whether one of files, which are Go files of p, makes use
// of the directive. Packages of GOROOT make none.
func autodiffUsed(p *Package, files []string) bool {
	if p.Goroot || cfg.BuildContext.Compiler != "gc" {
		return false
	}
	return slices.ContainsFunc(files, func(file string) bool {
		if !filepath.IsAbs(file) {
			file = filepath.Join(p.Dir, file)
		}
		return autodiff.FileUse(file) != autodiff.None
	})
}
