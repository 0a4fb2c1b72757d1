// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Instances in reverse mode.

package autodiff

import (
	"cmd/compile/internal/ssa"
)

type split struct{}

func (s *split) keep(v, end *ssa.Value) *ssa.Value { return end }

type splitCall struct{}

func (r *reverse) augmentInstance(v *ssa.Value, p *plan) { r.unsupported(v, "a call") }
func (r *reverse) reverseInstance(v *ssa.Value, p *plan) {}
