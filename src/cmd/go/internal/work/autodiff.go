// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package work

// A derivative is made of the bodies of other packages' functions, and those
// call functions of further packages: what the compiler needs for a package
// with a //go:autodiff directive, and what its result depends on, is not the
// packages that it imports but everything below them.
//
//	D (directive) ──imports──► q ──imports──► p
//
//	                     D without directive   D with directive
//	compiler may open    q                     q, p
//	rebuilt when changes q                     q, p
//
// A package that may instantiate a generic derivative makes it itself, and counts
// as one with a directive. Any other package without one is built exactly as the stock go command
// builds it, down to the text that its action ID is a hash of.

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"sync"

	"cmd/go/internal/autodiff"
	"cmd/go/internal/load"
	"cmd/go/internal/str"
)

// autodiffUse reports the use that the Go files of p make of the directive.
// Packages of GOROOT make none.
func autodiffUse(p *load.Package) autodiff.Use {
	if p == nil || p.Goroot {
		return autodiff.None
	}
	use := autodiff.None
	for _, file := range str.StringList(p.GoFiles, p.CgoFiles) {
		use = max(use, autodiff.FileUse(mkAbs(p.Dir, file)))
	}
	return use
}

// generics maps packages to whether they or their dependencies declare generic derivatives.
var generics sync.Map

// hasGenerics reports whether p or one of its dependencies declares a generic
// derivative, which is made where it is instantiated.
func hasGenerics(p *load.Package) bool {
	if p == nil || p.Goroot {
		return false
	}
	if has, ok := generics.Load(p); ok {
		return has.(bool)
	}
	has := autodiffUse(p) == autodiff.Generic || slices.ContainsFunc(p.Internal.Imports, hasGenerics)
	generics.Store(p, has)
	return has
}

// makesDerivatives reports whether the compiler may have to make derivatives in p.
func makesDerivatives(p *load.Package) bool {
	return autodiffUse(p) != autodiff.None || hasGenerics(p)
}

// hashAutodiff adds to the action ID in h of a package with a directive the
// content of its indirect dependencies, to which buildActionID adds the direct
// ones, and the flag -autodiff.
func hashAutodiff(h io.Writer, a *Action) {
	if !makesDerivatives(a.Package) {
		return
	}
	for _, dep := range indirectDeps(a) {
		fmt.Fprintf(h, "autodiff import %s %s\n", dep.Package.ImportPath, contentID(dep.buildID))
	}
	for _, arg := range autodiffFlags(a.Package) {
		fmt.Fprintf(h, "autodiff flag %s\n", arg)
	}
}

// writeAutodiffImports adds to the import configuration of a package with a
// directive its indirect dependencies; build adds the direct ones.
func writeAutodiffImports(icfg *bytes.Buffer, a *Action) {
	if !makesDerivatives(a.Package) {
		return
	}
	for _, dep := range indirectDeps(a) {
		if dep.built != "" {
			fmt.Fprintf(icfg, "packagefile %s=%s\n", dep.Package.ImportPath, dep.built)
		}
	}
}

// indirectDeps returns the actions that build the packages which a's package
// depends on but does not import, in an order that depends on the imports
// only. As in addTransitiveLinkDeps, breadth-first search finds a package
// that is rebuilt for a test before the standard one.
func indirectDeps(a *Action) []*Action {
	seen := map[string]bool{a.Package.ImportPath: true}
	queue := []*Action{a}
	var indirect []*Action
	for i := 0; i < len(queue); i++ {
		for _, dep := range queue[i].Deps {
			if dep.Package == nil || dep.Mode != "build" && dep.Mode != "build-install" || seen[dep.Package.ImportPath] {
				continue
			}
			seen[dep.Package.ImportPath] = true
			if i > 0 {
				indirect = append(indirect, dep)
			}
			if dep.Mode == "build-install" {
				dep = dep.Deps[0] // the dependencies are those of the build
			}
			queue = append(queue, dep)
		}
	}
	return indirect
}
