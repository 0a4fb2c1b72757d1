// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package stock tests that, without a directive, goenzyme's compiler is the
// stock one: the listings (-gcflags=-S) that both make of the standard library
// are the same. With directives, its output is the same every time.
//
//	go test -short ./test/stock         some packages
//	go test -timeout 30m ./test/stock   all packages: some minutes
//
// The toolchain is the one that make.bash built, or the one that
// GOENZYME_GOROOT names. The stock one is the GOROOT that it was made from, or
// the one that GOENZYME_STOCK names.
package stock

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// somePackages are compared with -short: some with extra files, some that
// depend on these, some with generics, assembly, maps and floats.
var somePackages = []string{
	"container/heap", "encoding/binary", "errors", "math", "math/bits", "math/cmplx",
	"mime", "slices", "sort", "strconv", "strings", "sync", "text/tabwriter", "unicode/utf8",
}

func TestListings(t *testing.T) {
	ours := findRoot(t)
	stock := findStock(t, ours)
	packages := somePackages
	if !testing.Short() {
		packages = []string{"std"}
	}
	files, stockFiles := ours.files(t, packages), stock.files(t, packages)
	symbols := 0
	for _, path := range slices.Sorted(maps.Keys(stockFiles)) {
		t.Run(path, func(t *testing.T) {
			extra := extraFiles(t, files[path], stockFiles[path])
			have, want := ours.listing(t, path), stock.listing(t, path)
			switch path {
			case "internal/buildcfg":
				dropStamp(have)
				dropStamp(want)
			case "runtime": // a patch gives each P its tapes, and moves what lies behind them
				takeTexts(have, want)
			}
			symbols += compare(t, have, want, len(extra) > 0)
		})
	}
	if symbols == 0 {
		t.Error("nothing is compared")
	}
}

// dropStamp removes the toolchain's version, which is stamped into the source
// of one package, from its listing.
func dropStamp(listing map[string]string) {
	maps.DeleteFunc(listing, func(name, text string) bool {
		return name == "internal/buildcfg.Version" || strings.HasPrefix(name, `go:string."go1.`)
	})
}

// takeTexts gives the symbols in have the texts that they have in want, so that only which
// symbols there are is compared, without those that are named by what they hold.
func takeTexts(have, want map[string]string) {
	maps.DeleteFunc(want, func(name, text string) bool { return strings.HasPrefix(name, "runtime.gcbits.") })
	for name := range have {
		if text, ok := want[name]; ok {
			have[name] = text
		}
	}
}

// compare compares the listings of one package, symbol by symbol, and returns
// how many there are. A package to which goenzyme adds files may have more.
func compare(t *testing.T, have, want map[string]string, more bool) int {
	t.Logf("%d symbols, %d more than in stock", len(have), len(have)-len(want))
	for name, text := range want {
		switch other, ok := have[name]; {
		case !ok:
			t.Errorf("%s is missing", name)
		case other != text:
			t.Errorf("%s differs:\n%s", name, firstDifference(text, other))
		}
	}
	for name := range have {
		if _, ok := want[name]; !ok && !more {
			t.Errorf("%s is not in stock", name)
		}
	}
	return len(want)
}

// extraFiles returns which of the files of a package stock has not. Apart from
// them the two have to have the same.
func extraFiles(t *testing.T, files, stock []string) []string {
	extra := slices.Clone(files)
	for _, name := range stock {
		i := slices.Index(extra, name)
		if i < 0 {
			t.Fatalf("there is no %s", name)
		}
		extra = slices.Delete(extra, i, i+1)
	}
	for _, name := range extra {
		if !strings.HasPrefix(name, "autodiff") {
			t.Errorf("%s is neither in stock nor goenzyme's", name)
		}
	}
	return extra
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(want, have string) string {
	w, h := strings.Split(want, "\n"), strings.Split(have, "\n")
	for i := range w {
		if i >= len(h) || w[i] != h[i] {
			got := "(nothing)"
			if i < len(h) {
				got = h[i]
			}
			return "stock: " + w[i] + "\nours:  " + got
		}
	}
	return fmt.Sprintf("stock has %d lines, ours has %d", len(w), len(h))
}

// A root is the GOROOT of a toolchain.
type root string

// findRoot returns the toolchain under test.
func findRoot(t *testing.T) root {
	dir := os.Getenv("GOENZYME_GOROOT")
	if dir == "" {
		dir = filepath.Join("..", "..", "_build", "go")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "src", "cmd", "compile", "internal", "autodiff")); err != nil {
		t.Fatalf("no toolchain to test: %v; run ./make.bash or set GOENZYME_GOROOT", err)
	}
	return root(dir)
}

