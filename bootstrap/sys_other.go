// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build !linux && !darwin

package main

import (
	"os"
	"os/exec"
)

// lock does nothing where there is no portable lock.
func lock(name string, waiting func()) (unlock func(), err error) {
	return func() {}, nil
}

// freeSpace is not known.
func freeSpace(dir string) (uint64, bool) { return 0, false }

// replaceProcess runs a command and exits as it does.
func replaceProcess(name string, args, env []string) error {
	cmd := exec.Command(name, args...)
	cmd.Env = env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		return err
	}
	os.Exit(cmd.ProcessState.ExitCode())
	return nil
}
