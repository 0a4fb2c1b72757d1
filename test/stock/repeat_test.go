// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package stock

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// derivatives has functions with derivatives; # is a number.
const derivatives = `
type model# struct {
	weights [][]float64
	bias    []float64
	name    string
}

//go:noinline
func (m *model#) layer(x []float64) []float64 {
	y := make([]float64, len(m.bias))
	for i, row := range m.weights {
		y[i] = m.bias[i]
		for j, w := range row {
			y[i] += w * x[j]
		}
	}
	return y
}

//go:noinline
func norm#(x, scratch []float64) (s float64, n int) {
	copy(scratch, x)
	for _, v := range scratch {
		s += math.Abs(math.Pow(v, #)) + helper#(v, s)
		n++
	}
	return math.Sqrt(s), n
}

//go:noinline
func helper#(a, b float64) float64 {
	if a > b {
		return math.Sin(a) * b
	}
	return math.Max(a, math.Exp(-b)) + helper#(b, a+1)
}

func loss#(m *model#, x []float64) (float64, int) {
	var scratch [8]float64
	y := append(m.layer(x), x...)
	s, n := norm#(y, scratch[:])
	return s / (1 + helper#(s, #)), n
}

//go:autodiff loss# Forward
func dloss#(m, dm *model#, x, dx []float64) (y, dy float64, n int)

//go:autodiff loss# Forward m=Const x=Dual return=Const
func dinput#(m *model#, x, dx []float64) (y float64, n int)

//go:autodiff dhelper# Forward
func twice#(x float64) float64 { return helper#(x, helper#(x, 2)) }
`

// TestRepeatable compiles a package with many derivatives several times, with
// one and with several compiling goroutines, and compares the objects.
func TestRepeatable(t *testing.T) {
	ours := findRoot(t)
	dir := t.TempDir()
	source := "package ex\n\nimport \"math\"\n"
	for i := range 20 {
		source += strings.ReplaceAll(derivatives, "#", fmt.Sprint(i))
	}
	config := filepath.Join(dir, "importcfg")
	file := filepath.Join(dir, "ex.go")
	imports := ours.run(t, "list", "-export", "-deps", "-f", "{{with .Export}}packagefile {{$.ImportPath}}={{.}}{{end}}", "math")
	for name, text := range map[string]string{file: source, config: imports} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var first []byte
	for i, c := range []string{"-c=1", "-c=1", "-c=4", "-c=4"} {
		object := filepath.Join(dir, fmt.Sprintf("ex%d.a", i))
		ours.run(t, "tool", "compile", "-p=ex", "-trimpath="+dir, "-importcfg="+config, c, "-pack", "-o="+object, file)
		data, err := os.ReadFile(object)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		}
		if !bytes.Equal(data, first) {
			t.Errorf("object %d (%s) is not that of the first time: %d bytes, then %d", i, c, len(first), len(data))
		}
	}
	if !bytes.Contains(first, []byte("helper19-jvp-dd-d")) {
		t.Errorf("the object holds no derivative of helper19")
	}
}
