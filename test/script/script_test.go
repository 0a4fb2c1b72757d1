// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package script runs the scripts in this directory, one behaviour each, with
// the toolchain that make.bash built, or the one that GOENZYME_GOROOT names.
//
//	go test ./test/script                   all scripts
//	go test ./test/script -run Script/vet   those that begin with vet
//	go test ./test/script -update           correct the golden files in them
//
// Besides the commands of testscript there are
//
//	replace OLD NEW FILE   replace OLD, which FILE holds once, by NEW
//	built [PACKAGE...]     the last command, which had -v, built these packages and no others
package script

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "update the golden files in the scripts")

func TestScript(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	env, err := scriptEnv(root)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 ".",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			for _, kv := range env {
				name, value, _ := strings.Cut(kv, "=")
				e.Setenv(name, value)
			}
			e.Setenv("HOME", filepath.Join(e.WorkDir, ".home"))
			e.Setenv("GOPATH", filepath.Join(e.WorkDir, ".gopath"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"built":   cmdBuilt,
			"replace": cmdReplace,
		},
	})
}

// findRoot returns the GOROOT of the toolchain under test.
func findRoot() (string, error) {
	root := os.Getenv("GOENZYME_GOROOT")
	if root == "" {
		root = filepath.Join("..", "..", "_build", "go")
	}
	root, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(root, "bin", "goenzyme")); err != nil {
		return "", fmt.Errorf("no toolchain to test: %v; run ./make.bash or set GOENZYME_GOROOT", err)
	}
	return root, nil
}

// scriptEnv returns the environment in which the go command is the toolchain's,
// uses the build cache that the toolchain was warmed with, and no network.
func scriptEnv(root string) ([]string, error) {
	cmd := exec.Command(filepath.Join(root, "bin", "go"), "env", "GOCACHE")
	cmd.Env = append(os.Environ(), "GOROOT="+root, "GOTOOLCHAIN=local")
	cache, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOCACHE: %v", err)
	}
	return []string{
		"GOROOT=" + root,
		"PATH=" + filepath.Join(root, "bin") + string(filepath.ListSeparator) + os.Getenv("PATH"),
		"GOCACHE=" + strings.TrimSpace(string(cache)),
		"GOTOOLCHAIN=local",
		"GOFLAGS=",
		"GOENV=off",
		"GOWORK=off",
		"GOPROXY=off",
		"GOSUMDB=off",
		"GOOS=" + runtime.GOOS,
		"GOARCH=" + runtime.GOARCH,
	}, nil
}

// cmdReplace is the command "replace OLD NEW FILE".
func cmdReplace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace OLD NEW FILE")
	}
	file := ts.MkAbs(args[2])
	data, err := os.ReadFile(file)
	ts.Check(err)
	if n := strings.Count(string(data), args[0]); n != 1 {
		ts.Fatalf("%s holds %q %d times", args[2], args[0], n)
	}
	ts.Check(os.WriteFile(file, []byte(strings.Replace(string(data), args[0], args[1], 1)), 0o666))
}

// cmdBuilt is the command "built [PACKAGE...]".
func cmdBuilt(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("built cannot be negated")
	}
	got := strings.Fields(ts.ReadFile("stderr"))
	slices.Sort(got)
	slices.Sort(args)
	if !slices.Equal(got, args) {
		ts.Fatalf("packages built: %q\nwant:           %q", got, args)
	}
}
