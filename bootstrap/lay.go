// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step lay: make _build/next a copy of the upstream tree, without its prebuilt
// commands. If it already is one, from an earlier build, the files that this
// build does not change any more are put back as upstream has them.

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// laidDirs are the directories that are copied, linkedDirs those that only
// Go's own tests need. The files at the top of the tree are copied too.
var (
	laidDirs   = []string{"src", "lib", "misc", "doc", "pkg/include"}
	linkedDirs = []string{"test", "api"}
)

// layBytes is the space that a copy of the tree and its commands need.
const layBytes = 700 << 20

// lay sets b.state.
func lay(b *builder) (string, error) {
	next := b.next()
	old, ok := readState(next)
	if ok && old.Base == b.base && old.Release == b.pin.release && !b.full {
		// Whoever has edited the tree, or run a test that writes in it, gets a fresh one.
		if _, bad, err := b.compare(old); err == nil && len(bad) == 0 {
			return b.relay(old)
		}
	}
	if err := os.RemoveAll(next); err != nil {
		return "", err
	}
	if free, ok := freeSpace(b.out); ok && free < layBytes {
		return "", fmt.Errorf("no disk space: %s has %d MB free, %d MB are needed", b.out, free>>20, layBytes>>20)
	}
	n, err := copyRoot(b.base, next)
	if err != nil {
		return "", err
	}
	for _, dir := range []string{"bin", b.toolDir()} {
		if err := os.MkdirAll(filepath.Join(next, dir), 0o777); err != nil {
			return "", err
		}
	}
	for _, dir := range linkedDirs {
		if from := filepath.Join(b.base, dir); isDir(from) {
			if err := os.Symlink(from, filepath.Join(next, dir)); err != nil {
				return "", err
			}
		}
	}
	b.state = &state{Base: b.base, Release: b.pin.release}
	return fmt.Sprintf("%d files", n), nil
}

// relay makes a tree of an earlier build upstream's again, except for what
// patch and overlay will write once more. Until overlay is done the tree has
// no record: if we are interrupted the next build starts from a fresh copy.
func (b *builder) relay(old *state) (string, error) {
	next := b.next()
	if err := os.Remove(filepath.Join(next, stateFile)); err != nil {
		return "", err
	}
	for rel := range old.Overlay {
		if _, ok := b.in.overlay[rel]; ok {
			continue
		}
		if err := removeUp(next, rel); err != nil {
			return "", err
		}
	}
	for _, changed := range []map[string]string{old.Stamped, old.Patched} {
		for rel := range changed {
			if err := copyFile(filepath.Join(b.base, rel), filepath.Join(next, rel)); err != nil {
				return "", err
			}
		}
	}
	b.state = &state{Base: old.Base, Release: old.Release}
	return "kept", nil
}

// removeUp removes a file and the directories that it leaves empty.
func removeUp(root, rel string) error {
	if err := os.Remove(filepath.Join(root, rel)); err != nil && !os.IsNotExist(err) {
		return err
	}
	for dir := filepath.Dir(rel); dir != "."; dir = filepath.Dir(dir) {
		if os.Remove(filepath.Join(root, dir)) != nil {
			break
		}
	}
	return nil
}

// copyRoot copies the parts of a GOROOT that we lay, and counts the files.
func copyRoot(from, to string) (int, error) {
	files, err := upstreamFiles(from)
	if err != nil {
		return 0, err
	}
	made := make(map[string]bool)
	for _, rel := range files {
		if dir := filepath.Dir(filepath.Join(to, rel)); !made[dir] {
			made[dir] = true
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return 0, err
			}
		}
	}
	const workers = 4
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < len(files) && errs[w] == nil; i += workers {
				errs[w] = copyFile(filepath.Join(from, files[i]), filepath.Join(to, files[i]))
			}
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return len(files), nil
}

// upstreamFiles lists the files of a GOROOT that we lay.
func upstreamFiles(root string) ([]string, error) {
	var files []string
	top, err := os.ReadDir(root)
	if err != nil {
		return nil, err
	}
	for _, d := range top {
		if d.Type().IsRegular() && d.Name() != stateFile {
			files = append(files, d.Name())
		}
	}
	for _, dir := range laidDirs {
		// Some distributions have links where the directories should be.
		real, err := filepath.EvalSymlinks(filepath.Join(root, dir))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		err = filepath.WalkDir(real, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files = append(files, filepath.ToSlash(dir+strings.TrimPrefix(name, real)))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// copyFile copies a file with its permissions and its time, by which verify
// knows an unchanged file.
func copyFile(from, to string) error {
	fi, err := os.Stat(from)
	if err != nil {
		return err
	}
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := os.Remove(to); err != nil && !os.IsNotExist(err) {
		return err
	}
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fi.Mode().Perm()|0o200)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		w.Close()
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.Chtimes(to, fi.ModTime(), fi.ModTime())
}

// writeFile writes a file under a temporary name first.
func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	tmp := name + ".tmp"
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, name)
}
