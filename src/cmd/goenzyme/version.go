// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"runtime"
)

var cmdVersion = &command{
	name:  "version",
	usage: "version [-m] [-v] [-json] [file ...]",
	short: "print the version of this toolchain",
	long: `
Version prints the version of this toolchain, which begins with that of the Go
release that it is made of, and the system that it runs on.

With arguments it runs "go version", which prints the version that Go binaries
were built with.

See also: go help version.
`,
	run: runVersion,
}

func runVersion(cmd *command, args []string) int {
	if len(args) > 0 {
		return cmd.runGo(args)
	}
	root, err := findGOROOT()
	if err != nil {
		return cmd.errorf("%v", err)
	}
	version, err := readVersion(root)
	if err != nil {
		return cmd.errorf("reading the version of %s: %v", root, err)
	}
	fmt.Printf("goenzyme version %s %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
	return 0
}
