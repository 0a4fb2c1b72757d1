// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step warm: compile the standard library with the new toolchain, into the
// user's build cache.

import (
	"fmt"
	"os"
	"path/filepath"
)

// warm builds std.
func warm(b *builder) (string, error) {
	cmd := b.command(filepath.Join(b.next(), "bin", b.exe("go")), "build", "-v", "std")
	cmd.Dir = filepath.Join(b.next(), "src")
	cmd.Env = append(userEnv(b.next()), "GOFLAGS=")
	n, err := b.runCounting(cmd)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d packages compiled", n), nil
}

// userEnv is the environment of a go command of ours: the user's, with the
// toolchain at root first on PATH and no other one to be found.
func userEnv(root string) []string {
	path := filepath.Join(root, "bin") + string(filepath.ListSeparator) + os.Getenv("PATH")
	env := append(os.Environ(), "PATH="+path, "GOTOOLCHAIN=local")
	return append(env, "GOROOT=")
}
