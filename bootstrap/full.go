// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The flag -full: build with Go's own make.bash, in which the compiler
// compiles itself twice. Slow, and a strong test of it.

import (
	"os"
	"path/filepath"
)

// buildFull runs src/make.bash in the tree.
func (b *builder) buildFull() (string, error) {
	// cmd/dist takes the version from VERSION and writes zbootstrap.go itself.
	if _, err := stamp(b); err != nil {
		return "", err
	}
	b.state.Key = ""
	if err := b.state.save(b.next()); err != nil {
		return "", err
	}
	src := filepath.Join(b.next(), "src")
	cmd := b.command("bash", "make.bash", "--no-banner")
	cmd.Dir = src
	cmd.Env = append(withoutGo(os.Environ()),
		"GOROOT_BOOTSTRAP="+b.base,
		"GOENV=off",
		"GOTOOLCHAIN=local",
		"PWD="+src,
	)
	if cache := b.settings["GOCACHE"]; cache != "" {
		cmd.Env = append(cmd.Env, "GOCACHE="+cache)
	}
	out, err := os.Create(filepath.Join(b.out, "full.log"))
	if err != nil {
		return "", err
	}
	defer out.Close()
	b.report.detail("output in %s", out.Name())
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		return "", withTail(err, out.Name())
	}
	if _, ok := b.in.overlay["src/cmd/goenzyme/main.go"]; ok {
		cmd := b.command(filepath.Join(b.next(), "bin", b.exe("go")), "install", "cmd/goenzyme")
		cmd.Dir = src
		cmd.Env = append(withoutGo(os.Environ()), "GOTOOLCHAIN=local", "GOENV=off")
		if text, err := cmd.CombinedOutput(); err != nil {
			return "", withText(err, text)
		}
	}
	return "by src/make.bash", nil
}
