// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Programs that use much of the standard library, whether it moves floats about
// or has nothing to do with them.

package standard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"math"
	"math/bits"
	"math/cmplx"
	"math/rand"
	randv2 "math/rand/v2"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"goenzyme/suite/check"
)

// --- sort, slices

//go:autodiff dSortFloats Forward
//go:autodiff rSortFloats Reverse
func sortFloats(x []float64) float64 {
	sort.Float64s(x)
	s := 0.0
	for i, v := range x {
		s = s*0.9 + v*v*float64(i+1)
	}
	return s
}

//go:autodiff dMedian Forward
//go:autodiff rMedian Reverse
func median(x []float64) float64 {
	y := slices.Clone(x)
	slices.Sort(y)
	n := len(y)
	return (y[(n-1)/2] + y[n/2]) / 2
}

//go:autodiff dSliceOps Forward
//go:autodiff rSliceOps Reverse
func sliceOps(x []float64) float64 {
	y := slices.Concat(x, x[1:3])
	slices.Reverse(y)
	y = slices.Insert(y, 2, x[0]*x[1])
	y = slices.Delete(y, 0, 1)
	y = slices.Grow(y, 10)
	y = append(y, slices.Max(x), slices.Min(x))
	s := 1.0
	for i, v := range y {
		s += v * float64(i)
	}
	return s * y[len(y)-1]
}

//go:autodiff dSliceSeqs Forward
//go:autodiff rSliceSeqs Reverse
func sliceSeqs(x []float64) float64 {
	s := 0.0
	for i, v := range slices.Backward(x) {
		s = s*0.5 + v*float64(i)
	}
	for c := range slices.Chunk(x, 2) {
		s *= c[0]
	}
	return s + slices.Max(slices.Collect(slices.Values(x)))
}

//go:autodiff dSearch Forward
//go:autodiff rSearch Reverse
func search(x []float64, y float64) float64 {
	i := sort.Search(len(x), func(i int) bool { return x[i] >= y })
	j, ok := slices.BinarySearch(x, y)
	if ok {
		return x[i]
	}
	k := sort.SearchFloat64s(x, y)
	return x[i-1]*y + x[j]*x[k]
}

// --- maps (inactive)

//go:autodiff dKeyed Forward
//go:autodiff rKeyed Reverse
func keyed(x float64, m map[string]int) float64 {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		x = x*x*0.3 + float64(m[k])
	}
	return x
}

// --- strings, strconv, fmt, errors, log, os

//go:autodiff dCalc Forward
//go:autodiff rCalc Reverse
func calc(x, y float64, prog string) (float64, error) {
	var stack []float64
	for _, w := range strings.Fields(prog) {
		switch w {
		case "x":
			stack = append(stack, x)
		case "y":
			stack = append(stack, y)
		case "+", "-", "*", "/":
			n := len(stack)
			if n < 2 {
				return 0, fmt.Errorf("stack has %d values at %q", n, w)
			}
			a, b := stack[n-2], stack[n-1]
			stack = stack[:n-1]
			switch w {
			case "+":
				stack[n-2] = a + b
			case "-":
				stack[n-2] = a - b
			case "*":
				stack[n-2] = a * b
			case "/":
				stack[n-2] = a / b
			}
		case "sin":
			stack[len(stack)-1] = math.Sin(stack[len(stack)-1])
		default:
			v, err := strconv.ParseFloat(w, 64)
			if err != nil {
				return 0, fmt.Errorf("word %q: %w", w, err)
			}
			stack = append(stack, v)
		}
	}
	if len(stack) != 1 {
		return 0, errors.New("stack is not one value")
	}
	return stack[0], nil
}

//go:autodiff dLogged Forward
//go:autodiff rLogged Reverse
func logged(x []float64) float64 {
	l := log.New(io.Discard, "", 0)
	s := 0.0
	for i, v := range x {
		s += v * v
		l.Printf("%d: %g of %v", i, v, x)
		fmt.Fprintln(io.Discard, "sum", s, x, &s)
		fmt.Fprint(io.Discard, struct{ a []float64 }{x}, [1][]float64{x})
		fmt.Fprintf(io.Discard, "%v %+v", struct {
			i int
			s float64
		}{i, s}, 1)
	}
	return s
}

//go:autodiff dPrinted Forward
//go:autodiff rPrinted Reverse
func printed(x float64) (float64, string) {
	var b strings.Builder
	for i := range 3 {
		x *= x
		b.WriteString(strconv.FormatFloat(x, 'g', 6, 64))
		b.WriteString(fmt.Sprint(i, x))
	}
	return x * x, strings.ToUpper(strings.TrimSpace(b.String()))
}

//go:autodiff dEnviron Forward
//go:autodiff rEnviron Reverse
func environ(x float64) (float64, error) {
	if v := os.Getenv("NO_SUCH_VARIABLE"); v != "" {
		return 0, errors.New(v)
	}
	_, err := os.Stat("/no/such/file")
	if errors.Is(err, os.ErrNotExist) {
		x *= x
	}
	if f, err := strconv.Atoi("12"); err == nil {
		x *= float64(f)
	}
	return x, nil
}

type rangeError struct{ x float64 }

func (e *rangeError) Error() string { return fmt.Sprint("out of range: ", e.x) }

