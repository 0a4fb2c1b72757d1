// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for sync. A pool may lose at any time what it was given: this one does at
// once, so that what it hands out is new, and so is its shadow.

package kernels

import (
	"sync"
	_ "unsafe" // for go:linkname
)

//go:autodiffbody sync.(*Pool).Get
func SyncPoolGet(p *sync.Pool) any {
	if p.New == nil {
		return nil
	}
	if x := made(p.New); x != nil {
		return x
	}
	return p.New()
}

// made returns what f makes, if f is a function of which there is no derivative: one of a
// package without directives, which knows nothing active. The shadow is another one, with
// zeros for its floats.
//
//go:linkname made runtime.autodiffMade
func made(f func() any) any

//go:autodiffbody sync.(*Pool).Put
func SyncPoolPut(p *sync.Pool, x any) {}

// SyncWaitGroupGo does not recover what f panics with, which would be fatal all the same.
//
//go:autodiffbody sync.(*WaitGroup).Go
func SyncWaitGroupGo(wg *sync.WaitGroup, f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		f()
	}()
}
