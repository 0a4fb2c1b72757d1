// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for sync. A pool may lose at any time what it was given: this one does at
// once, so that what it hands out is new, and so is its shadow.

package kernels

import "sync"

//go:autodiffbody sync.(*Pool).Get
func SyncPoolGet(p *sync.Pool) any {
	if p.New == nil {
		return nil
	}
	return p.New()
}

//go:autodiffbody sync.(*Pool).Put
func SyncPoolPut(p *sync.Pool, x any) {}
