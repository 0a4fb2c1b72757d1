// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The command run: build a package with the toolchain, and run it in place of
// this process, so that signals and the exit status are the program's.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// run builds pkg and runs it in the caller's directory.
func run(b *builder, pkg string, args []string) error {
	cwd := os.Getenv("GOENZYME_PWD") // make.bash works from the repository
	if cwd == "" {
		cwd = "."
	}
	cwd, err := filepath.Abs(cwd)
	if err != nil {
		return err
	}
	dir, pkg, err := splitTarget(cwd, pkg)
	if err != nil {
		return fmt.Errorf("run: %w", err)
	}
	bin := filepath.Join(b.out, "run", b.exe(strings.TrimSuffix(filepath.Base(filepath.Join(dir, pkg)), ".go")))
	env := append(userEnv(b.goroot()), "PWD="+dir)
	cmd := exec.Command(filepath.Join(b.goroot(), "bin", b.exe("go")), "build", "-buildvcs=false", "-o", bin, pkg)
	cmd.Dir, cmd.Env = dir, env
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run: go build %s: %w", pkg, err)
	}
	if err := os.Chdir(cwd); err != nil {
		return err
	}
	return replaceProcess(bin, args, append(userEnv(b.goroot()), "PWD="+cwd))
}

// splitTarget finds the directory in which to build pkg, and its name there.
// A package of another module is built in its own directory.
func splitTarget(cwd, pkg string) (dir, name string, err error) {
	if !strings.HasPrefix(pkg, ".") && !filepath.IsAbs(pkg) && !strings.HasSuffix(pkg, ".go") {
		return cwd, pkg, nil
	}
	target := pkg
	if !filepath.IsAbs(target) {
		target = filepath.Join(cwd, target)
	}
	fi, err := os.Stat(target)
	switch {
	case err != nil:
		return "", "", err
	case fi.IsDir():
		return target, ".", nil
	}
	return filepath.Dir(target), filepath.Base(target), nil
}