// findStock returns the stock toolchain that ours is to be compared with.
func findStock(t *testing.T, ours root) root {
	dir, err := stockRoot(string(ours))
	if err != nil {
		t.Fatalf("no stock toolchain to compare with: %v; set GOENZYME_STOCK", err)
	}
	stock := root(dir)
	have, want := ours.run(t, "env", "GOVERSION"), stock.run(t, "env", "GOVERSION")
	if !strings.HasPrefix(have, strings.TrimSpace(want)+"-goenzyme") {
		t.Fatalf("%s is %s, and %s is %s", ours, have, stock, want)
	}
	return stock
}

// stockRoot returns the GOROOT that the one in dir is a copy of.
func stockRoot(dir string) (string, error) {
	if base := os.Getenv("GOENZYME_STOCK"); base != "" {
		return filepath.Abs(base)
	}
	data, err := os.ReadFile(filepath.Join(dir, "goenzyme.json")) // written by bootstrap
	if err != nil {
		return "", err
	}
	var state struct{ Base string }
	if err := json.Unmarshal(data, &state); err != nil {
		return "", err
	}
	_, err = os.Stat(filepath.Join(state.Base, "bin"))
	return state.Base, err
}

// run runs the toolchain's go command and returns what it prints.
func (r root) run(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command(filepath.Join(string(r), "bin", "go"), args...)
	cmd.Dir = filepath.Join(string(r), "src")
	cmd.Env = append(os.Environ(),
		"GOROOT="+string(r),
		"GOTOOLCHAIN=local",
		"GOFLAGS=",
		"GOENV=off",
		"GOWORK=off",
		"GOPROXY=off",
		"GOEXPERIMENT=",
		"CGO_ENABLED=0",
	)
	out, err := cmd.CombinedOutput()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		t.Fatal(err)
	}
	return string(out)
}

// files returns the names of the Go files of packages that are compiled: some
// of the standard library consist of tests.
func (r root) files(t *testing.T, packages []string) map[string][]string {
	args := append([]string{"list", "-f", `{{if .GoFiles}}{{.ImportPath}} {{join .GoFiles " "}}{{end}}`}, packages...)
	files := make(map[string][]string)
	for line := range strings.Lines(r.run(t, args...)) {
		fields := strings.Fields(line)
		files[fields[0]] = fields[1:]
	}
	return files
}

// symbolLine is the first line of what a listing says about a symbol.
var symbolLine = regexp.MustCompile(`^(\S.*?) (S[A-Z]+\b.*)$`)

// dumpLine is a line of a hexadecimal dump: bytes, and these as text, in which
// the go command shortens what looks like the name of a directory.
var dumpLine = regexp.MustCompile(`(?m)^(\t0x[0-9a-f]+(?: [0-9a-f]{2})+)  .*$`)

// sourcePath is the path of a file of the standard library. The go command
// repeats what the compiler printed when it takes a package from the build
// cache, and with it the GOROOT of then, which need not be this one.
var sourcePath = regexp.MustCompile(`\(/\S*?/src/`)

// listing returns what the compiler lists for each symbol of a package. The
// symbol that names the compiler is left out.
func (r root) listing(t *testing.T, path string) map[string]string {
	text := r.run(t, "build", "-gcflags=-S", path)
	text = strings.ReplaceAll(text, string(r), "$GOROOT")
	text = sourcePath.ReplaceAllString(text, "($$GOROOT/src/")
	text = dumpLine.ReplaceAllString(text, "$1")
	symbols := make(map[string]string)
	var name string
	var block strings.Builder
	flush := func() {
		if name != "" && !strings.HasPrefix(name, "go:cuinfo.producer.") {
			symbols[name] += block.String()
		}
		block.Reset()
	}
	for line := range strings.Lines(text) {
		if m := symbolLine.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil && !strings.HasPrefix(line, "#") {
			flush()
			name = m[1]
		}
		block.WriteString(line)
	}
	flush()
	return symbols
}
