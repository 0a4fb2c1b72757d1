// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// goenzyme list: the derivatives of packages.
//
//	go list -deps -json  →  files of the packages and of what they import
//	compile -autodifflist  →  one JSON object per derivative
//	text or JSON
//
// Nothing is built: the compiler type-checks declarations from source.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

var cmdList = &command{
	name:  "list",
	usage: "list [-json] [-test] [build flags] [packages]",
	short: "list the derivatives of packages",
	long: `
List prints the derivatives that the //go:autodiff directives of the named
packages ask for, by default of the package in the current directory: a line
for each with its package, its declaration, its mode, its primal and its
position.

	$ goenzyme list ./...
	ex/fit  func dloss(w, dw []float64) (y, dy float64)  Forward of loss  x.go:9:1

Packages without derivatives are not mentioned, and nothing is built. A
directive with a mistake in it is left out: list says so and exits with 1, and
"goenzyme build" reports what is wrong.

The -json flag prints a JSON object for each derivative instead:

	type Derivative struct {
		ImportPath string   // package that declares the derivative
		Name       string   // its name
		Recv       string   // of a method: the receiver's type
		Primal     string   // function that is differentiated
		Mode       string   // Forward or Reverse
		Width      int      // N of Forward(N), 0 if not given
		Activities []string // of the parameters and results, in order
		Options    string   // as in the directive
		Signature  string   // declaration of the derivative
		Pos        string   // file:line:column of the directive
		Form       string   // A: directive on the primal, B: on the derivative
	}

The -test flag includes the packages' test files.

The build flags, such as -tags and -mod, are those of the go command.

See also: go help list, go help build, goenzyme help autodiff.
`,
	run: runList,
}

// A derivative is what the compiler says of one, and its package.
type derivative struct {
	ImportPath string
	Name       string
	Recv       string `json:",omitempty"`
	Primal     string
	Mode       string
	Width      int `json:",omitempty"`
	Activities []string
	Options    string `json:",omitempty"`
	Signature  string
	Pos        string
	Form       string
}

func runList(cmd *command, args []string) int {
	asJSON, goArgs, help, err := parseListArgs(args)
	if help {
		return cmd.printHelp()
	}
	if err != nil {
		return cmd.usageError("%v", err)
	}
	root, err := findGOROOT()
	if err != nil {
		return cmd.errorf("%v", err)
	}
	pkgs, code := cmd.loadPackages(root, goArgs)
	if code != 0 {
		return code
	}
	var all []derivative
	for _, p := range pkgs.named {
		ds, err := pkgs.derivatives(root, p)
		if err != nil {
			fmt.Fprintf(os.Stderr, "# %s\n%v\n", p.ImportPath, err)
			code = 1
		}
		all = append(all, ds...)
	}
	all = dropRepeated(all)
	if asJSON {
		err = printJSON(os.Stdout, all)
	} else {
		err = printTable(os.Stdout, all)
	}
	if err != nil {
		return cmd.errorf("%v", err)
	}
	return code
}

// parseListArgs separates the flags of goenzyme list from those of go list.
func parseListArgs(args []string) (asJSON bool, goArgs []string, help bool, err error) {
	for _, arg := range args {
		name, isFlag := strings.CutPrefix(strings.Replace(arg, "--", "-", 1), "-")
		name, _, _ = strings.Cut(name, "=")
		switch {
		case !isFlag:
			goArgs = append(goArgs, arg)
		case name == "json":
			asJSON = true
		case name == "h" || name == "help":
			return false, nil, true, nil
		case slices.Contains([]string{"f", "m", "u", "e", "deps", "export", "compiled", "find", "versions", "retracted", "reuse"}, name):
			return false, nil, false, fmt.Errorf("flag -%s is go list's, not goenzyme list's", name)
		default:
			goArgs = append(goArgs, arg)
		}
	}
	return asJSON, goArgs, false, nil
}

// derivatives returns the derivatives of p, as the compiler lists them.
func (pkgs *packages) derivatives(root string, p *goPackage) ([]derivative, error) {
	n := p.countDirectives()
	if n == 0 {
		return nil, nil
	}
	srcs, err := os.CreateTemp("", "goenzyme-list-*.json")
	if err != nil {
		return nil, err
	}
	defer os.Remove(srcs.Name())
	err = json.NewEncoder(srcs).Encode(pkgs.sources(p))
	if err := errors.Join(err, srcs.Close()); err != nil {
		return nil, err
	}
	args := []string{"-autodifflist", "-p", p.path(), "-autodiffsrc=" + srcs.Name()}
	if v := p.goVersion(); v != "" {
		args = append(args, "-lang=go"+v)
	}
	cmd := exec.Command(buildTool(root, "compile"), append(args, p.files()...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		text := strings.TrimSpace(stdout.String() + stderr.String())
		if text == "" {
			return nil, err
		}
		return nil, errors.New(shortPaths(text))
	}
	var ds []derivative
	for dec := json.NewDecoder(&stdout); ; {
		d := derivative{ImportPath: p.path()}
		if err := dec.Decode(&d); err == io.EOF && len(ds) < n {
			return ds, fmt.Errorf("%d of %d directives are not listed; goenzyme build says what is wrong with them", n-len(ds), n)
		} else if err == io.EOF {
			return ds, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the compiler's list: %v", err)
		}
		ds = append(ds, d)
	}
}

// dropRepeated removes derivatives that a test variant of a package
// has in common with the package itself.
func dropRepeated(ds []derivative) []derivative {
	seen := make(map[[2]string]bool)
	return slices.DeleteFunc(ds, func(d derivative) bool {
		key := [2]string{d.Pos, d.Name}
		old := seen[key]
		seen[key] = true
		return old
	})
}

func printJSON(w io.Writer, ds []derivative) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false) // <-chan
	for _, d := range ds {
		if err := enc.Encode(d); err != nil {
			return err
		}
	}
	return nil
}

func printTable(w io.Writer, ds []derivative) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, d := range ds {
		mode := d.Mode
		if d.Width > 0 {
			mode = fmt.Sprintf("%s(%d)", mode, d.Width)
		}
		fmt.Fprintf(tw, "%s\t%s\t%s of %s\t%s\n", d.ImportPath, d.Signature, mode, d.Primal, shortPaths(d.Pos))
	}
	return tw.Flush()
}

// shortPaths writes the paths in text that are below the
// current directory relative to it.
func shortPaths(text string) string {
	wd, err := os.Getwd()
	if err != nil {
		return text
	}
	return strings.ReplaceAll(text, wd+string(filepath.Separator), "")
}
