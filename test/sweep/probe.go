// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What suits a function: a program calls each wrapper with sizes, choices and ranges of
// numbers, one after the other, and prints those with which it neither panics nor hangs,
// gives the same twice, and depends on x.

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A point is what a wrapper is called with.
type point struct {
	n      [4]int // length of slices, count, choice, whether slices ascend
	lo, hi string
}

// prober is the program.
const prober = `
type try struct {
	lo, hi    F
	ascending int
}

func main() {
	from, _ := strconv.Atoi(os.Args[1])
	for i := from; i < len(wrappers); i++ {
		fmt.Println("at", i)
		done := make(chan bool)
		go func() {
			probe(i, wrappers[i])
			done <- true
		}()
		select {
		case <-done:
		case <-time.After(2 * time.Second):
			fmt.Println("hangs", i)
			return
		}
	}
	fmt.Println("end")
}

func probe(i int, f func(x []F, n []int, y []F)) {
	sizes := [][2]int{{9, 3}, {4, 2}, {16, 4}, {6, 3}, {3, 3}, {2, 2}, {8, 4}, {4, 1}, {16, 2}, {3, 1}, {64, 3}, {64, 8}, {1, 1}, {6, 2}, {64, 64}, {5, 0}, {8, 7}}
	tries := []try{{0.3, 0.9, 0}, {1.2, 2.5, 0}, {0.2, 0.9, 1}, {-1, 1, 0}, {5, 20, 0}, {0.01, 0.1, 1}}
	deadline := time.Now().Add(800 * time.Millisecond)
	reason := ""
	found := 0
	for choice := range 36 {
	next:
		for _, s := range sizes {
			for k := range tries {
				r := tries[(k+found)%len(tries)] // other numbers for each point
				if time.Now().After(deadline) {
					break next
				}
				n := []int{s[0], s[1], choice, r.ascending}
				x := make([]F, 96)
				draw := rand.New(rand.NewSource(7))
				for i := range x {
					x[i] = r.lo + (r.hi-r.lo)*F(draw.Float64())
				}
				y, err := call(f, x, n)
				if err != "" {
					if reason == "" {
						reason = err
					}
					continue
				}
				if slices.ContainsFunc(y, func(v F) bool { return v-v != 0 }) {
					reason = "gives Inf or NaN"
					continue
				}
				if differs(f, x, n, y) {
					fmt.Println("random", i)
					return
				}
				moved := slices.Clone(x)
				for i := range moved {
					moved[i] *= 1 + 1e-3*F(draw.Float64()-0.5)
				}
				z, err := call(f, moved, n)
				if err != "" || fmt.Sprint(y) == fmt.Sprint(z) {
					continue
				}
				fmt.Println("use", i, n[0], n[1], n[2], n[3], r.lo, r.hi)
				if found++; found == 3 {
					return
				}
				break next
			}
		}
	}
	switch {
	case found > 0:
	case reason != "":
		fmt.Println("panics", i, reason)
	default:
		fmt.Println("constant", i)
	}
}

// differs reports whether f does not always give y: that depends on the order of a map, which
// may be the same several times.
func differs(f func(x []F, n []int, y []F), x []F, n []int, y []F) bool {
	for range 12 {
		if again, _ := call(f, x, n); fmt.Sprint(y) != fmt.Sprint(again) {
			return true
		}
	}
	return false
}

func call(f func(x []F, n []int, y []F), x []F, n []int) (y []F, err string) {
	defer func() {
		if e := recover(); e != nil {
			err = strings.ReplaceAll(fmt.Sprint(e), "\n", " ") + " "
		}
	}()
	y = make([]F, 32)
	f(slices.Clone(x), slices.Clone(n), y)
	return y, ""
}
`

