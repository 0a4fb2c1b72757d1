// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Fetching the pinned release: the go command downloads it from the module
// proxy, and it is unpacked only if its hash is the one in VERSION.

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// fetch returns the GOROOT of the pinned release below b.out, downloading it
// if it is not there yet.
func fetch(b *builder) (string, error) {
	platform := b.goos + "/" + b.arch
	want, ok := b.pin.toolchains[platform]
	if !ok {
		return "", fmt.Errorf("VERSION has no hash for %s; install %s from its source or add a toolchain line", platform, b.pin.release)
	}
	root := filepath.Join(b.out, "upstream", b.pin.release+"."+b.goos+"-"+b.arch)
	if b.checkRoot(root) == nil {
		return root, nil
	}
	module := fmt.Sprintf("golang.org/toolchain@v0.0.1-%s.%s-%s", b.pin.release, b.goos, b.arch)
	b.report.detail("downloading %s", module)
	name, err := b.download(module)
	if err != nil {
		return "", err
	}
	have, err := hashZip(name)
	if err != nil {
		return "", err
	}
	if have != want {
		return "", fmt.Errorf("%s has hash %s, but VERSION wants %s", module, have, want)
	}
	tmp := root + ".part"
	if err := os.RemoveAll(tmp); err != nil {
		return "", err
	}
	if err := unzip(name, tmp); err != nil {
		return "", err
	}
	if err := os.RemoveAll(root); err != nil {
		return "", err
	}
	if err := os.Rename(tmp, root); err != nil {
		return "", err
	}
	return root, b.checkRoot(root)
}

// download has the go command download a module and returns its zip file.
func (b *builder) download(module string) (string, error) {
	cmd := b.command(b.goCmd, "mod", "download", "-json", module)
	cmd.Dir = b.out
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	runErr := cmd.Run()
	var info struct{ Zip, Error string }
	if err := json.Unmarshal(stdout.Bytes(), &info); err == nil && info.Error != "" {
		return "", errors.New(info.Error)
	}
	if runErr != nil {
		return "", fmt.Errorf("%w: %s", runErr, bytes.TrimSpace(stderr.Bytes()))
	}
	if info.Zip == "" {
		return "", errors.New("the go command names no zip file")
	}
	return info.Zip, nil
}

// hashZip computes the h1 hash of a module zip, as go.sum has it: the hash of
// a list of the hashes of its files.
func hashZip(name string) (string, error) {
	r, err := zip.OpenReader(name)
	if err != nil {
		return "", err
	}
	defer r.Close()
	files := append([]*zip.File(nil), r.File...)
	sort.Slice(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	list := sha256.New()
	for _, f := range files {
		h := sha256.New()
		if err := copyZipFile(h, f); err != nil {
			return "", err
		}
		fmt.Fprintf(list, "%s  %s\n", hex.EncodeToString(h.Sum(nil)), f.Name)
	}
	return "h1:" + base64.StdEncoding.EncodeToString(list.Sum(nil)), nil
}

// unzip unpacks a toolchain module into dir: the prefix "module@version/" goes,
// _go.mod becomes go.mod, and commands and scripts can be executed.
func unzip(name, dir string) error {
	r, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer r.Close()
	for _, f := range r.File {
		i := strings.Index(f.Name, "@")
		if i < 0 {
			return fmt.Errorf("%s: unexpected file %s", name, f.Name)
		}
		_, rel, ok := strings.Cut(f.Name[i:], "/")
		if !ok || rel == "" || !filepath.IsLocal(rel) {
			return fmt.Errorf("%s: unexpected file %s", name, f.Name)
		}
		if path.Base(rel) == "_go.mod" {
			rel = path.Join(path.Dir(rel), "go.mod")
		}
		mode := os.FileMode(0o644)
		if strings.HasPrefix(rel, "bin/") || strings.HasPrefix(rel, "pkg/tool/") || strings.HasSuffix(rel, ".bash") {
			mode = 0o755
		}
		if err := unzipFile(f, filepath.Join(dir, filepath.FromSlash(rel)), mode); err != nil {
			return err
		}
	}
	return nil
}

func unzipFile(f *zip.File, name string, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	w, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if err := copyZipFile(w, f); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}

func copyZipFile(w io.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}
