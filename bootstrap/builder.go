// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The state of one build: where things are, what was asked for, and what the
// steps have found out so far.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// A builder is one build of the toolchain.
type builder struct {
	repo string // root of the repository
	out  string // repo/_build: everything that a build writes
	goos string
	arch string

	verbose bool
	full    bool // Go's own make.bash instead of one stage
	warm    bool // compile std with the result

	ctx    context.Context // ends when a build is interrupted
	report *report
	pin    pin
	in     *inputs
	vers   string // the version that is stamped

	goCmd    string            // the go command that was found on PATH; from locate
	settings map[string]string // what it says about itself (go env); from locate
	base     string            // GOROOT of the pinned release; from locate
	state    *state            // what is laid in next; from lay
}

func newBuilder(repo string) *builder {
	return &builder{
		repo:   repo,
		out:    filepath.Join(repo, "_build"),
		goos:   runtime.GOOS,
		arch:   runtime.GOARCH,
		ctx:    context.Background(),
		report: newReport(os.Stderr),
	}
}

// goroot is the finished toolchain.
func (b *builder) goroot() string { return filepath.Join(b.out, "go") }

// next is the tree that a build works on.
func (b *builder) next() string { return filepath.Join(b.out, "next") }

// toolDir is where a GOROOT keeps its tools, relative to the root.
func (b *builder) toolDir() string { return "pkg/tool/" + b.goos + "_" + b.arch }

// exe is name as the platform names an executable.
func (b *builder) exe(name string) string {
	if b.goos == "windows" {
		return name + ".exe"
	}
	return name
}

// command prepares a command, to be interrupted as the build is.
func (b *builder) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(b.ctx, name, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// make brings _build/go up to date. The first build compiles the standard
// library too if mayWarm is set.
func (b *builder) make(mayWarm bool) error {
	var err error
	if b.pin, err = readPin(filepath.Join(b.repo, "VERSION")); err != nil {
		return err
	}
	if err := os.MkdirAll(b.out, 0o777); err != nil {
		return explain("lay", err)
	}
	unlock, err := lock(filepath.Join(b.out, "lock"), func() {
		b.report.line("waiting for another build in %s", b.out)
	})
	if err != nil {
		return explain("lay", err)
	}
	defer unlock()
	recoverSwap(b)

	if b.in, err = readInputs(b.repo); err != nil {
		return err
	}
	b.vers = b.pin.version(b.in.content)
	old, haveOld := readState(b.goroot())
	if haveOld && !b.warm && (old.Key == b.key(b.full) || old.Key == b.key(true)) {
		return nil
	}
	if !haveOld && mayWarm {
		b.warm = true
	}

	start := time.Now()
	b.report.line("%s", b.vers)
	for _, s := range steps {
		if s.name == "warm" && !b.warm {
			continue
		}
		b.report.begin(s.name)
		note, err := s.do(b)
		if b.ctx.Err() != nil {
			err = errors.New("interrupted")
		}
		if err != nil {
			b.report.fail()
			return explain(s.name, err)
		}
		b.report.end(note)
	}
	b.report.line("built %s in %.1fs", filepath.Join(b.goroot(), "bin", b.exe("go")), time.Since(start).Seconds())
	return nil
}

// key identifies a build: equal keys, equal toolchains.
func (b *builder) key(full bool) string {
	return fmt.Sprintf("%s %s full=%v", b.vers, b.in.all, full)
}
