// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// OPT: a report of one compilation that stands for itself, as a txtar archive:
//
//	the command, and what came of it
//	-- p.go --              the files of the package
//	-- deps/q/q.go:12 --    functions of other packages that derivatives are made of
//	-- output --            what the compiler printed
//
// The compiler runs itself to find out what comes of it, also where that is a
// crash. The one that is run lists the functions.

package debug

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"cmd/compile/internal/syntax"
)

// reproducing is set in the environment of the compiler that is run.
const reproducing = "GOENZYME_AUTODIFF_OPT"

// usedMark begins a line that names a function in the output of the one that is run:
//
//	usedMark symbol \t file \t line
const usedMark = "autodiff function "

// Used reports that a derivative is made of the function to which the given line
// of file belongs.
func Used(symbol, file string, line uint) {
	if Flags.Reproduce {
		fmt.Printf("%s%s\t%s\t%d\n", usedMark, symbol, file, line)
	}
}

// reproduce runs the compilation, prints the report and exits as it did. It
// returns if this is the compiler that is run.
func reproduce() {
	args := os.Args[1:]
	version := func(arg string) bool { return strings.HasPrefix(arg, "-V") }
	if os.Getenv(reproducing) != "" || slices.ContainsFunc(args, version) {
		return
	}
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), reproducing+"=1")
	out, err := cmd.CombinedOutput()
	os.Stdout.WriteString(report(args, out, err))
	if cmd.ProcessState == nil {
		os.Exit(2)
	}
	os.Exit(cmd.ProcessState.ExitCode())
}

// report returns the text of the report.
func report(args []string, out []byte, err error) string {
	args = expand(args)
	var head, files, deps, output strings.Builder
	fmt.Fprintf(&head, "compile %s\n", strings.Join(args, " "))
	if err == nil {
		head.WriteString("outcome: compiled\n\n")
	} else {
		fmt.Fprintf(&head, "outcome: %v\n\n", err)
	}
	own := make(map[string]bool) // files of the package
	for _, arg := range args {
		if strings.HasSuffix(arg, ".go") && !strings.HasPrefix(arg, "-") {
			own[absolute(arg)] = true
			// The go command's declarations of form A follow from the rest.
			if text, err := os.ReadFile(arg); err == nil && filepath.Base(arg) != "_autodiff_decls.go" {
				fmt.Fprintf(&files, "-- %s --\n%s", filepath.Base(arg), ended(text))
			}
		}
	}
	seen := make(map[string]bool) // functions
	for line := range strings.Lines(string(out)) {
		rest, ok := strings.CutPrefix(line, usedMark)
		if !ok {
			output.WriteString(line)
			continue
		}
		f := strings.Split(strings.TrimSpace(rest), "\t")
		if len(f) != 3 || own[f[1]] {
			continue
		}
		if text := function(f[0], f[1], f[2]); !seen[text] {
			seen[text] = true
			deps.WriteString(text)
		}
	}
	return head.String() + files.String() + deps.String() + "-- output --\n" + output.String()
}

// function returns the text of the function to which a line of file belongs, as a
// part of the report.
func function(symbol, file, line string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	parsed, _ := syntax.Parse(syntax.NewFileBase(file), bytes.NewReader(text), func(error) {}, nil, 0)
	n, err := strconv.Atoi(line)
	if parsed == nil || err != nil {
		return ""
	}
	pkg := symbol
	slash := strings.LastIndex(pkg, "/") + 1
	if dot := strings.Index(pkg[slash:], "."); dot >= 0 {
		pkg = pkg[:slash+dot]
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	for _, decl := range parsed.DeclList {
		first, last := int(decl.Pos().Line()), int(syntax.EndPos(decl).Line())
		if first <= n && n <= last && last <= len(lines) {
			return fmt.Sprintf("-- deps/%s/%s:%d --\n%s", pkg, filepath.Base(file), first, ended(bytes.Join(lines[first-1:last], nil)))
		}
	}
	return ""
}

// expand replaces an argument @file by the arguments in the file.
func expand(args []string) []string {
	var all []string
	for _, arg := range args {
		name, ok := strings.CutPrefix(arg, "@")
		text, err := os.ReadFile(name)
		if !ok || err != nil {
			all = append(all, arg)
			continue
		}
		all = append(all, strings.Fields(string(text))...)
	}
	return all
}

// ended returns text with a newline at its end.
func ended(text []byte) []byte {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return append(text, '\n')
	}
	return text
}

func absolute(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}
