// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Errors as a person wants to read them: the step, what is wrong, what to do.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// explain adds to an error of a step its name, and a hint where one helps.
func explain(step string, err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "no space left on device"):
		return fmt.Errorf("%s: no disk space: %w", step, err)
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s: a read-only folder: %w; the repository has to be writable", step, err)
	}
	return fmt.Errorf("%s: %w", step, err)
}

// withText adds the output of a command to its error.
func withText(err error, text []byte) error {
	return fmt.Errorf("%w\n%s", err, bytes.TrimSpace(text))
}

// withTail adds the last lines of a log to an error.
func withTail(err error, log string) error {
	data, readErr := os.ReadFile(log)
	if readErr != nil {
		return err
	}
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	return withText(err, bytes.Join(lines[max(0, len(lines)-30):], []byte("\n")))
}
