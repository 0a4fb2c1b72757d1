// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// apply applies patches, given as name and text, to upstreamText.
func apply(patches ...string) (string, error) {
	files := make(map[string][]byte)
	for i := 0; i < len(patches); i += 2 {
		files[patches[i]] = []byte(patches[i+1])
	}
	hunks, err := parsePatches(files)
	if err != nil {
		return "", err
	}
	data, err := applyHunks(upstreamFile, []byte(upstreamText()), hunks[upstreamFile])
	return string(data), err
}

func header(hunks string) string {
	return "--- a/" + upstreamFile + "\n+++ b/" + upstreamFile + "\n" + hunks
}

func TestApply(t *testing.T) {
	insert := header("@@ -4,3 +4,4 @@\n line d\n line e\n+ours\n line f\n")
	replace := header("@@ -6,3 +6,3 @@\n line f\n-line g\n+theirs\n line h\n")
	bare := header("@@ -9,0 +10 @@\n+bare\n")
	end := header("@@ -19,2 +19,3 @@\n line s\n line t\n+end\n")
	for _, order := range [][]string{
		{"a", insert, "b", replace, "c", bare, "d", end},
		{"d", insert, "c", replace, "b", bare, "a", end},
	} {
		have, err := apply(order...)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.NewReplacer("line e\n", "line e\nours\n", "line g\n", "theirs\n",
			"line i\n", "line i\nbare\n", "line t\n", "line t\nend\n").Replace(upstreamText())
		if have != want {
			t.Errorf("have\n%swant\n%s", have, want)
		}
	}
}

func TestApplyErrors(t *testing.T) {
	good := "@@ -4,2 +4,3 @@\n line d\n line e\n+ours\n"
	for _, test := range []struct {
		name, patch string
		want        []string
	}{
		{"moved", header(good + "@@ -11,2 +12,3 @@\n line l\n line m\n+x\n"),
			[]string{"patches/p.patch: hunk 2 (@@ -11,2 +12,3 @@) does not apply to " + upstreamFile + ":11", `have "line k"`, `want "line l"`, "its lines are at line 12"}},
		{"fuzz", header("@@ -4,2 +4,3 @@\n line x\n line e\n+ours\n"),
			[]string{"hunk 1", ":4", `want "line x"`}},
		{"end", header("@@ -20,2 +20,3 @@\n line t\n line u\n+ours\n"),
			[]string{"hunk 1", "fewer lines"}},
		{"miscounted", header("@@ -4,2 +4,9 @@\n line d\n line e\n+ours\n"),
			[]string{"patches/p.patch", "miscounts"}},
		{"new file", "--- /dev/null\n+++ b/src/x.go\n@@ -0,0 +1 @@\n+x\n",
			[]string{"a new file belongs in src/"}},
		{"no header", "Why.\n\n" + good, []string{"patches/p.patch"}},
		{"lost hunk", header(good) + "\nprose\n\n@@ -9,1 +10,2 @@\n line i\n+x\n", []string{"patches/p.patch"}},
		{"prefix", strings.ReplaceAll(header(good), "b/src", "src"), []string{"patches/p.patch", "not of the form"}},
		{"empty", "nothing here\n", []string{"no hunks"}},
	} {
		_, err := apply("p.patch", test.patch)
		if err == nil {
			t.Errorf("%s: no error", test.name)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error lacks %q:\n%v", test.name, want, err)
			}
		}
	}
}

func TestOverlappingChanges(t *testing.T) {
	a := header("@@ -4,2 +4,2 @@\n-line d\n-line e\n+x\n+y\n")
	b := header("@@ -5,1 +5,1 @@\n-line e\n+z\n")
	_, err := apply("a", a, "b", b)
	if err == nil || !strings.Contains(err.Error(), "patches/b: hunk 1") || !strings.Contains(err.Error(), "patches/a: hunk 1") {
		t.Errorf("have error %v", err)
	}
}

func TestPatchOfMissingFile(t *testing.T) {
	f := newFake(t)
	f.write(f.repo, "patches/hook.patch", strings.ReplaceAll(goodPatch, "main.go", "gone.go"))
	f.wantError("patch: patches/hook.patch: hunk 1", "upstream has no file src/cmd/compile/gone.go")
}

// TestRepositoryPatches holds the patches of this repository to its rules.
func TestRepositoryPatches(t *testing.T) {
	names, err := filepath.Glob("../patches/*.patch")
	if err != nil {
		t.Fatal(err)
	}
	hunkHeader := regexp.MustCompile(`(?m)^@@ -`)
	lines := int64(0)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		if strings.HasPrefix(string(data), "---") || strings.HasPrefix(string(data), "diff") {
			t.Errorf("%s: no prose at its head that says why", base)
		}
		for i, part := range hunkHeader.Split(string(data), -1)[1:] {
			if !strings.Contains(part, "// goenzyme") {
				t.Errorf("%s: hunk %d has no comment that starts with goenzyme", base, i+1)
			}
		}
		hunks, err := parsePatches(map[string][]byte{base: data})
		if err != nil {
			t.Error(err)
		}
		for _, hs := range hunks {
			for _, h := range hs {
				lines += max(h.text.LinesAdded, h.text.LinesDeleted)
				if h.text.LeadingContext > 3 || h.text.TrailingContext > 3 {
					t.Errorf("%s: more than three lines of context", h)
				}
			}
		}
	}
	if lines >= 150 {
		t.Errorf("patches change %d lines, want fewer than 150", lines)
	}
}
