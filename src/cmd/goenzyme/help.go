// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

var cmdHelp = &command{
	name:  "help",
	usage: "help [command or topic]",
	short: "print help for a command or topic",
	long: `
Help prints what goenzyme is for and what commands it has, or, given the name
of a command or topic, what there is to know about it.
`,
	run: runHelp,
}

func runHelp(_ *command, args []string) int {
	if len(args) == 0 {
		printUsage(os.Stdout)
		return 0
	}
	cmd := lookup(args[0])
	if cmd == nil || len(args) > 1 {
		fmt.Fprintf(os.Stderr, "goenzyme help %s: unknown help topic%s\nRun 'goenzyme help'.\n", strings.Join(args, " "), suggestTopic(args[0]))
		return 2
	}
	return cmd.printHelp()
}

// printHelp prints what there is to know about a command or topic.
func (cmd *command) printHelp() int {
	if cmd.run != nil {
		fmt.Printf("usage: goenzyme %s\n\n", cmd.usage)
	}
	fmt.Println(strings.TrimSpace(cmd.long))
	return 0
}

// printUsage lists the commands and topics.
func printUsage(w io.Writer) {
	fmt.Fprint(w, `Goenzyme is Go with derivatives: a Go toolchain that differentiates functions.

Usage:

	goenzyme <command> [arguments]

The commands are:

`)
	for _, cmd := range commands {
		if cmd.run != nil {
			fmt.Fprintf(w, "\t%-11s %s\n", cmd.name, cmd.short)
		}
	}
	fmt.Fprint(w, `
Use "goenzyme help <command>" for more information about a command.

Additional help topics:

`)
	for _, cmd := range commands {
		if cmd.run == nil {
			fmt.Fprintf(w, "\t%-15s %s\n", cmd.name, cmd.short)
		}
	}
	fmt.Fprint(w, `
Use "goenzyme help <topic>" for more information about that topic.

`)
}
