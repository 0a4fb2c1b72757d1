// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix

package main

import (
	"slices"
	"strings"
	"syscall"
)

// become replaces this process by the command argv, which so has our standard
// files, gets our signals, and exits with its own code. It returns only if
// that fails.
func become(argv, env []string) (int, error) {
	return 1, syscall.Exec(argv[0], argv, lastOnly(env))
}

// lastOnly removes from env the variables that a later one overrides, as
// package os/exec does: a process may take the first of two.
func lastOnly(env []string) []string {
	seen := make(map[string]bool)
	var out []string
	for _, kv := range slices.Backward(env) {
		name, _, _ := strings.Cut(kv, "=")
		if !seen[name] {
			seen[name] = true
			out = append(out, kv)
		}
	}
	slices.Reverse(out)
	return out
}
