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
	if err := b.installOurs(cmd.Env); err != nil {
		return "", err
	}
	return "by src/make.bash", nil
}

// installOurs builds our own command with the new toolchain. Go's make.bash
// takes it for a tool, as every command that it does not know.
func (b *builder) installOurs(env []string) error {
	if _, ok := b.in.overlay["src/cmd/goenzyme/main.go"]; !ok {
		return nil
	}
	bin := filepath.Join(b.next(), "bin")
	cmd := b.command(filepath.Join(bin, b.exe("go")), "build", "-trimpath", "-ldflags", b.ldflags(),
		"-o", bin+string(filepath.Separator), "cmd/goenzyme")
	cmd.Dir = filepath.Join(b.next(), "src")
	cmd.Env = append(env, "CGO_ENABLED=0", "PWD="+cmd.Dir)
	if text, err := cmd.CombinedOutput(); err != nil {
		return withText(err, text)
	}
	err := os.Remove(filepath.Join(b.next(), b.toolDir(), b.exe("goenzyme")))
	if os.IsNotExist(err) {
		return nil
	}
	return err
}
