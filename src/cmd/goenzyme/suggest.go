// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"slices"
)

// goCommands are the commands of the go command that goenzyme
// does not repeat; somebody who tries one is told where it is.
var goCommands = []string{"bug", "clean", "doc", "fix", "fmt", "generate", "get", "install", "mod", "telemetry", "tool", "work"}

// suggestCommand returns what to say behind "unknown command" about
// the command that may have been meant, or nothing.
func suggestCommand(name string) string {
	if slices.Contains(goCommands, name) {
		return fmt.Sprintf("; run it as %s %s", goTool("go"), name)
	}
	return nearest(name, func(cmd *command) bool { return cmd.run != nil })
}

// suggestTopic returns what to say behind "unknown help topic" about the command or topic
// that may have been meant, or nothing.
func suggestTopic(name string) string {
	return nearest(name, func(*command) bool { return true })
}

// nearest proposes, of the commands and topics that counts lets count, the one whose name is
// most like name.
func nearest(name string, counts func(*command) bool) string {
	best, bestDist := "", 3
	for _, cmd := range commands {
		if !counts(cmd) {
			continue
		}
		if d := editDistance(name, cmd.name); d < bestDist && d < len(cmd.name) {
			best, bestDist = cmd.name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// editDistance returns how many letters have to be inserted, deleted,
// replaced, or swapped with their neighbour to make a into b.
func editDistance(a, b string) int {
	var before, prev []int // rows i-2 and i-1
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, prev, row = prev, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
