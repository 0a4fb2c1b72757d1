// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// What a build shows: one line for each step, with its time and a note.
// A terminal also sees what is going on within a step; a log gets a line of
// it every half minute.

import (
	"fmt"
	"io"
	"os"
	"time"
)

type report struct {
	w        io.Writer
	terminal bool
	step     string
	start    time.Time
	shown    time.Time // when progress was last shown
}

func newReport(f *os.File) *report {
	fi, err := f.Stat()
	return &report{w: f, terminal: err == nil && fi.Mode()&os.ModeCharDevice != 0}
}

// line prints a line that belongs to no step.
func (r *report) line(format string, args ...any) {
	fmt.Fprintf(r.w, format+"\n", args...)
}

// begin starts a step.
func (r *report) begin(step string) {
	r.step, r.start = step, time.Now()
	r.shown = r.start
	if r.terminal {
		fmt.Fprintf(r.w, "  %-8s", step)
	}
}

// progress says how far a long step is.
func (r *report) progress(format string, args ...any) {
	every := 30 * time.Second
	if r.terminal {
		every = 100 * time.Millisecond
	}
	if time.Since(r.shown) < every {
		return
	}
	r.shown = time.Now()
	msg := fmt.Sprintf("  %-8s %6.1fs  %s", r.step, time.Since(r.start).Seconds(), fmt.Sprintf(format, args...))
	if r.terminal {
		fmt.Fprintf(r.w, "\r\033[K%s", msg)
	} else {
		fmt.Fprintf(r.w, "%s ...\n", msg)
	}
}

// detail prints a line about what a step does.
func (r *report) detail(format string, args ...any) {
	r.clear()
	fmt.Fprintf(r.w, "           "+format+"\n", args...)
}

// end ends a step.
func (r *report) end(note string) {
	r.clear()
	fmt.Fprintf(r.w, "  %-8s %6.1fs  %s\n", r.step, time.Since(r.start).Seconds(), note)
}

// fail ends a step that failed; its error is printed later.
func (r *report) fail() { r.clear() }

func (r *report) clear() {
	if r.terminal {
		fmt.Fprint(r.w, "\r\033[K")
	}
}
