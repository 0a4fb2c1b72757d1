// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import "testing"

func TestForward(t *testing.T) { runCases(t, "forward.txt", (*text).differentiated) }
