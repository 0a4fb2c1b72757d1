// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The commands that are the go command's own.

import "path/filepath"

var cmdBuild = &command{
	name:  "build",
	usage: "build [build flags] [packages]",
	short: "compile packages and dependencies, with their derivatives",
	long: `
Build runs "go build" of this toolchain. It takes the same flags and arguments
and exits with the same code. Derivatives need no flag: a package with a
//go:autodiff directive is built with the derivatives that it asks for.

See also: go help build, goenzyme help autodiff.
`,
	run: (*command).runGo,
}

var cmdRun = &command{
	name:  "run",
	usage: "run [build flags] package [arguments...]",
	short: "compile and run a Go program",
	long: `
Run runs "go run" of this toolchain. It takes the same flags and arguments and
exits with the same code: 1 if the program does not.

See also: go help run.
`,
	run: (*command).runGo,
}

var cmdTest = &command{
	name:  "test",
	usage: "test [build/test flags] [packages] [build/test flags & test binary flags]",
	short: "test packages",
	long: `
Test runs "go test" of this toolchain. It takes the same flags and arguments
and exits with the same code. Test files may hold directives of their own.

See also: go help test, go help testflag.
`,
	run: (*command).runGo,
}

var cmdVet = &command{
	name:  "vet",
	usage: "vet [build flags] [vet flags] [packages]",
	short: "report likely mistakes in packages",
	long: `
Vet runs "go vet" of this toolchain. It takes the same flags and arguments and
exits with the same code. Unlike the vet of another toolchain it sees the
declarations of the derivatives that a directive on the primal names, and what
is wrong with directives. Its analyzer "derivative" looks at calls of
derivatives.

See also: go help vet, go tool vet help derivative.
`,
	run: (*command).runGo,
}

var cmdEnv = &command{
	name:  "env",
	usage: "env [-json] [-changed] [-u] [-w] [var ...]",
	short: "print the environment of this toolchain",
	long: `
Env runs "go env" of this toolchain, which prints the variables that the
commands of goenzyme work with. It takes the same flags and arguments.

See also: go help env, goenzyme help environment.
`,
	run: (*command).runGo,
}

// runGo becomes the go command of this toolchain, with
// the command's name and args for arguments.
func (cmd *command) runGo(args []string) int {
	root, err := findGOROOT()
	if err != nil {
		return cmd.errorf("%v", err)
	}
	argv := append([]string{filepath.Join(root, "bin", "go"+exeSuffix()), cmd.name}, args...)
	code, err := become(argv, goEnv(root))
	if err != nil {
		return cmd.errorf("%v", err)
	}
	return code
}
