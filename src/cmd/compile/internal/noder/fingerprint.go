// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The fingerprint of export data with fat bodies.
//
// A package's object file holds the fingerprint of every package that it
// imports, so that the linker sees whether it was compiled against the one
// that it is linked with. A fingerprint of everything in the export data would
// change with every private function, and with it the object files of the
// importers, of their importers, and so on: one edit would rebuild all that is
// above it. So fat bodies are written last, and the fingerprint is the one
// of what was there before. What is read from fat bodies is up to date because
// the go command rebuilds a package with a directive when anything below it
// changes.
//
//	thin export data │ fat bodies, what only they refer to │ fingerprint
//	└──────────── is hashed to ────────────────────────────────────┘

package noder

import (
	"bytes"
	"io"

	"cmd/compile/internal/ir"
)

// fatBodies are the functions whose bodies wait for the thin export data to
// be complete.
var fatBodies struct {
	waiting []*ir.Name
	writing bool // thin export data is complete
}

// writeFatBodies writes the bodies that keepBody held back, and returns the
// fingerprint of the export data without them.
func (l *linker) writeFatBodies() (thin [8]byte) {
	fatBodies.writing = true
	if len(fatBodies.waiting) == 0 {
		return thin
	}
	thin = l.pw.DumpTo(io.Discard)
	for _, fn := range fatBodies.waiting {
		l.exportBody(fn, true)
	}
	return thin
}

// dump writes the export data to out, with the fingerprint thin
// if there are fat bodies in it, and returns its fingerprint.
func (l *linker) dump(out io.Writer, thin [8]byte) [8]byte {
	if len(fatBodies.waiting) == 0 {
		return l.pw.DumpTo(out)
	}
	var buf bytes.Buffer
	own := l.pw.DumpTo(&buf)
	data := bytes.TrimSuffix(buf.Bytes(), own[:])
	for _, part := range [][]byte{data, thin[:]} {
		_, err := out.Write(part)
		assert(err == nil)
	}
	return thin
}
