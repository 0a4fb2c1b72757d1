// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bootstrap turns a stock Go into goenzyme. It is started by make.bash:
//
//	./make.bash [-v] [-full] [-warm]       build the toolchain in _build/go
//	./make.bash run [-v] PKG [ARG...]      build it if needed, then build and run PKG with it
//	./make.bash -clean                     remove _build
//
// A build is the sequence of steps in build steps below. It works on
// _build/next and exchanges it with _build/go at the end, so that a build that
// fails or is interrupted leaves the last good toolchain in place.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// steps are the steps of a build, in order.
var steps = []struct {
	name string
	do   func(*builder) (note string, err error)
	why  string // why it stands where it stands
}{
	{"locate", locate, "everything else is made from the upstream tree"},
	{"lay", lay, "a writable copy, or the one of an earlier build with its changes undone"},
	{"patch", patch, "on upstream's files as they are, never on a patched one"},
	{"overlay", overlay, "after patch, so that a file of ours can never be patched"},
	{"build", build, "before stamp: a stamp in the source would recompile half of the compiler"},
	{"verify", verify, "before stamp, which changes files that no patch names"},
	{"stamp", stamp, "last change to the tree"},
	{"warm", warm, "before swap: a compiler that cannot compile std is not swapped in"},
	{"swap", swap, "only a complete toolchain is ever visible"},
}

func main() {
	repo, err := findRepo()
	if err == nil {
		b := newBuilder(repo)
		ctx, stop := signal.NotifyContext(b.ctx, os.Interrupt, syscall.SIGTERM)
		defer stop()
		b.ctx = ctx
		err = command(b, os.Args[1:])
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(os.Stderr, "make.bash: %v\n", err)
		os.Exit(1)
	}
}

// command carries out one command line.
func command(b *builder, args []string) error {
	fs := flag.NewFlagSet("make.bash", flag.ContinueOnError)
	fs.BoolVar(&b.verbose, "v", false, "show the commands and the packages they compile")
	fs.BoolVar(&b.full, "full", false, "build with Go's own make.bash, where the compiler compiles itself")
	fs.BoolVar(&b.warm, "warm", false, "compile the standard library with the result (always done for the first build)")
	clean := fs.Bool("clean", false, "remove everything that was built")
	fs.Usage = func() {
		fmt.Fprintf(fs.Output(), "usage: make.bash [flags]\n       make.bash run [-v] package [arguments]\n\n")
		fs.PrintDefaults()
	}
	running := len(args) > 0 && args[0] == "run"
	if running {
		args = args[1:]
	}
	if err := fs.Parse(args); err != nil {
		return flag.ErrHelp
	}
	switch {
	case *clean:
		return os.RemoveAll(b.out)
	case running:
		if fs.NArg() == 0 {
			return errors.New("run: no package; usage: make.bash run package [arguments]")
		}
		if err := b.make(false); err != nil {
			return err
		}
		return run(b, fs.Arg(0), fs.Args()[1:])
	case fs.NArg() > 0:
		return fmt.Errorf("unknown command %q; see make.bash -h", fs.Arg(0))
	}
	return b.make(true)
}

// findRepo finds the repository's root, which holds the file VERSION beside
// the directory bootstrap, from the working directory upward.
func findRepo() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if isFile(filepath.Join(d, "VERSION")) && isDir(filepath.Join(d, "bootstrap")) {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("%s is not inside a goenzyme repository", dir)
		}
	}
}

func isFile(name string) bool {
	fi, err := os.Stat(name)
	return err == nil && fi.Mode().IsRegular()
}

func isDir(name string) bool {
	fi, err := os.Stat(name)
	return err == nil && fi.IsDir()
}