// file writes a Go file of wrappers; extra is what follows them.
func file(pkg string, fs []*wrapper, directives bool, imports []string, extra string) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "package %s\n\nimport (\n", pkg)
	names := make(map[string]string)
	helpers := make(map[string]bool)
	for _, f := range fs {
		text := f.body
		for h := range f.helpers {
			helpers[h] = true
			text += h
		}
		for path, name := range f.imports {
			if strings.Contains(text, name+".") {
				names[path] = name
			}
		}
	}
	for _, path := range imports {
		fmt.Fprintf(&out, "\t%q\n", path)
	}
	for _, path := range sorted(names) {
		fmt.Fprintf(&out, "\t%s %q\n", names[path], path)
	}
	fmt.Fprintf(&out, ")\n\n")
	for i, f := range fs {
		if directives {
			if f.fwd == "" {
				fmt.Fprintf(&out, "//go:autodiff fwd%d Forward%s\n", i, f.option)
			}
			if f.rev == "" {
				fmt.Fprintf(&out, "//go:autodiff rev%d Reverse%s\n", i, f.option)
			}
		}
		fmt.Fprintf(&out, "%s\n", f.function(i))
	}
	for _, h := range sorted(helpers) {
		fmt.Fprintf(&out, "%s\n", h)
	}
	kind := "float64"
	if len(fs) > 0 && fs[0].short {
		kind = "float32"
	}
	fmt.Fprintf(&out, "\ntype F = %s\n%s%s", kind, support, extra)
	return out.Bytes()
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// probe returns the wrappers that there are cases for.
func probe(dir, sub string, fs []*wrapper, t *tally) []*wrapper {
	at := filepath.Join(sub, "probe")
	bin := filepath.Join(at, "probe.bin")
	if err := os.MkdirAll(at, 0o777); err != nil {
		log.Fatal(err)
	}
	extra := func() string {
		var s strings.Builder
		s.WriteString("\nvar wrappers = []func(x []F, n []int, y []F){")
		for i := range fs {
			fmt.Fprintf(&s, "w%d, ", i)
		}
		return s.String() + "}\n" + prober
	}
	for {
		text := file("main", fs, false, []string{"fmt", "math/rand", "os", "slices", "strconv", "strings", "time"}, extra())
		if err := os.WriteFile(filepath.Join(at, "main.go"), text, 0o666); err != nil {
			log.Fatal(err)
		}
		out, err := limited(command(dir, "go", "build", "-gcflags=-e", "-o", bin, at))
		if err == nil {
			break
		}
		rest := without(fs, text, out)
		if len(rest) == len(fs) {
			log.Printf("%s: %s", at, out)
			return nil
		}
		t.unwritten += len(fs) - len(rest)
		if fs = rest; len(fs) == 0 {
			return nil
		}
	}
	for from := 0; from < len(fs); {
		cmd := command(dir, bin, strconv.Itoa(from))
		out, _ := limited(cmd)
		from = t.probed(fs, out)
	}
	return slices.DeleteFunc(fs, func(f *wrapper) bool { return len(f.cases) == 0 })
}

// probed reads what the program has printed, and returns where it is to go on.
func (t *tally) probed(fs []*wrapper, out string) int {
	at := 0
	sc := bufio.NewScanner(strings.NewReader(out))
	for sc.Scan() {
		words := strings.Fields(sc.Text())
		if len(words) == 0 {
			continue
		}
		i := 0
		if len(words) > 1 {
			i, _ = strconv.Atoi(words[1])
		}
		switch words[0] {
		case "end":
			return len(fs)
		case "at":
			at = i
		case "use":
			p := point{lo: words[6], hi: words[7]}
			for k := range p.n {
				p.n[k], _ = strconv.Atoi(words[2+k])
			}
			fs[i].cases = append(fs[i].cases, p)
		case "panics", "constant", "random", "hangs":
			t.leave(words[0], 1)
			if *everything {
				fmt.Printf("\t%s: %s\n", fs[i].name, strings.Join(slices.Delete(words, 1, 2), " "))
			}
		}
	}
	return at + 1
}

var fileLine = regexp.MustCompile(`(?m)^[^\s:]*\.go:(\d+):\d+: `)

// without drops the wrappers in which errors are.
func without(fs []*wrapper, text []byte, out string) []*wrapper {
	lines := strings.Split(string(text), "\n")
	owner := make([]int, len(lines)+1)
	at := -1
	for i, l := range lines {
		if _, err := fmt.Sscanf(l, "func w%d(", &at); err != nil && (strings.HasPrefix(l, "func ") || strings.HasPrefix(l, "type ")) {
			at = -1
		}
		owner[i+1] = at
	}
	drop := make(map[int]bool)
	for _, m := range fileLine.FindAllStringSubmatch(out, -1) {
		if n, _ := strconv.Atoi(m[1]); n < len(owner) && owner[n] >= 0 {
			drop[owner[n]] = true
		}
	}
	var rest []*wrapper
	for i, f := range fs {
		if !drop[i] {
			rest = append(rest, f)
		} else if *everything {
			fmt.Printf("\t%s: cannot be written\n", f.name)
		}
	}
	return rest
}
