// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The heap while derivatives are compiled. One at a time means garbage all the time, among
// much that stays until the end, the syntax of the package and the code of what is
// done: with GOGC=100 collections are a quarter of the compiler's time. So the heap may grow
// by a fixed amount before it is collected, if that is more than what is live:
//
//	live 80 MB: collected at 336 MB, not at 160 MB

package gc

import (
	"os"
	"runtime/debug"
	"runtime/metrics"

	"cmd/compile/internal/base"
)

// heapRoom is what the heap may grow by, in bytes.
const heapRoom = 256 << 20

// A heapRule sets GOGC anew whenever there has been a collection.
type heapRule struct {
	sample []metrics.Sample
	cycles uint64 // at which GOGC was set
}

// newHeapRule returns nil where the user has said how large the heap may become, or wants
// nothing to happen at the same time.
func newHeapRule() *heapRule {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" || base.Flag.LowerC == 1 {
		return nil
	}
	return &heapRule{sample: []metrics.Sample{{Name: "/gc/cycles/total:gc-cycles"}, {Name: "/gc/heap/live:bytes"}}}
}

// apply is called before each derivative.
func (r *heapRule) apply() {
	if r == nil {
		return
	}
	metrics.Read(r.sample)
	if r.sample[0].Value.Kind() != metrics.KindUint64 || r.sample[1].Value.Kind() != metrics.KindUint64 {
		return // slower, that is all
	}
	cycles, live := r.sample[0].Value.Uint64(), r.sample[1].Value.Uint64()
	if cycles == r.cycles || live == 0 {
		return
	}
	r.cycles = cycles
	debug.SetGCPercent(int(max(100, 100*heapRoom/live)))
}
