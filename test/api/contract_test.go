// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package api

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestContract looks for the tests that doc/contract.md names.
func TestContract(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "doc", "contract.md"))
	if err != nil {
		t.Fatal(err)
	}
	read := func(file string) string {
		text, _ := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		return string(text)
	}
	found := 0
	for _, m := range regexp.MustCompile("`([a-z_]+)\\.(Test[A-Za-z]*)`").FindAllStringSubmatch(string(text), -1) {
		files, err := filepath.Glob(filepath.Join(root, "test", "suite", m[1], "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all += string(text)
		}
		if !strings.Contains(all, "\nfunc "+m[2]+"(") {
			t.Errorf("test/suite/%s has no %s", m[1], m[2])
		}
		found++
	}
	for _, m := range regexp.MustCompile("`([a-z_]+\\.txtar)(?:/([a-z0-9_]+))?`").FindAllStringSubmatch(string(text), -1) {
		file := "test/script/" + m[1]
		if m[2] != "" {
			file = "src/cmd/compile/internal/noder/testdata/autodiff/" + m[1]
		}
		if script := read(file); script == "" && m[1] != "directive.txtar" || m[2] != "" && !strings.Contains(script, "\n-- "+m[2]+".go --\n") {
			t.Errorf("there is no %s", m[0])
		}
		found++
	}
	if found < 50 {
		t.Errorf("only %d names found", found)
	}
}
