// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step patch: apply patches/ to upstream's files. Every hunk has to match
// exactly, at its line. All patches are relative to the upstream tree, so
// their order does not matter and one can be read without the others.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"
)

// A hunk is one change to an upstream file.
type hunk struct {
	patch  string // file name of the patch
	number int    // in its patch, from 1
	text   *gitdiff.TextFragment
}

func (h hunk) String() string {
	return fmt.Sprintf("%s: hunk %d (@@ -%d,%d +%d,%d @@)", h.patch, h.number,
		h.text.OldPosition, h.text.OldLines, h.text.NewPosition, h.text.NewLines)
}

// patch writes the patched files into the tree and records them.
func patch(b *builder) (string, error) {
	hunks, err := parsePatches(b.in.patches)
	if err != nil {
		return "", err
	}
	b.state.Patched = make(map[string]string)
	count, lines := 0, int64(0)
	for _, rel := range sortedKeys(hunks) {
		upstream, err := os.ReadFile(filepath.Join(b.base, rel))
		if os.IsNotExist(err) {
			return "", fmt.Errorf("%s: upstream has no file %s", hunks[rel][0], rel)
		}
		if err != nil {
			return "", err
		}
		data, err := applyHunks(rel, upstream, hunks[rel])
		if err != nil {
			return "", err
		}
		b.state.Patched[rel] = hashBytes(data)
		if err := writeFile(filepath.Join(b.next(), rel), data); err != nil {
			return "", err
		}
		for _, h := range hunks[rel] {
			count++
			lines += max(h.text.LinesAdded, h.text.LinesDeleted)
		}
	}
	return fmt.Sprintf("%d patches, %d files, %d hunks, %d lines", len(b.in.patches), len(hunks), count, lines), nil
}

// parsePatches returns the hunks for each file that patches change.
func parsePatches(patches map[string][]byte) (map[string][]hunk, error) {
	hunks := make(map[string][]hunk)
	for _, name := range sortedKeys(patches) {
		where := "patches/" + name
		files, _, err := gitdiff.Parse(bytes.NewReader(patches[name]))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", where, err)
		}
		n := 0
		for _, f := range files {
			if f.IsNew || f.IsDelete || f.IsRename || f.IsCopy || f.IsBinary {
				return nil, fmt.Errorf("%s: only changes to upstream's text files are possible; a new file belongs in src/", where)
			}
			rel, ok := strings.CutPrefix(f.NewName, "b/")
			if !ok {
				rel, ok = strings.CutPrefix(f.NewName, "a/")
			}
			if !ok || !filepath.IsLocal(rel) {
				return nil, fmt.Errorf("%s: file name %q is not of the form b/src/...", where, f.NewName)
			}
			for _, t := range f.TextFragments {
				n++
				hunks[rel] = append(hunks[rel], hunk{where, n, t})
			}
		}
		if want := countHunks(patches[name]); n != want {
			return nil, fmt.Errorf("%s: %d hunks, but %d of them belong to a file header (--- and +++ lines)", where, want, n)
		}
		if n == 0 {
			return nil, fmt.Errorf("%s: no hunks", where)
		}
	}
	return hunks, nil
}

// countHunks counts the hunk headers in a patch, independently of its parser.
func countHunks(data []byte) int {
	n := 0
	for _, line := range bytes.Split(data, []byte("\n")) {
		if bytes.HasPrefix(line, []byte("@@ -")) {
			n++
		}
	}
	return n
}

// applyHunks applies all hunks for the file rel to its upstream content.
// Context lines of hunks from different patches may overlap, changes may not.
func applyHunks(rel string, upstream []byte, hunks []hunk) ([]byte, error) {
	for _, h := range hunks {
		if err := checkHunk(rel, upstream, h); err != nil {
			return nil, err
		}
	}
	hunks = append([]hunk(nil), hunks...)
	sort.SliceStable(hunks, func(i, j int) bool { return hunks[i].start() < hunks[j].start() })

	lines := bytes.SplitAfter(upstream, []byte("\n"))
	var out []byte
	done := 0 // upstream lines that are in out or deleted
	for i, h := range hunks {
		if h.start() < done {
			return nil, fmt.Errorf("%s changes the same lines of %s as %s", h, rel, hunks[i-1])
		}
		out = append(out, bytes.Join(lines[done:h.start()], nil)...)
		done = h.start()
		for _, line := range h.changes() {
			if line.Old() {
				done++
			}
			if line.New() {
				out = append(out, line.Line...)
			}
		}
	}
	return append(out, bytes.Join(lines[done:], nil)...), nil
}

// start is the index of the first upstream line that h changes, or in front of
// which it inserts.
func (h hunk) start() int {
	pos := h.text.OldPosition - 1
	if h.text.OldLines == 0 {
		pos++ // "-5,0" inserts behind line 5
	}
	return int(pos + h.text.LeadingContext)
}

// changes are the lines of h without the context around them.
func (h hunk) changes() []gitdiff.Line {
	lines := h.text.Lines
	return lines[h.text.LeadingContext : int64(len(lines))-h.text.TrailingContext]
}

// checkHunk checks that h alone applies to upstream with zero fuzz.
func checkHunk(rel string, upstream []byte, h hunk) error {
	f := &gitdiff.File{OldName: rel, NewName: rel, TextFragments: []*gitdiff.TextFragment{h.text}}
	err := gitdiff.Apply(new(bytes.Buffer), bytes.NewReader(upstream), f)
	if err == nil {
		return nil
	}
	var apply *gitdiff.ApplyError
	if !errors.As(err, &apply) || apply.FragmentLine == 0 {
		return fmt.Errorf("%s does not apply to %s: %w", h, rel, err)
	}
	have := "end of file"
	if lines := bytes.Split(upstream, []byte("\n")); apply.Line <= int64(len(lines)) {
		have = fmt.Sprintf("%q", lines[apply.Line-1])
	}
	want := strings.TrimSuffix(h.text.Lines[apply.FragmentLine-1].Line, "\n")
	msg := fmt.Sprintf("%s does not apply to %s:%d\n\thave %s\n\twant %q", h, rel, apply.Line, have, want)
	if at := findHunk(upstream, h); at != 0 {
		msg += fmt.Sprintf("\n\tits lines are at line %d", at)
	}
	return errors.New(msg)
}

// findHunk finds the only place in upstream that has the old lines of h.
// It returns its line number, or 0.
func findHunk(upstream []byte, h hunk) int {
	var old strings.Builder
	for _, line := range h.text.Lines {
		if line.Old() {
			old.WriteString(line.Line)
		}
	}
	text := "\n" + string(upstream)
	if old.Len() == 0 || strings.Count(text, "\n"+old.String()) != 1 {
		return 0
	}
	return strings.Count(text[:strings.Index(text, "\n"+old.String())+1], "\n")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
