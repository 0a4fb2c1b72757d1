// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step swap: exchange _build/next and _build/go. What was the toolchain becomes
// the tree for the next build, which has to change only a few files in it.

import (
	"os"
	"path/filepath"
)

// swap puts the new toolchain in place.
func swap(b *builder) (string, error) {
	next, root := b.next(), b.goroot()
	if !isDir(root) {
		return root, os.Rename(next, root)
	}
	if exchange(next, root) == nil {
		return root, nil
	}
	// Two steps where the system can not exchange; see recoverSwap.
	prev := b.prev()
	if err := os.RemoveAll(prev); err != nil {
		return "", err
	}
	if err := os.Rename(root, prev); err != nil {
		return "", err
	}
	if err := os.Rename(next, root); err != nil {
		return "", err
	}
	return root, os.Rename(prev, next)
}

// prev is where the old toolchain is between the two steps.
func (b *builder) prev() string { return filepath.Join(b.out, "prev") }

// recoverSwap puts the old toolchain back if a build was interrupted between
// the two steps of swap.
func recoverSwap(b *builder) {
	if isDir(b.prev()) && !isDir(b.goroot()) {
		os.Rename(b.prev(), b.goroot())
	}
}
