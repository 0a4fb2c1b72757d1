// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package doc

// A derivative that a form-A directive names is a function of the package
// that no file declares. The declarations are in the file that
// "go list -compiled" adds to the package's own.

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"cmd/go/internal/autodiff"
)

// addAutodiffDecls adds to the package, whose files are in bp.Dir, the
// file with the declarations of its derivatives, if it has any.
func addAutodiffDecls(fset *token.FileSet, pkg *ast.Package, bp *build.Package) {
	use := autodiff.None
	for name := range pkg.Files {
		use = max(use, autodiff.FileUse(name))
	}
	if bp.Goroot || use < autodiff.Declares {
		return
	}
	path := bp.ImportPath
	if path == "" || build.IsLocalImport(path) {
		dir, err := filepath.Abs(bp.Dir)
		if err != nil {
			return
		}
		path = dir
	}
	cmd := exec.Command(goCmd(), "list", "-e", "-compiled", "-f", `{{join .CompiledGoFiles "\n"}}`, path)
	out, err := cmd.Output()
	if err != nil {
		return // documentation without the derivatives is better than none
	}
	for file := range strings.Lines(string(out)) {
		file = strings.TrimSpace(file)
		if !filepath.IsAbs(file) {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil || !autodiff.IsDeclFile(src) {
			continue
		}
		if f, err := parser.ParseFile(fset, autodiff.DeclFile, src, parser.ParseComments); err == nil {
			pkg.Files[autodiff.DeclFile] = f
		}
	}
}
