// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"math"
	"strings"
	"testing"
)

func TestCertified(t *testing.T) {
	for how, method := range methods {
		for _, m := range models {
			t.Run(how+"/"+m.name, func(t *testing.T) {
				var sb strings.Builder
				worst, err := report(&sb, method, []string{m.name})
				if err != nil {
					t.Fatal(err)
				}
				if worst < method.digits {
					t.Errorf("only %.1f digits agree:\n%s", worst, &sb)
				}
			})
		}
	}
}

func TestGradients(t *testing.T) {
	for _, m := range models {
		p, err := load(m)
		if err != nil {
			t.Fatal(err)
		}
		n := len(p.certified)
		for _, x := range p.x {
			g, db := make([]float64, n), make([]float64, n)
			y := p.grad(p.certified, g, x, 0.5)
			if want := p.value(p.certified, x); y != want {
				t.Errorf("%s: the gradient's value at %v is %v, the model's %v", m.name, x, y, want)
			}
			for k := range db {
				db[k] = 1
				_, want := p.deriv(p.certified, db, x)
				db[k] = 0
				if math.Abs(2*g[k]-want) > 1e-13*(math.Abs(want)+1e-3*math.Abs(y/p.certified[k])) {
					t.Errorf("%s: the derivative by b%d at %v is %v in reverse, %v forward", m.name, k+1, x, 2*g[k], want)
				}
			}
		}
	}
}

func TestTangents(t *testing.T) {
	for _, m := range models {
		p, err := load(m)
		if err != nil {
			t.Fatal(err)
		}
		b, db := p.certified, make([]float64, len(p.certified))
		x := p.x[len(p.x)/2]
		for k := range b {
			h := 1e-4 * b[k]
			at := func(f float64) float64 {
				c := append([]float64(nil), b...)
				c[k] += f * h
				return p.value(c, x)
			}
			want := (8*(at(1)-at(-1)) - (at(2) - at(-2))) / (12 * h)
			db[k] = 1
			y, dy := p.deriv(b, db, x)
			db[k] = 0
			if y != p.value(b, x) {
				t.Errorf("%s: the derivative's value is %v, the model's %v", m.name, y, p.value(b, x))
			}
			if math.Abs(dy-want) > 1e-6*math.Max(math.Abs(want), 1e-4*math.Abs(y/b[k])) {
				t.Errorf("%s: the tangent along b%d is %v, differences give %v", m.name, k+1, dy, want)
			}
		}
	}
}

func TestUnknown(t *testing.T) {
	if _, err := report(&strings.Builder{}, methods["lm"], []string{"none"}); err == nil {
		t.Error("no error for an unknown problem")
	}
}
