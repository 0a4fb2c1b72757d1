// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

#include "textflag.h"

// func half(x float64) float64
TEXT ·half(SB), NOSPLIT, $0-16
	MOVSD x+0(FP), X0
	MOVSD $0.5, X1
	MULSD X1, X0
	MOVSD X0, ret+8(FP)
	RET

// func twice(x float64) float64
TEXT ·twice(SB), NOSPLIT, $0-16
	MOVSD x+0(FP), X0
	ADDSD X0, X0
	MOVSD X0, ret+8(FP)
	RET

// func thrice(x float64) float64
TEXT ·thrice(SB), NOSPLIT, $0-16
	MOVSD x+0(FP), X0
	MOVSD $3.0, X1
	MULSD X1, X0
	MOVSD X0, ret+8(FP)
	RET
