// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step locate: find a complete GOROOT of the pinned release, on this machine
// or from the module proxy.

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// locate sets b.goCmd and b.base.
func locate(b *builder) (string, error) {
	goCmd, err := exec.LookPath(b.exe("go"))
	if err != nil {
		return "", errors.New("no go command on PATH; install any Go from 1.24 on")
	}
	b.goCmd = goCmd
	b.settings = b.goEnv()
	var tried []string
	for _, root := range b.candidates() {
		err := b.checkRoot(root)
		if err == nil {
			b.base = root
			return root, nil
		}
		tried = append(tried, err.Error())
	}
	if b.base, err = fetch(b); err != nil {
		return "", fmt.Errorf("%s is needed: %s\n\tand it could not be downloaded: %w", b.pin.release, strings.Join(tried, "; "), err)
	}
	return b.base + " (downloaded)", nil
}

// candidates are the places where a GOROOT may be, likely ones first.
func (b *builder) candidates() []string {
	var roots []string
	if root := b.settings["GOROOT"]; root != "" {
		roots = append(roots, root)
	}
	if home, err := os.UserHomeDir(); err == nil {
		if root := filepath.Join(home, "sdk", b.pin.release); isDir(root) {
			roots = append(roots, root)
		}
	}
	if root := "/usr/local/go"; isDir(root) && (len(roots) == 0 || roots[0] != root) {
		roots = append(roots, root)
	}
	return roots
}

// goEnv asks the go command on PATH for its settings.
func (b *builder) goEnv() map[string]string {
	env := make(map[string]string)
	cmd := exec.Command(b.goCmd, "env", "-json", "GOROOT", "GOCACHE")
	cmd.Dir = b.out
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off")
	if data, err := cmd.Output(); err == nil {
		json.Unmarshal(data, &env)
	}
	return env
}

// needed are the files without which a GOROOT is not complete: some
// distributions leave out the source or prebuilt tools.
func (b *builder) needed() []string {
	tools := b.toolDir()
	return []string{
		"src/make.bash",
		"src/cmd/compile/main.go",
		"src/internal/buildcfg/zbootstrap.go",
		"pkg/include/textflag.h",
		"bin/" + b.exe("go"),
		tools + "/" + b.exe("compile"),
		tools + "/" + b.exe("link"),
	}
}

// checkRoot reports why root is not a GOROOT to build from.
func (b *builder) checkRoot(root string) error {
	data, err := os.ReadFile(filepath.Join(root, "VERSION"))
	if err != nil {
		return fmt.Errorf("%s has no VERSION", root)
	}
	v, _, _ := strings.Cut(string(data), "\n")
	if v = strings.TrimSpace(v); v != b.pin.release {
		return fmt.Errorf("%s is %s", root, v)
	}
	for _, name := range b.needed() {
		if !isFile(filepath.Join(root, name)) {
			return fmt.Errorf("%s lacks %s", root, name)
		}
	}
	return nil
}
