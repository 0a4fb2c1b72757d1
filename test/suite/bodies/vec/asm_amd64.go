// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package vec

func half(x float64) float64

func twice(x float64) float64

func thrice(x float64) float64
