// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package work

// A form-A directive declares a function that no file of the package holds.
//
//	//go:autodiff gradLoss Forward
//	func loss(w, x []float64) float64 { … }
//
// Tools that type-check the package by its files, such as vet and gopls, have
// to see a declaration of gradLoss. cgo has the same problem with C.name, and
// the answer here is the same: a generated file that travels with the compiled
// Go files. Its text is the compiler's (compile -autodiffdecl), which infers
// activities and hence signatures from types.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"cmd/go/internal/autodiff"
	"cmd/go/internal/base"
	"cmd/go/internal/cfg"
	"cmd/go/internal/fsys"
	"cmd/go/internal/gover"
	"cmd/go/internal/load"
	"cmd/go/internal/str"
)

// autodiffDecls generates the file with the declarations of the derivatives
// that the form-A directives in gofiles name, and returns gofiles with its
// path if there are any. A directive with an error declares nothing. Where the
// package is not compiled, which would say why, because it is only vetted, the
// error is one of the build; it is never one of go list, nor is a syntax error.
func (b *Builder) autodiffDecls(a *Action, gofiles []string) ([]string, error) {
	p := a.Package
	if autodiffUse(p) < autodiff.Declares || cfg.BuildToolchainName != "gc" {
		return gofiles, nil
	}
	out := a.Objdir + autodiff.DeclFile
	imports, err := b.autodiffDeclImports(a)
	if err != nil {
		return nil, err
	}
	args := []any{cfg.BuildToolexec, base.Tool("compile"), "-autodiffdecl=" + out, "-p", pkgPath(a), "-lang=go" + gover.Lang(langVersion(p)), imports}
	for _, f := range gofiles {
		args = append(args, fsys.Actual(mkAbs(p.Dir, f)))
	}
	sh := b.Shell(a)
	output, err := sh.runOut(base.Cwd(), cfgChangedEnv, args...)
	if cfg.BuildN || err != nil && b.IsCmdList {
		return gofiles, nil
	}
	if err == nil && len(output) > 0 && a.needVet && !a.needBuild {
		err = errors.New("directives with errors")
	}
	if err != nil {
		return nil, sh.reportCmd("", "", output, err)
	}
	if text, err := os.ReadFile(out); err != nil || !bytes.Contains(text, []byte("\nfunc ")) {
		return gofiles, err // the compiler says what is wrong with the directives
	}
	return append(gofiles, out), nil
}

// autodiffDeclImports returns the flag that tells the compiler where to find
// the packages that a's package imports: as export data where they were built,
// as source for go list -compiled, which builds nothing.
func (b *Builder) autodiffDeclImports(a *Action) (string, error) {
	if b.IsCmdList && !b.NeedExport {
		js, err := json.Marshal(autodiffSources(a.Package))
		if err != nil {
			return "", fmt.Errorf("marshal sources: %v", err)
		}
		file := a.Objdir + "autodiffsrc.json"
		return "-autodiffsrc=" + file, b.Shell(a).writeFile(file, js)
	}
	var icfg bytes.Buffer
	fmt.Fprintf(&icfg, "# import config\n")
	mapped := importMap(a.Package)
	for _, raw := range slices.Sorted(maps.Keys(mapped)) {
		fmt.Fprintf(&icfg, "importmap %s=%s\n", raw, mapped[raw])
	}
	for _, dep := range a.Deps {
		if dep.Package != nil && dep.Package.ImportPath != "" && dep.built != "" {
			fmt.Fprintf(&icfg, "packagefile %s=%s\n", dep.Package.ImportPath, dep.built)
		}
	}
	writeAutodiffImports(&icfg, a)
	file := a.Objdir + "autodiffimportcfg"
	return "-importcfg=" + file, b.Shell(a).writeFile(file, icfg.Bytes())
}

// An autodiffSource is what the compiler needs to type-check the declarations
// of a package from source.
type autodiffSource struct {
	Name      string
	Files     []string          // absolute paths
	ImportMap map[string]string `json:",omitempty"` // path in source to import path, where they differ
}

// autodiffSources returns the sources of p and of all its dependencies, by
// import path. Of p there is only the import map: the compiler is given its
// files, which may be generated ones.
func autodiffSources(p *load.Package) map[string]autodiffSource {
	srcs := map[string]autodiffSource{p.ImportPath: {Name: p.Name, ImportMap: importMap(p)}}
	var walk func(*load.Package)
	walk = func(p *load.Package) {
		for _, dep := range p.Internal.Imports {
			if _, ok := srcs[dep.ImportPath]; ok || dep.ImportPath == "unsafe" {
				continue
			}
			src := autodiffSource{Name: dep.Name, ImportMap: importMap(dep)}
			for _, file := range str.StringList(dep.GoFiles, dep.CgoFiles) {
				src.Files = append(src.Files, fsys.Actual(mkAbs(dep.Dir, file)))
			}
			srcs[dep.ImportPath] = src
			walk(dep)
		}
	}
	walk(p)
	return srcs
}

// importMap returns the imports of p that mean another package than they say.
func importMap(p *load.Package) map[string]string {
	m := make(map[string]string)
	for i, raw := range p.Internal.RawImports {
		if final := p.Imports[i]; final != raw {
			m[raw] = final
		}
	}
	return m
}

// langVersion returns the version of the language that p is written in,
// chosen as gcToolchain.gc does.
func langVersion(p *load.Package) string {
	if p.Module == nil {
		return gover.Local()
	}
	v := p.Module.GoVersion
	if v == "" {
		v = gover.DefaultGoModVersion
	}
	if !allowedVersion(v) {
		return gover.Local()
	}
	return v
}
