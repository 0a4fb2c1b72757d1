// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// From the text of a directive to a Directive.
//
//	go:autodiff NAME MODE ACTIVITY... [OPTION...]
//
//	NAME     = name | expression in Go's syntax, without blanks outside brackets
//	MODE     = ( "Forward" | "Reverse" ) [ "(" number ")" ] | "ForwardFirst" | "ReverseFirst"
//	ACTIVITY = [ name "=" ] ( "Const" | "Dual" | … )
//	OPTION   = "unchecked" | "noalias" | "runtimeactivity" | "strongzero"

package request

import (
	"fmt"
	"strconv"
	"strings"
)

// Prefix begins the text of a directive, behind the "//".
const Prefix = "go:autodiff"

// Usage is the one-line grammar of a directive.
const Usage = "//go:autodiff NAME MODE ACTIVITY... [OPTION...]"

// maxWidth bounds N in Forward(N) and Reverse(N).
const maxWidth = 1 << 16

// A Directive is the text of one //go:autodiff line, taken apart.
// Offsets count bytes from the first letter of Prefix.
type Directive struct {
	Name    string // the derivative to declare, or the primal
	NameOff int

	Mode    Mode
	Width   int // 0 if not given
	ModeOff int

	Given   []Given // activities; nothing if all follow from the types
	Options Options
}

// A Given is one activity as it was written.
type Given struct {
	Name string // of the parameter or result, "return" for all results; "" by position
	Word string // Const, Dual, … or another spelling of one of them
	Off  int    // of the name if there is one, otherwise of the word
}

// wordOff is the offset of the activity itself.
func (g Given) wordOff() int {
	if g.Name == "" {
		return g.Off
	}
	return g.Off + len(g.Name) + len("=")
}

// An Error is a mistake in a directive.
type Error struct {
	Off int // from the first letter of Prefix; negative: the directive as a whole
	Msg string
}

func (e *Error) Error() string { return e.Msg }

func errorf(off int, format string, args ...any) *Error {
	return &Error{off, fmt.Sprintf(format, args...)}
}

// IsDirective reports whether the text of a comment, without
// its "//", is a directive for this package.
func IsDirective(text string) bool {
	rest, ok := strings.CutPrefix(text, Prefix)
	return ok && (rest == "" || isBlank(rest[0]))
}

// Parse takes the text of a directive apart, which
// begins with Prefix and ends with its line.
func Parse(text string) (*Directive, *Error) {
	words := split(text)
	if len(words) > 0 {
		words = words[1:] // Prefix
	}
	if len(words) == 0 {
		return nil, errorf(-1, "missing name and mode in //go:autodiff (usage: %s)", Usage)
	}
	name := words[0]
	if !balanced(name.text) {
		return nil, errorf(name.off, "unbalanced brackets in %s", name.text)
	}
	if len(words) == 1 {
		return nil, errorf(-1, "missing mode behind %s (usage: %s)", name.text, Usage)
	}
	d := &Directive{Name: name.text, NameOff: name.off}
	if err := d.parseMode(words[1]); err != nil {
		return nil, err
	}
	if err := d.parseRest(words[2:]); err != nil {
		return nil, err
	}
	return d, nil
}

// A word is a part of the text between blanks.
type word struct {
	text string
	off  int
}

