// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What the compiler refuses: the derivatives that it names are left out, so that the
// rest of a package can be tested.

package main

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	refusal = regexp.MustCompile(`(?m)^\S+:\d+:\d+: (cannot differentiate .*)$`)
	needed  = regexp.MustCompile(`needed by (\w+) \(//go:autodiff\)`)
	hidden  = regexp.MustCompile(`\b(f\d+|v\d+|[a-z]+\[\S*\]|\S*v\d+\S*)\b`)
)

// drop returns src without the derivatives that the compiler's output says are refused,
// and the reasons, or src and nil if the output says something else.
func drop(src, output string) (rest string, reasons []string) {
	if strings.Contains(output, "internal compiler error") || strings.Contains(output, "panic: ") {
		return src, nil
	}
	names := make(map[string]bool)
	for _, m := range needed.FindAllStringSubmatch(output, -1) {
		names[m[1]] = true
	}
	for _, m := range refusal.FindAllStringSubmatch(output, -1) {
		reasons = append(reasons, hidden.ReplaceAllString(m[1], "…"))
	}
	rest = src
	for name := range names {
		i := strings.Index(rest, "\nfunc "+name+"(")
		if i < 0 {
			return src, nil
		}
		begin := strings.LastIndex(rest[:i], "\n//go:autodiff ")
		end := i + 1 + strings.Index(rest[i+1:], "\n")
		rest = rest[:begin+1] + rest[end+1:]
		rest = withoutCase(rest, name)
	}
	if rest == src {
		return src, nil
	}
	return rest, reasons
}

// withoutCase returns src, whose case no longer checks derivative name.
func withoutCase(src, name string) string {
	lines := strings.Split(src, "\n")
	for i, line := range lines {
		line = strings.Replace(line, " check.Against("+name+"),", "", 1)
		lines[i] = line
		call, args, ok := strings.Cut(strings.TrimSpace(line), "(t, ")
		if !ok || !strings.HasPrefix(call, "check.") || !strings.Contains(args, " "+name+",") {
			continue
		}
		args = strings.Replace(args, " "+name+",", "", 1)
		switch {
		case call != "check.Both":
			lines[i] = ""
		case strings.HasPrefix(name, "rev"):
			lines[i] = "check.Forward(t, " + args
		default:
			lines[i] = "check.Reverse(t, " + args
		}
	}
	return strings.Join(lines, "\n")
}

// counted returns reasons, each once, with how often it is there.
func counted(reasons []string) (lines []string) {
	n := make(map[string]int)
	for _, r := range reasons {
		if n[r]++; n[r] == 1 {
			lines = append(lines, r)
		}
	}
	for i, r := range lines {
		lines[i] = fmt.Sprintf("%d × %s", n[r], r)
	}
	return lines
}
