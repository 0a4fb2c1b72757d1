// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// A package of wrappers is compiled and tested. What the compiler refuses is left out, and
// the rest compiled again; what it fails on otherwise is looked for by halves.

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

// limited runs cmd and all that it starts for as long as -timeout allows.
func limited(cmd *exec.Cmd) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), *timeout)
	defer cancel()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		return out.String(), err
	case <-ctx.Done():
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-done
		return out.String(), errLate
	}
}

var errLate = errors.New("takes too long")

// check compiles and tests fs, in package dir sub of module dir.
func check(dir, sub string, fs []*wrapper, t *tally) {
	if err := os.MkdirAll(sub, 0o777); err != nil {
		log.Fatal(err)
	}
	bin := filepath.Join(sub, "w.test")
	if compiled(dir, sub, bin, fs, t) {
		tested(sub, bin, fs, t)
		os.Remove(bin)
		if again := t.again; len(again) > 0 {
			t.again = nil
			check(dir, sub+"z", again, t)
		}
	}
}

// compiled leaves derivatives out of fs until the rest compiles. If there is something that
// it cannot say of one of them, it checks halves of fs instead, and returns false.
func compiled(dir, sub, bin string, fs []*wrapper, t *tally) bool {
	for {
		for name, text := range map[string][]byte{"w.go": file("w", fs, true, nil, ""), "w_test.go": tests(fs)} {
			if err := os.WriteFile(filepath.Join(sub, name), text, 0o666); err != nil {
				log.Fatal(err)
			}
		}
		out, err := limited(command(dir, "go", "test", "-c", "-vet=off", "-gcflags=-e", "-o", bin, sub))
		if err == nil {
			return true
		}
		if refused(fs, out, t) {
			continue
		}
		if len(fs) == 1 {
			what := "compiler: " + firstLine(out)
			if err == errLate {
				what = "compiler: " + err.Error()
			}
			t.failed(fs[0], sub, what)
			return false
		}
		check(dir, sub+"a", fs[:len(fs)/2], t)
		check(dir, sub+"b", fs[len(fs)/2:], t)
		return false
	}
}

var (
	refusal = regexp.MustCompile(`^\S+\.go:\d+:\d+: (cannot differentiate .*)$`)
	needed  = regexp.MustCompile(`needed by (fwd|rev)(\d+) \(//go:autodiff\)`)
	crash   = regexp.MustCompile(`internal compiler error|^panic: |^fatal error: |unexpected fault`)
)

// refused notes the derivatives that the compiler's output says are refused, and reports
// whether there are any, and nothing else.
func refused(fs []*wrapper, out string, t *tally) bool {
	if crash.MatchString(out) {
		return false
	}
	found := false
	reason := ""
	for line := range strings.SplitSeq(out, "\n") {
		if m := refusal.FindStringSubmatch(line); m != nil {
			reason = m[1]
		}
		m := needed.FindStringSubmatch(line)
		if m == nil || reason == "" {
			continue
		}
		i, _ := strconv.Atoi(m[2])
		f := fs[i]
		if m[1] == "fwd" && f.fwd == "" {
			f.fwd, found = reason, true
		}
		if m[1] == "rev" && f.rev == "" {
			f.rev, found = reason, true
		}
	}
	return found
}

func firstLine(out string) string {
	for line := range strings.SplitSeq(out, "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return "no output"
}

// tests writes the test of a package.
func tests(fs []*wrapper) []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, "package w\n\nimport (\n\t\"math/rand\"\n\t\"testing\"\n\n\t\"goenzyme/suite/check\"\n)\n")
	for i, f := range fs {
		call := fmt.Sprintf("check.Both(t, w%d, fwd%d, rev%d", i, i, i)
		switch {
		case f.fwd != "" && f.rev != "":
			continue
		case f.fwd != "":
			call = fmt.Sprintf("check.Reverse(t, w%d, rev%d", i, i)
		case f.rev != "":
			call = fmt.Sprintf("check.Forward(t, w%d, fwd%d", i, i)
		}
		fmt.Fprintf(&text, "\n// %s\nfunc TestW%d(t *testing.T) {\n", f.name, i)
		for _, p := range f.cases {
			fmt.Fprintf(&text, "\t%s, draw(%s, %s), []int{%d, %d, %d, %d}, make([]F, 32), check.Inexact())\n", call, p.lo, p.hi, p.n[0], p.n[1], p.n[2], p.n[3])
		}
		fmt.Fprintf(&text, "}\n")
	}
	text.WriteString(drawing)
	return text.Bytes()
}

// tested runs the test of a package, again without those that end it.
func tested(sub, bin string, fs []*wrapper, t *tally) {
	left := make(map[int]bool)
	for i, f := range fs {
		if f.fwd == "" || f.rev == "" {
			left[i] = true
		} else {
			t.passed(f, false, false)
		}
	}
	for len(left) > 0 {
		var names []string
		for i := range fs {
			if left[i] {
				names = append(names, strconv.Itoa(i))
			}
		}
		cmd := command(sub, bin, "-test.v", "-trials="+strconv.Itoa(*trials), "-test.timeout="+timeout.String(), "-test.run=^TestW("+strings.Join(names, "|")+")$")
		out, err := limited(cmd)
		n := len(left)
		t.read(fs, sub, out, left, err)
		if len(left) == n {
			log.Printf("%s: tests say nothing: %s", sub, out)
			return
		}
	}
}

const drawing = `
var (
	_ = check.Inexact
	_ *testing.T
)

func draw(lo, hi F) func(*rand.Rand) []F {
	return func(r *rand.Rand) []F {
		x := make([]F, 96)
		for i := range x {
			x[i] = lo + (hi-lo)*F(r.Float64())
		}
		return x
	}
}
`

var (
	begun = regexp.MustCompile(`^=== RUN   TestW(\d+)$`)
	ended = regexp.MustCompile(`^--- (PASS|FAIL): TestW(\d+) `)
)

// read takes what a test has printed, and takes those that have ended out of left.
func (t *tally) read(fs []*wrapper, sub, out string, left map[int]bool, err error) {
	at := -1
	var said []string
	for line := range strings.SplitSeq(out, "\n") {
		if m := begun.FindStringSubmatch(line); m != nil {
			at, _ = strconv.Atoi(m[1])
			said = nil
			continue
		}
		if m := ended.FindStringSubmatch(line); m != nil {
			i, _ := strconv.Atoi(m[2])
			if m[1] == "PASS" {
				t.passed(fs[i], fs[i].fwd == "", fs[i].rev == "")
			} else {
				t.wrong(fs[i], sub, i, strings.Join(said, "\n"))
			}
			delete(left, i)
			at = -1
			continue
		}
		said = append(said, line)
	}
	if at >= 0 && left[at] {
		text := strings.Join(said, "\n")
		what := "ends the program: " + firstLine(text)
		if err == errLate || strings.Contains(text, "test timed out") {
			what = "test takes too long"
		}
		t.failed(fs[at], fmt.Sprintf("%s TestW%d", sub, at), what)
		delete(left, at)
	}
}
