// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Goenzyme is the go command of the goenzyme toolchain: Go with derivatives.
//
// Usage:
//
//	goenzyme <command> [arguments]
//
// It runs the go command that stands beside it, whatever else is on PATH and
// whatever GOTOOLCHAIN and GOROOT say, and adds commands of its own. See
// "goenzyme help" for the commands and "goenzyme help autodiff" for the rest.
package main

import (
	"fmt"
	"os"
)

// A command is a subcommand, or a help topic if run is nil.
type command struct {
	name  string
	usage string // behind "goenzyme "; empty for a topic
	short string // one line for the list of commands
	long  string // what "goenzyme help NAME" prints

	run func(cmd *command, args []string) int // returns the exit code
}

// commands in the order in which help shows them. They are set by
// init because help, which is one of them, reads them.
var commands []*command

func init() {
	commands = []*command{
		cmdBuild,
		cmdDoctor,
		cmdEnv,
		cmdHelp,
		cmdLink,
		cmdList,
		cmdRun,
		cmdTest,
		cmdVersion,
		cmdVet,

		topicActivities,
		topicAutodiff,
		topicDirective,
		topicEnvironment,
		topicToolchain,
	}
}

func main() {
	os.Exit(goenzyme(os.Args[1:]))
}

// goenzyme runs the command that args name and returns the exit code.
func goenzyme(args []string) int {
	if len(args) == 0 {
		printUsage(os.Stderr)
		return 2
	}
	switch args[0] {
	case "-h", "-help", "--help":
		printUsage(os.Stdout)
		return 0
	}
	cmd := lookup(args[0])
	if cmd == nil || cmd.run == nil {
		fmt.Fprintf(os.Stderr, "goenzyme %s: unknown command%s\nRun 'goenzyme help' for usage.\n", args[0], suggestCommand(args[0]))
		return 2
	}
	return cmd.run(cmd, args[1:])
}

// lookup returns the command or topic of that name, or nil.
func lookup(name string) *command {
	for _, cmd := range commands {
		if cmd.name == name {
			return cmd
		}
	}
	return nil
}

// errorf reports an error of the named command and returns exit code 1.
func (cmd *command) errorf(format string, args ...any) int {
	fmt.Fprintf(os.Stderr, "goenzyme %s: %s\n", cmd.name, fmt.Sprintf(format, args...))
	return 1
}

// usageError reports a wrong command line and returns exit code 2.
func (cmd *command) usageError(format string, args ...any) int {
	fmt.Fprintf(os.Stderr, "goenzyme %s: %s\n", cmd.name, fmt.Sprintf(format, args...))
	fmt.Fprintf(os.Stderr, "usage: goenzyme %s\nRun 'goenzyme help %s' for details.\n", cmd.usage, cmd.name)
	return 2
}
