// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Sprinkle puts directives on the functions of other people's programs and compiles them:
//
//	go run ./test/sprinkle $(go env GOROOT)/test/*.go
//
// Each function and method with a body gets a forward and a reverse derivative. That many of
// them cannot be differentiated is as it should be, and an error with a position; what
// should not be is a compiler that panics, hangs, or speaks of itself. With -run a program
// is linked and run with and without directives, too: it has to print the same. With -odd
// directives stand in odd places (see odd.go).
//
// It is to be run with the go command of goenzyme.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	run     = flag.Bool("run", false, "link and run the programs, too")
	modes   = flag.String("modes", "Forward,Reverse", "the `modes` of the derivatives")
	gcflags = flag.String("gcflags", "", "more `flags` for the compiler")
	odd     = flag.Bool("odd", false, "take programs that do not compile, too, and put directives in odd places")
	verbose = flag.Bool("v", false, "say what became of each file")
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("sprinkle: ")
	flag.Parse()
	dir, err := os.MkdirTemp("", "sprinkle")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	tools, err := exec.Command("go", "env", "GOTOOLDIR").Output()
	if err != nil {
		log.Fatalf("go env: %v", err)
	}
	s := &sprinkler{dir: dir, tools: strings.TrimSpace(string(tools)), cfg: filepath.Join(dir, "importcfg")}
	list, err := exec.Command("go", "list", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "std").Output()
	if err != nil {
		log.Fatalf("go list: %v", err)
	}
	if err := os.WriteFile(s.cfg, list, 0o666); err != nil {
		log.Fatal(err)
	}
	for _, name := range flag.Args() {
		s.try(name)
	}
	fmt.Printf("%d files, %d left out; %d derivatives compiled, %d refused; %d failures\n", s.files, s.skipped, s.made, s.refused, s.failures)
	if s.failures > 0 {
		os.RemoveAll(dir)
		os.Exit(1)
	}
}

// A sprinkler counts what became of the files.
type sprinkler struct {
	dir, tools, cfg          string
	files, skipped, failures int
	made, refused            int
}

// try compiles the file with directives.
func (s *sprinkler) try(name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	if *odd {
		s.odd(name, text)
		return
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil || !s.plain(name, text) {
		s.skipped++
		return
	}
	s.files++
	left := derivatives(fset, f)
	for range 8 {
		sprinkled := sprinkle(text, left, "")
		out, err := s.compile(f.Name.Name, sprinkled)
		if err == nil {
			break
		}
		before := len(left)
		// Derivatives that the frontend or the pass refuses are left out the next time.
		wrong := blamed(sprinkled, out)
		left = slices.DeleteFunc(left, func(d *derivative) bool { return bytes.Contains(out, []byte(d.name)) || wrong[d.name] })
		if bad.Match(out) || len(left) == before {
			s.fail(name, out)
			return
		}
		s.refused += before - len(left)
	}
	s.made += len(left)
	if *verbose {
		fmt.Printf("%s: %d derivatives\n", name, len(left))
	}
	if *run && f.Name.Name == "main" && bytes.HasPrefix(text, []byte("// run\n")) {
		s.compare(name, text, left)
	}
}

// blamed returns the names in the directives that the errors in out stand at.
func blamed(text, out []byte) map[string]bool {
	names := make(map[string]bool)
	lines := bytes.Split(text, []byte("\n"))
	for _, m := range place.FindAllSubmatch(out, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		if n < 1 || n > len(lines) {
			continue
		}
		if words := bytes.Fields(lines[n-1]); len(words) > 1 && string(words[0]) == "//go:autodiff" {
			names[string(words[1])] = true
		}
	}
	return names
}

// place finds the lines of positions.
var place = regexp.MustCompile(`x\.go:(\d+):`)

// bad is what a compiler should not say.
var bad = regexp.MustCompile(`internal compiler error|goroutine \d|runtime error|panic:|unexpected fault|autodiff/[a-z]+\.go|v\d+ = `)

func (s *sprinkler) fail(name string, out []byte) {
	s.failures++
	const most = 1500
	fmt.Printf("FAIL %s\n%s\n", name, out[:min(len(out), most)])
}

// plain reports whether the file is a program that compiles by itself with the stock options.
func (s *sprinkler) plain(name string, text []byte) bool {
	if bytes.Contains(text, []byte("import \"C\"")) {
		return false
	}
	out, err := s.compile("p", text)
	return err == nil && !bad.Match(out)
}

// A derivative is one that a directive asks for, in front of the function at an offset.
type derivative struct {
	at         int
	name, mode string
}

// derivatives returns those of the functions of f.
func derivatives(fset *token.FileSet, f *ast.File) (list []*derivative) {
	for i, decl := range f.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Body == nil || fn.Name.Name == "_" || fn.Recv == nil && (fn.Name.Name == "main" || fn.Name.Name == "init") {
			continue
		}
		for _, mode := range strings.Split(*modes, ",") {
			name := fmt.Sprintf("autodiff%sOf%d_", strings.Trim(mode, "()"), i)
			name = strings.NewReplacer("(", "", ")", "").Replace(name)
			list = append(list, &derivative{fset.Position(fn.Pos()).Offset, name, mode})
		}
	}
	return list
}

// sprinkle returns the text with the directives of the derivatives. Unless file is
// empty its lines keep their numbers in that file: programs look at their own.
func sprinkle(text []byte, list []*derivative, file string) []byte {
	var b bytes.Buffer
	from := 0
	for i, d := range list {
		if d.at > from {
			b.Write(text[from:d.at])
			from = d.at
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "//go:autodiff %s %s\n", d.name, d.mode)
		if file != "" && (i+1 == len(list) || list[i+1].at > from) {
			fmt.Fprintf(&b, "//line %s:%d\n", file, 1+bytes.Count(text[:from], []byte("\n")))
		}
	}
	b.Write(text[from:])
	return b.Bytes()
}

// file is where programs are written to.
func (s *sprinkler) file() string { return filepath.Join(s.dir, "x.go") }

// compile compiles text as the only file of a package.
func (s *sprinkler) compile(pkg string, text []byte) ([]byte, error) {
	if err := os.WriteFile(s.file(), text, 0o666); err != nil {
		log.Fatal(err)
	}
	args := []string{"-e", "-importcfg", s.cfg, "-p", pkg, "-o", filepath.Join(s.dir, pkg+".o")}
	args = append(args, strings.Fields(*gcflags)...)
	return s.command("compile", append(args, s.file())...)
}

// command runs a tool of the toolchain, for a minute at most.
func (s *sprinkler) command(tool string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, filepath.Join(s.tools, tool), args...).CombinedOutput()
	if ctx.Err() != nil {
		out = append(out, "panic: the compiler hangs"...)
	}
	return out, err
}

// compare runs the program with and without directives.
func (s *sprinkler) compare(name string, text []byte, left []*derivative) {
	var outs [2][]byte
	for i, text := range [][]byte{text, sprinkle(text, left, s.file())} {
		if out, err := s.compile("main", text); err != nil {
			s.fail(name, out)
			return
		}
		bin := filepath.Join(s.dir, "x.exe")
		if out, err := s.command("link", "-importcfg", s.cfg, "-o", bin, filepath.Join(s.dir, "main.o")); err != nil {
			if i == 1 {
				s.fail(name, out)
			}
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		outs[i], _ = exec.CommandContext(ctx, bin).CombinedOutput()
		cancel()
	}
	if !bytes.Equal(outs[0], outs[1]) && !bytes.Contains(outs[0], []byte("goroutine ")) {
		s.fail(name, append([]byte("the program prints something else with directives:\n"), outs[1]...))
	}
}
