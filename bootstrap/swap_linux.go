// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"errors"
	"runtime"
	"syscall"
	"unsafe"
)

// renameat2 is the number of the system call on the architecture.
var renameat2 = map[string]uintptr{
	"386": 353, "amd64": 316, "arm": 382, "arm64": 276, "loong64": 276,
	"ppc64": 357, "ppc64le": 357, "riscv64": 276, "s390x": 347,
}[runtime.GOARCH]

// exchange exchanges two directories atomically.
func exchange(a, b string) error {
	if renameat2 == 0 {
		return errors.ErrUnsupported
	}
	pa, err := syscall.BytePtrFromString(a)
	if err != nil {
		return err
	}
	pb, err := syscall.BytePtrFromString(b)
	if err != nil {
		return err
	}
	const (
		cwd      = -100 // AT_FDCWD
		exchange = 2    // RENAME_EXCHANGE
	)
	fd := cwd
	_, _, errno := syscall.Syscall6(renameat2, uintptr(fd), uintptr(unsafe.Pointer(pa)), uintptr(fd), uintptr(unsafe.Pointer(pb)), exchange, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
