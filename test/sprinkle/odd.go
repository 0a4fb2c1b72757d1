// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Odd programs, with -odd: those that do not compile count as well, and directives stand in
// odd places with odd words. In front of functions
//
//	//go:autodiff autodiffOdd12_ Forward(2) Dual x=Const
//	func f(x, y float64
//
// and in the midst of other lines, of a comment, of a string. There may be as many errors as there
// are lines; the compiler has to live.

package main

import (
	"bytes"
	"fmt"
	"regexp"
)

// oddWords are what directives ask for behind a name.
var oddWords = []string{
	"Forward", "Reverse", "Forward(2)", "Reverse(3)", "ForwardFirst", "ReverseFirst", "Forward Dual", "Reverse Active", "Forward Const Const", "Forward x=Dual return=Const",
	"Reverse noalias unchecked", "Reverse Duplicated Const Active runtimeactivity", "Forward strongzero DualOnly", "Forward(", "Backward", "", "Forward(0)", "Reverse _=Const",
	"Forward =", "Reverse return=ActiveOnly", "Reverse DuplicatedOnly DuplicatedOnly", "Forward(9999999999999999999)", "Forward Dual=Dual", "Forward ...",
}

// oddNames are names of derivatives, and of primals that may be there; # is a number.
var oddNames = []string{"autodiffOdd#_", "autodiffOdd#_", "f", "T.M", "(*T).M", "math.Sin", "f[int]", "f[float64]", "_", "init", "main", "T", "unsafe.Sizeof", "(*", "F[", "x.y.z.w"}

// declared finds the names that a program declares.
var declared = regexp.MustCompile(`(?m)^(?:func|var|type|const) (?:\([^)]*\) )?([\pL_][\pL_0-9]*)`)

// odd compiles the program in text with directives in odd places.
func (s *sprinkler) odd(name string, text []byte) {
	out, _ := s.compile("p", text)
	if bad.Match(out) {
		s.skipped++ // without any directive
		return
	}
	s.files++
	var names []string
	for _, m := range declared.FindAllSubmatch(text, -1) {
		names = append(names, string(m[1]))
	}
	for variant := range 4 {
		out, err := s.compile("p", oddly(text, names, variant))
		switch {
		case bad.Match(out):
			s.fail(fmt.Sprintf("%s, variant %d", name, variant), out)
		case err == nil:
			s.made++
		default:
			s.refused++
		}
	}
}

// oddly returns the program in text with directives: in front of each function, of each
// function and variable, of every third line, and of every line.
func oddly(text []byte, names []string, variant int) []byte {
	var b bytes.Buffer
	for i, line := range bytes.SplitAfter(text, []byte("\n")) {
		isFunc, isVar := bytes.HasPrefix(line, []byte("func")), bytes.HasPrefix(line, []byte("var"))
		n := i*7 + variant*5
		directive := fmt.Sprintf("//go:autodiff %s %s\n", oddName(names, n), oddWords[n%len(oddWords)])
		switch {
		case variant == 0 && isFunc:
			fmt.Fprintf(&b, "//go:autodiff autodiffOdd%d_ %s\n", i, oddWords[n%6])
		case variant == 1 && isFunc:
			fmt.Fprintf(&b, "%s//go:autodiffbody %s\n", directive, oddName(names, n+1))
		case variant == 1 && isVar:
			fmt.Fprintf(&b, "//go:autodiffshadow %s\n", oddName(names, n))
		case variant == 2 && i%3 == 2, variant == 3:
			b.WriteString(directive)
		}
		b.Write(line)
	}
	return b.Bytes()
}

// oddName returns a name by number: one that the program declares, or another.
func oddName(names []string, n int) string {
	if len(names) > 0 && n%2 == 0 {
		return names[n/2%len(names)]
	}
	return string(bytes.ReplaceAll([]byte(oddNames[n%len(oddNames)]), []byte("#"), fmt.Append(nil, n)))
}