// split cuts text at blanks that are not inside brackets.
func split(text string) []word {
	var words []word
	start, depth := -1, 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || depth == 0 && isBlank(text[i]) {
			if start >= 0 {
				words = append(words, word{strings.TrimRight(text[start:i], " \t\r"), start})
			}
			start = -1
			continue
		}
		if start < 0 {
			start = i
		}
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth > 0 {
				depth--
			}
		}
	}
	return words
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// balanced reports whether the brackets in s are paired.
func balanced(s string) bool {
	var open []rune
	for _, c := range s {
		switch c {
		case '(':
			open = append(open, ')')
		case '[':
			open = append(open, ']')
		case '{':
			open = append(open, '}')
		case ')', ']', '}':
			if len(open) == 0 || open[len(open)-1] != c {
				return false
			}
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}

var modeWords = []string{"Forward", "Reverse", "Forward(N)", "Reverse(N)", "ForwardFirst", "ReverseFirst"}

// parseMode reads the second word.
func (d *Directive) parseMode(w word) *Error {
	d.ModeOff = w.off
	name, arg, hasArg := strings.Cut(w.text, "(")
	switch name {
	case "Forward", "ForwardFirst":
		d.Mode = Forward
	case "Reverse", "ReverseFirst":
		d.Mode = Reverse
	default:
		return errorf(w.off, "unknown mode %s%s; modes are %s", w.text, DidYouMean(name, []string{"Forward", "Reverse", "ForwardFirst", "ReverseFirst"}), strings.Join(modeWords, ", "))
	}
	if !hasArg {
		return nil
	}
	arg, closed := strings.CutSuffix(arg, ")")
	n, err := strconv.ParseUint(strings.TrimSpace(arg), 10, 31)
	if !closed || err != nil || n == 0 || n > maxWidth {
		return errorf(w.off, "invalid number of directions in %s; want 1 to %d, as in %s(4)", w.text, maxWidth, name)
	}
	d.Width = int(n)
	return nil
}

// parseRest reads the activities and options.
func (d *Directive) parseRest(words []word) *Error {
	seen := make(map[string]bool)
	option := "" // the first one
	for _, w := range words {
		name, act, named := strings.Cut(w.text, "=")
		switch {
		case named:
			if name == "" || act == "" {
				return errorf(w.off, "invalid activity %s; write it as in x=Const", w.text)
			}
		case isActivity(w.text):
			name, act = "", w.text
		case d.Options.set(w.text):
			if seen[w.text] {
				return errorf(w.off, "option %s is given twice", w.text)
			}
			seen[w.text] = true
			if option == "" {
				option = w.text
			}
			continue
		default:
			return d.unknownWord(w, option != "")
		}
		g := Given{name, act, w.off}
		if !isActivity(act) {
			return d.unknownActivity(act, g.wordOff())
		}
		if option != "" {
			return errorf(w.off, "activity %s stands behind option %s; options come last", w.text, option)
		}
		if len(d.Given) > 0 && named != (d.Given[0].Name != "") {
			return errorf(w.off, "activities are given by position and by name; use one of the two")
		}
		d.Given = append(d.Given, g)
	}
	return nil
}

// unknownWord complains of a word that is neither activity nor option.
func (d *Directive) unknownWord(w word, option bool) *Error {
	names := d.activityWords()
	if !option {
		if closest(w.text, names) != "" || closest(w.text, optionNames()) == "" && isUpper(w.text) {
			return d.unknownActivity(w.text, w.off)
		}
	}
	return errorf(w.off, "unknown option %s%s; options are %s", w.text, DidYouMean(w.text, optionNames()), strings.Join(optionNames(), ", "))
}

func (d *Directive) unknownActivity(text string, off int) *Error {
	names := d.activityWords()
	return errorf(off, "unknown activity %s%s; activities of mode %s are %s", text, DidYouMean(text, names), d.Mode, strings.Join(names, ", "))
}

// activityWords returns how the activities of the directive's mode are spelled.
func (d *Directive) activityWords() []string {
	if d.Mode == Forward {
		return []string{"Dual", "DualOnly", "Const"}
	}
	return []string{"Active", "ActiveOnly", "Duplicated", "DuplicatedOnly", "Const"}
}

func isUpper(s string) bool { return s != "" && 'A' <= s[0] && s[0] <= 'Z' }

// isActivity reports whether text is some spelling of an activity.
func isActivity(text string) bool {
	_, ok := activityOf(text, false)
	return ok
}

// activityOf returns the activity spelled text, on a parameter or on a result.
func activityOf(text string, result bool) (Activity, bool) {
	switch text {
	case "Constant":
		return Const, true
	case "DuplicatedNoNeed":
		if result {
			return ActiveOnly, true
		}
		return DuplicatedOnly, true
	}
	for a, name := range activityNames {
		if text == name {
			return Activity(a), true
		}
	}
	return 0, false
}
