// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package failures has functions that fail: that return errors with floats in them, look
// for such errors, and panic and recover.
package failures

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

// A rangeError holds what it complains about.
type rangeError struct {
	at, limit float64
	code      int
	cause     error
}

func (e *rangeError) Error() string   { return fmt.Sprintf("%d", e.code) }
func (e *rangeError) Unwrap() error   { return e.cause }
func (e *rangeError) excess() float64 { return e.at - e.limit }

// A tooLarge is an error by value.
type tooLarge float64

func (e tooLarge) Error() string { return "too large" }

//go:noinline
func attempt(x float64) (float64, error) {
	switch {
	case x > 2:
		return x, tooLarge(x * x)
	case x > 1:
		return x * x, fmt.Errorf("attempt: %w", &rangeError{at: x * x, limit: 1, code: 3})
	case x < -1:
		return x, &rangeError{at: x, limit: -1, code: 4, cause: tooLarge(x)}
	}
	return math.Sin(x), nil
}

//go:autodiff dEarly Forward
//go:autodiff rEarly Reverse
func early(x float64) (float64, error) {
	y, err := attempt(x)
	var e *rangeError
	if errors.As(err, &e) {
		return 0, err
	}
	return y * x, nil
}

//go:autodiff dEarlyType Forward
//go:autodiff rEarlyType Reverse
func earlyType(x float64) (float64, error) {
	y, err := attempt(x)
	if e, ok := errors.AsType[*rangeError](err); ok {
		return 0, fmt.Errorf("early: %w", e)
	}
	if _, ok := errors.AsType[tooLarge](err); ok {
		return y * y, err
	}
	return y * x, nil
}

//go:autodiff dReturned Forward
//go:autodiff rReturned Reverse
func returned(x float64) (y float64, err error) {
	y, err = attempt(x)
	var e *rangeError
	var l tooLarge
	switch {
	case errors.As(err, &e):
		return y * 3, e
	case errors.As(err, &l):
		return y * 5, l
	}
	return y * x, nil
}

// report has the floats of an error in a text, in a comparison and in an integer.
//
//go:autodiff dReport Forward
//go:autodiff rReport Reverse
func report(x float64) (float64, string) {
	y, err := attempt(x)
	var b strings.Builder
	var e *rangeError
	if errors.As(err, &e) {
		fmt.Fprintf(&b, "%g of %g, %v", e.at, e.limit, e)
		if e.at-e.limit > 1.5 || e.excess() < -2 {
			y *= 2
		}
		return y * float64(int(10*e.limit)+e.code), b.String()
	}
	return y, b.String()
}

//go:autodiff dSwitched Forward
//go:autodiff rSwitched Reverse
func switched(x float64) float64 {
	y, err := attempt(x)
	switch e := err.(type) {
	case nil:
		return y
	case tooLarge:
		if e > 9 {
			return y * y
		}
		return y * x * x
	case *rangeError:
		if e.cause != nil && math.Abs(e.at) > 1.2 {
			return 7 * y
		}
	}
	return 2 * y
}

// retried looks for errors in a loop, into one variable.
//
//go:autodiff dRetried Forward
//go:autodiff rRetried Reverse
func retried(xs []float64) (sum float64, err error) {
	var e *rangeError
	for _, x := range xs {
		y, err := attempt(x)
		if errors.As(err, &e) {
			if e.code == 4 {
				continue
			}
			return sum, &rangeError{at: e.at, code: 5, cause: e}
		}
		sum += y * y
	}
	return sum, nil
}

//go:noinline
func codeOf(err error) int {
	var e *rangeError
	if errors.As(err, &e) && e.at > 1 {
		return e.code
	}
	return 1
}

//go:autodiff dCoded Forward
//go:autodiff rCoded Reverse
func coded(x float64) float64 {
	y, err := attempt(x)
	return y * float64(codeOf(err))
}

func TestErrors(t *testing.T) {
	for _, x := range []float64{0.5, 1.3, 1.8, 2.5, -0.3, -1.1, -1.5, -4} {
		check.Both(t, early, dEarly, rEarly, x)
		check.Both(t, earlyType, dEarlyType, rEarlyType, x)
		check.Both(t, returned, dReturned, rReturned, x)
		check.Both(t, report, dReport, rReport, x)
		check.Both(t, switched, dSwitched, rSwitched, x)
		check.Both(t, coded, dCoded, rCoded, x)
		check.Both(t, retried, dRetried, rRetried, []float64{0.3, x, 0.7})
	}
}
