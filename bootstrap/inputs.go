// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// What the repository puts into a toolchain, read once at the start so that an
// edit during a build can not end up in it half.

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// inputs are the files that a build depends on.
type inputs struct {
	overlay map[string][]byte // from path relative to GOROOT ("src/...") to content
	patches map[string][]byte // from file name ("fatlink.patch") to content
	content string            // hash of everything that ends up in a command or a package
	all     string            // hash of everything
}

// readInputs reads src/, patches/, VERSION and our own source.
func readInputs(repo string) (*inputs, error) {
	in := &inputs{overlay: make(map[string][]byte), patches: make(map[string][]byte)}
	every := make(map[string][]byte)
	for _, dir := range []string{"src", "patches", "bootstrap"} {
		err := filepath.WalkDir(filepath.Join(repo, dir), func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || ignored(d.Name()) {
				if os.IsNotExist(err) {
					return nil
				}
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(repo, name)
			if err != nil {
				return err
			}
			rel = filepath.ToSlash(rel)
			every[rel] = data
			switch {
			case dir == "src":
				in.overlay[rel] = data
			case dir == "patches" && strings.HasSuffix(rel, ".patch"):
				in.patches[path.Base(rel)] = data
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	data, err := os.ReadFile(filepath.Join(repo, "VERSION"))
	if err != nil {
		return nil, err
	}
	every["VERSION"] = data
	in.content = hashFiles(every, matters)
	in.all = hashFiles(every, func(string) bool { return true })
	return in, nil
}

// ignored reports whether name is an editor's or a patch tool's leftover.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasSuffix(name, ".orig") || strings.HasSuffix(name, ".rej")
}

// matters reports whether a file can change what a toolchain does: tests and
// documentation can not, and what bootstrap does is seen in its result.
func matters(rel string) bool {
	return !strings.HasPrefix(rel, "bootstrap/") &&
		!strings.HasSuffix(rel, "_test.go") &&
		!strings.HasSuffix(rel, ".md") &&
		!strings.Contains(rel, "/testdata/")
}

// hashFiles hashes names and contents of the files that keep holds for.
func hashFiles(files map[string][]byte, keep func(string) bool) string {
	var names []string
	for name := range files {
		if keep(name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	h := sha256.New()
	for _, name := range names {
		h.Write([]byte(hashBytes(files[name]) + " " + name + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

func hashBytes(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
