// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bugs of function literals that the compiler makes or rewrites.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestDeferredInlined: a deferred call with arguments, of a function that is inlined,
// was an internal compiler error: "bad declaration".
func TestDeferredInlined(t *testing.T) {
	check.Both(t, addLater, dAddLater, rAddLater, 3.0, new(float64))
	check.Both(t, addLater, dAddLater, rAddLater, 120.0, new(float64))
}

func addTo(p *float64, v float64) { *p += v }

//go:autodiff dAddLater Forward
//go:autodiff rAddLater Reverse
func addLater(x float64, p *float64) float64 {
	defer addTo(p, x*x)
	if x > 100 {
		defer addTo(p, x)
	}
	return x * *p
}

// TestCalledLiteral: a function literal that is called where it stands gets what it
// captures as parameters, and was then taken for a function with such parameters.
func TestCalledLiteral(t *testing.T) {
	square := func(p *float64) float64 { return *p * *p }
	if y, dy := dCallsWith(square, 1.5, 1); y != 9 || dy != 12 {
		t.Errorf("forward: %v, %v", y, dy)
	}
	if y, dx := rCallsWith(square, 1.5, 1); y != 9 || dx != 12 {
		t.Errorf("reverse: %v, %v", y, dx)
	}
	if calledLiteral() != 2 {
		t.Error("calledLiteral")
	}
}

//go:autodiff dCallsWith Forward Const Dual Dual
//go:autodiff rCallsWith Reverse Const Active Active
func callsWith(f func(*float64) float64, x float64) float64 {
	y := 2 * x
	return f(&y)
}

func calledLiteral() float64 {
	x := 1.0
	p := &x
	return func() float64 {
		q := p
		c := make(chan float64)
		go func() {
			r := q
			c <- *r + 1
		}()
		return <-c
	}()
}

// TestSameLiterals: two go statements with arguments, of a function that is inlined
// twice, became function literals of one name, which was an internal compiler error.
func TestSameLiterals(t *testing.T) {
	check.Reverse(t, twoSenders, rTwoSenders, 1.5, 2.0)
}

func sendOn(n int, to chan int) { to <- n }

func sender(n int) chan int {
	to := make(chan int, 1)
	go sendOn(n, to)
	return to
}

//go:autodiff rTwoSenders Reverse
func twoSenders(x, y float64) float64 {
	return x*float64(<-sender(2)) + x*y*float64(<-sender(3))
}
