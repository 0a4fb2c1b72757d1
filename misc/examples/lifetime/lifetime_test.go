// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"math"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	var sb strings.Builder
	worst, err := report(&sb)
	if err != nil {
		t.Fatal(err)
	}
	if !(worst <= 1e-8) {
		t.Errorf("a derivative is off by %.1e:\n%s", worst, &sb)
	}
}

func TestScore(t *testing.T) {
	for _, failed := range []bool{true, false} {
		_, got := score(2, 0.03, 50, failed)
		want := [2]float64{
			differences(func(a float64) float64 { l, _ := score(a, 0.03, 50, failed); return l }, 2),
			differences(func(b float64) float64 { l, _ := score(2, b, 50, failed); return l }, 0.03),
		}
		for i := range want {
			if math.Abs(got[i]-want[i]) > 1e-6*math.Abs(want[i]) {
				t.Errorf("failed=%v: component %d of the score is %v, differences give %v", failed, i, got[i], want[i])
			}
		}
	}
}