//go:autodiff dChecked Forward
//go:autodiff rChecked Reverse
func checked(x float64) (float64, error) {
	if x < 0 {
		return 0, &rangeError{x}
	}
	return math.Sqrt(x), nil
}

// --- time, context

//go:autodiff dTimed Forward
//go:autodiff rTimed Reverse
func timed(x float64, d time.Duration) float64 {
	start := time.Now()
	x *= d.Seconds()
	if time.Since(start) < 0 {
		x = 0
	}
	t := time.Date(2024, time.March, 1, 0, 0, 0, 0, time.UTC)
	return x*x + float64(t.YearDay())
}

//go:autodiff dContext Forward
//go:autodiff rContext Reverse
func withContext(ctx context.Context, x []float64) (float64, error) {
	s := 0.0
	for _, v := range x {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		s += v * v
	}
	return s, nil
}

// --- math/rand

//go:autodiff dMonte Forward
//go:autodiff rMonte Reverse
func monte(x float64, seed int64) float64 {
	r := rand.New(rand.NewSource(seed))
	s := 0.0
	for range 10 {
		s += math.Exp(x*r.NormFloat64()) * r.Float64()
		if r.Intn(3) == 0 {
			s *= 0.9
		}
	}
	for _, i := range r.Perm(4) {
		s += x * float64(i)
	}
	return s / 10
}

//go:autodiff dMonte2 Forward
//go:autodiff rMonte2 Reverse
func monte2(x float64, seed uint64) float64 {
	r := randv2.New(randv2.NewPCG(seed, 1))
	s := 0.0
	for range 10 {
		s += x * x * r.ExpFloat64() * float64(r.IntN(5))
	}
	return s + 0*rand.Float64() + 0*randv2.Float64()
}

// --- math/bits, bits of integers

//go:autodiff dBits Forward
//go:autodiff rBits Reverse
func bitsOf(x float64, n uint) float64 {
	r := 1.0
	for i := bits.Len(n) - 1; i >= 0; i-- {
		r *= r
		if n>>uint(i)&1 == 1 {
			r *= x
		}
	}
	return r * float64(bits.OnesCount(n)) * math.Float64frombits(math.Float64bits(1.5))
}

//go:autodiff dExact Forward
//go:autodiff rExact Reverse
func exact(x float64) float64 {
	f, e := math.Frexp(x)
	i, g := math.Modf(x * 3.7)
	return math.Ldexp(f*f, e) + i*g + math.Trunc(x) + math.Remainder(x, 0.3)
}

// --- math/cmplx

//go:autodiff dCmplx Forward
//go:autodiff rCmplx Reverse
func complexes(a, b float64) float64 {
	z := complex(a, b)
	w := cmplx.Exp(z)*cmplx.Sqrt(z) + cmplx.Pow(z, 2+1i) + cmplx.Conj(cmplx.Log(z))
	w += cmplx.Sin(z) / cmplx.Cosh(z) * cmplx.Tanh(z)
	r, th := cmplx.Polar(w)
	return cmplx.Abs(w) + r*th + cmplx.Phase(z) + real(cmplx.Rect(a, b)) + real(cmplx.Atan(z)) + real(cmplx.Tan(z)) + real(cmplx.Cot(z)) + imag(cmplx.Asin(z))
}

func TestStd(t *testing.T) {
	check.Both(t, sortFloats, dSortFloats, rSortFloats, check.Vec(9, 0, 1))
	check.Both(t, sortFloats, dSortFloats, rSortFloats, check.Vec(40, 0, 1))
	check.Both(t, median, dMedian, rMedian, check.Vec(31, 0, 1))
	check.Both(t, sliceOps, dSliceOps, rSliceOps, check.Vec(5, 0.5, 1))
	check.Both(t, sliceSeqs, dSliceSeqs, rSliceSeqs, check.Vec(5, 0.5, 1))
	check.Both(t, search, dSearch, rSearch, []float64{1, 2, 3, 5}, 2.5)
	check.Both(t, keyed, dKeyed, rKeyed, 1.5, map[string]int{"a": 1, "b": 2})
	check.Both(t, calc, dCalc, rCalc, check.Range(0.5, 1), check.Range(1, 2), "x y * sin 2.5 x / + y -")
	check.Both(t, calc, dCalc, rCalc, check.Range(0.5, 1), check.Range(1, 2), "x y * +")
	check.Both(t, logged, dLogged, rLogged, check.Vec(5, 0.5, 1))
	check.Both(t, printed, dPrinted, rPrinted, 1.1, check.Fixed())
	check.Both(t, environ, dEnviron, rEnviron, 1.1)
	check.Both(t, checked, dChecked, rChecked, 1.1)
	check.Both(t, checked, dChecked, rChecked, -1.1)
	check.Both(t, timed, dTimed, rTimed, 1.1, 3*time.Second)
	check.Both(t, withContext, dContext, rContext, context.Background(), check.Vec(3, 0, 1))
	check.Both(t, monte, dMonte, rMonte, 1.1, 4)
	check.Both(t, monte2, dMonte2, rMonte2, 1.1, 4)
	check.Both(t, bitsOf, dBits, rBits, 1.1, uint(13))
	check.Both(t, exact, dExact, rExact, check.Range(1.1, 1.2))
	check.Both(t, complexes, dCmplx, rCmplx, check.Range(0.3, 0.8), check.Range(0.2, 0.5))
}
