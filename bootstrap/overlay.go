// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step overlay: lay src/ over the tree. It holds new files only: what changes
// an upstream file is a patch.

import (
	"fmt"
	"os"
	"path/filepath"
)

// overlay writes the files of src/ into the tree and records them.
func overlay(b *builder) (string, error) {
	b.state.Overlay = make(map[string]string)
	written := 0
	for _, rel := range sortedKeys(b.in.overlay) {
		data := b.in.overlay[rel]
		if _, err := os.Lstat(filepath.Join(b.base, rel)); err == nil {
			return "", fmt.Errorf("%s: upstream has a file of this name; change it with a patch or rename ours", rel)
		}
		b.state.Overlay[rel] = hashBytes(data)
		name := filepath.Join(b.next(), rel)
		if have, err := os.ReadFile(name); err == nil && string(have) == string(data) {
			continue
		}
		if err := writeFile(name, data); err != nil {
			return "", err
		}
		written++
	}
	if err := b.state.save(b.next()); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d files, %d of them new or changed", len(b.in.overlay), written), nil
}
