// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Where this toolchain is: the GOROOT whose bin directory holds goenzyme.

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// findGOROOT returns the GOROOT that the executable belongs to,
// which may have been started through a symbolic link.
func findGOROOT() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	return goRootOf(exe)
}

// goRootOf returns the GOROOT that holds the executable exe as bin/exe.
func goRootOf(exe string) (string, error) {
	exe, err := filepath.EvalSymlinks(exe)
	if err != nil {
		return "", err
	}
	if exe, err = filepath.Abs(exe); err != nil {
		return "", err
	}
	root := filepath.Dir(filepath.Dir(exe))
	for _, part := range []string{"src/runtime", "pkg/tool", "bin/go" + exeSuffix()} {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(part))); err != nil {
			return "", fmt.Errorf("%s is not in the bin directory of a Go toolchain: %s has no %s", exe, root, part)
		}
	}
	return root, nil
}

// goTool returns the path of a program in GOROOT/bin, or
// just its name if there is no GOROOT.
func goTool(name string) string {
	root, err := findGOROOT()
	if err != nil {
		return name
	}
	return filepath.Join(root, "bin", name+exeSuffix())
}

// buildTool returns the path of a program in root's tool directory.
func buildTool(root, name string) string {
	return filepath.Join(root, "pkg", "tool", runtime.GOOS+"_"+runtime.GOARCH, name+exeSuffix())
}

// goEnv returns the environment in which a go command uses the toolchain in
// root and does not look for another one.
func goEnv(root string, extra ...string) []string {
	env := append(os.Environ(), "GOROOT="+root, "GOTOOLCHAIN=local")
	return append(env, extra...)
}

// readVersion returns the version that root's VERSION file states.
func readVersion(root string) (string, error) {
	data, err := os.ReadFile(filepath.Join(root, "VERSION"))
	if err != nil {
		return "", err
	}
	version, _, _ := strings.Cut(string(data), "\n")
	return strings.TrimSpace(version), nil
}

func exeSuffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}
