// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package debug tells what derivatives do while they run.
package debug

import _ "unsafe" // for linkname

// TapeBytes returns how many bytes derivatives in reverse mode have kept for the way
// back, on tapes and in what calls hand from one sweep to the other, since the
// program began. A tape counts when its derivative has ended. So the difference that
// one call makes is what the call kept, with all that it called, when it turned
// around:
//
//	before := debug.TapeBytes()
//	gradLoss(w, dw, x, 1)
//	fmt.Println(debug.TapeBytes()-before, "bytes of tape")
//
// What a derivative keeps in registers and in its frame does not count. TapeBytes
// stops the program for a moment; derivatives are no slower for it.
func TapeBytes() uint64 { return tapeBytes() }

//go:linkname tapeBytes
func tapeBytes() uint64 // in package runtime
