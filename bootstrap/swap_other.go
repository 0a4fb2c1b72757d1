// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build !linux

package main

import "errors"

// exchange would exchange two directories atomically.
func exchange(a, b string) error { return errors.ErrUnsupported }
