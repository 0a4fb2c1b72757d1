// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step stamp: write the version into the files of the tree that hold one. The
// commands have it from their linker flags (see build).

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// A stampedFile is an upstream file that stamp changes.
type stampedFile struct {
	rel   string
	apply func(b *builder, upstream []byte) ([]byte, error)
}

var stampedFiles = []stampedFile{
	{"VERSION", stampVersion},
	{"src/internal/buildcfg/zbootstrap.go", stampBuildcfg},
	{"go.env", stampToolchain},
}

// stamp writes the stamped files and completes the record of the tree.
func stamp(b *builder) (string, error) {
	contents := make(map[string][]byte)
	b.state.Stamped = make(map[string]string)
	for _, f := range stampedFiles {
		upstream, err := os.ReadFile(filepath.Join(b.base, f.rel))
		if err != nil {
			return "", err
		}
		data, err := f.apply(b, upstream)
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.rel, err)
		}
		contents[f.rel] = data
		b.state.Stamped[f.rel] = hashBytes(data)
	}
	b.state.Version = b.vers
	b.state.Key = b.key(b.full)
	if err := b.state.save(b.next()); err != nil {
		return "", err
	}
	for _, rel := range sortedKeys(contents) {
		if err := writeFile(filepath.Join(b.next(), rel), contents[rel]); err != nil {
			return "", err
		}
	}
	return b.vers, nil
}

// stampVersion replaces the first line of VERSION; the second is a date.
func stampVersion(b *builder, upstream []byte) ([]byte, error) {
	_, rest, ok := bytes.Cut(upstream, []byte("\n"))
	if !ok {
		return nil, fmt.Errorf("no line")
	}
	return append([]byte(b.vers+"\n"), rest...), nil
}

var versionConst = regexp.MustCompile("(?m)^const version = `.*`$")

// stampBuildcfg replaces the version in internal/buildcfg, so that commands
// which the toolchain builds of its own source report it too.
func stampBuildcfg(b *builder, upstream []byte) ([]byte, error) {
	if len(versionConst.FindAll(upstream, -1)) != 1 {
		return nil, fmt.Errorf("no constant version")
	}
	return versionConst.ReplaceAllLiteral(upstream, []byte("const version = `"+b.vers+"`")), nil
}

var toolchainSetting = regexp.MustCompile(`(?m)^GOTOOLCHAIN=.*$`)

// stampToolchain keeps our go command from switching to an upstream toolchain
// by itself, where directives would be ignored.
func stampToolchain(b *builder, upstream []byte) ([]byte, error) {
	if len(toolchainSetting.FindAll(upstream, -1)) != 1 {
		return nil, fmt.Errorf("no setting GOTOOLCHAIN")
	}
	return toolchainSetting.ReplaceAllLiteral(upstream, []byte("GOTOOLCHAIN=local")), nil
}
