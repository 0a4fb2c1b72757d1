// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix

package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestMain is goenzyme itself in the processes that runSelf starts.
func TestMain(m *testing.M) {
	if os.Getenv("GOENZYME_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}

func TestUnknownCommand(t *testing.T) {
	for _, tt := range []struct{ args, want string }{
		{"bild", "goenzyme bild: unknown command; did you mean build?\n"},
		{"tets", "goenzyme tets: unknown command; did you mean test?\n"},
		{"frobnicate", "goenzyme frobnicate: unknown command\n"},
		{"directive", "goenzyme directive: unknown command\n"},
		{"help bild", "goenzyme help bild: unknown help topic; did you mean build?\nRun 'goenzyme help'.\n"},
		{"help build more", "goenzyme help build more: unknown help topic; did you mean build?\nRun 'goenzyme help'.\n"},
		{"link -frob", "goenzyme link: flag provided but not defined: -frob\nusage: goenzyme link"},
		{"link a", "goenzyme link: unexpected argument a\n"},
		{"list -deps", "goenzyme list: flag -deps is go list's, not goenzyme list's\n"},
		{"doctor now", "goenzyme doctor: unexpected argument now\n"},
		{"", "Goenzyme is Go with derivatives"},
	} {
		stdout, stderr, code := runSelf(t, strings.Fields(tt.args)...)
		if code != 2 || stdout != "" || !strings.HasPrefix(stderr, tt.want) {
			t.Errorf("goenzyme %s: exit code %d, stdout %q, stderr:\n%swant 2 and\n%s", tt.args, code, stdout, stderr, tt.want)
		}
	}
}

func TestGoCommandNamed(t *testing.T) {
	_, stderr, code := runSelf(t, "fmt")
	if code != 2 || !strings.Contains(stderr, "unknown command; run it as ") {
		t.Errorf("goenzyme fmt: exit code %d, stderr %q", code, stderr)
	}
}

func TestHelp(t *testing.T) {
	usage, _, code := runSelf(t, "help")
	if code != 0 {
		t.Fatalf("goenzyme help: exit code %d", code)
	}
	for _, cmd := range commands {
		if !strings.Contains(usage, "\t"+cmd.name+" ") {
			t.Errorf("goenzyme help does not mention %s", cmd.name)
		}
		text, _, code := runSelf(t, "help", cmd.name)
		if code != 0 || !strings.Contains(text, strings.TrimSpace(cmd.long)) {
			t.Errorf("goenzyme help %s: exit code %d, prints\n%s", cmd.name, code, text)
		}
		if isCommand := cmd.run != nil; isCommand != strings.HasPrefix(text, "usage: goenzyme "+cmd.name) {
			t.Errorf("goenzyme help %s: usage line of a command missing, or there is one of a topic", cmd.name)
		}
		for line := range strings.Lines(cmd.long) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 {
				t.Errorf("goenzyme help %s: line of %d characters: %s", cmd.name, n, line)
			}
		}
	}
	byRunnable := func(a, b *command) int {
		switch {
		case (a.run == nil) == (b.run == nil):
			return strings.Compare(a.name, b.name)
		case a.run != nil:
			return -1
		}
		return 1
	}
	if !slices.IsSortedFunc(commands, byRunnable) {
		t.Error("commands are not sorted: commands by name, then topics by name")
	}
}

func TestEditDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "run", 3}, {"run", "run", 0}, {"rn", "run", 1},
		{"tets", "test", 1}, {"link", "list", 2}, {"vet", "env", 3}, {"bulid", "build", 1},
	} {
		if got := editDistance(tt.a, tt.b); got != tt.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := editDistance(tt.b, tt.a); got != tt.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
}
