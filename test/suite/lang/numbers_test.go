// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Numbers: integers, bits, complex numbers, float32, and the edges.

package lang

import (
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"math/big"
	"math/cmplx"
	"math/rand"
	"os"
	"strconv"
	"strings"
)

//go:autodiff dThroughInt Forward
//go:autodiff rThroughInt Reverse
func throughInt(x, y float64) float64 {
	n := int(x * 10)
	return y*float64(n) + float64(int8(y)) + float64(uint64(math.Abs(x)))
}

//go:autodiff dFloat32s Forward
//go:autodiff rFloat32s Reverse
func float32s(x, y float32) float32 {
	z := x*y + 2
	w := float64(z) * float64(x)
	return float32(w)*z - float32(math.Sqrt(float64(y*y)))
}

//go:autodiff dFma Forward
//go:autodiff rFma Reverse
func fma(x, y, z float64) float64 { return math.FMA(x, y, z) * x }

//go:autodiff dBitTests Forward
//go:autodiff rBitTests Reverse
func bitTests(x float64) float64 {
	if math.Signbit(x) || math.IsNaN(x) || math.IsInf(x, 0) {
		return -x
	}
	f, e := math.Frexp(x)
	return math.Ldexp(f, e+1) * math.Copysign(x, -1) * math.Float64frombits(math.Float64bits(3))
}

func bitsInactive(x float64, h map[uint64]int) float64 {
	h[math.Float64bits(x)]++
	return x * x
}

//go:autodiff dComplexOps Forward
//go:autodiff rComplexOps Reverse
func complexOps(z, w complex128) complex128 {
	return z*w + z/w - 3i*z + complex(real(w), imag(z))
}

//go:autodiff dComplex64s Forward
//go:autodiff rComplex64s Reverse
func complex64s(z, w complex64) complex64 {
	s := complex64(0)
	for range 3 {
		s = s*z + w
	}
	return s / (w + 3)
}

//go:autodiff dComplexSlice Forward
//go:autodiff rComplexSlice Reverse
func complexSlice(z []complex128, x float64) complex128 {
	s := complex(x, 0)
	for i := range z {
		z[i] *= s
		s += z[i] * z[i]
	}
	return s
}

//go:autodiff dComplexConvert Forward
//go:autodiff rComplexConvert Reverse
func complexConvert(z complex64) complex128 { return complex128(z) * complex128(z) }

//go:autodiff dComplexAbs Forward
//go:autodiff rComplexAbs Reverse
func complexAbs(z complex128) float64 { return cmplx.Abs(z) * cmplx.Phase(z) }

//go:autodiff dComplexExp Forward
//go:autodiff rComplexExp Reverse
func complexExp(z complex128) complex128 { return cmplx.Exp(z) }

//go:autodiff dComplexLog Forward
//go:autodiff rComplexLog Reverse
func complexLog(z complex128) complex128 { return cmplx.Log(z) + cmplx.Log10(z) }

//go:autodiff dComplexSqrt Forward
//go:autodiff rComplexSqrt Reverse
func complexSqrt(z complex128) complex128 { return cmplx.Sqrt(z) }

//go:autodiff dComplexPow Forward
//go:autodiff rComplexPow Reverse
func complexPow(z, w complex128) complex128 { return cmplx.Pow(z, w) }

//go:autodiff dComplexSin Forward
//go:autodiff rComplexSin Reverse
func complexSin(z complex128) complex128 { return cmplx.Sin(z) }

//go:autodiff dComplexCos Forward
//go:autodiff rComplexCos Reverse
func complexCos(z complex128) complex128 { return cmplx.Cos(z) }

//go:autodiff dComplexTan Forward
//go:autodiff rComplexTan Reverse
func complexTan(z complex128) complex128 { return cmplx.Tan(z) }

//go:autodiff dComplexCot Forward
//go:autodiff rComplexCot Reverse
func complexCot(z complex128) complex128 { return cmplx.Cot(z) }

//go:autodiff dComplexSinh Forward
//go:autodiff rComplexSinh Reverse
func complexSinh(z complex128) complex128 { return cmplx.Sinh(z) }

//go:autodiff dComplexCosh Forward
//go:autodiff rComplexCosh Reverse
func complexCosh(z complex128) complex128 { return cmplx.Cosh(z) }

//go:autodiff dComplexTanh Forward
//go:autodiff rComplexTanh Reverse
func complexTanh(z complex128) complex128 { return cmplx.Tanh(z) }

//go:autodiff dComplexAsin Forward
//go:autodiff rComplexAsin Reverse
func complexAsin(z complex128) complex128 { return cmplx.Asin(z) }

//go:autodiff dComplexAcos Forward
//go:autodiff rComplexAcos Reverse
func complexAcos(z complex128) complex128 { return cmplx.Acos(z) }

//go:autodiff dComplexAtan Forward
//go:autodiff rComplexAtan Reverse
func complexAtan(z complex128) complex128 { return cmplx.Atan(z) }

//go:autodiff dComplexAsinh Forward
//go:autodiff rComplexAsinh Reverse
func complexAsinh(z complex128) complex128 { return cmplx.Asinh(z) }

//go:autodiff dComplexAcosh Forward
//go:autodiff rComplexAcosh Reverse
func complexAcosh(z complex128) complex128 { return cmplx.Acosh(z) }

//go:autodiff dComplexAtanh Forward
//go:autodiff rComplexAtanh Reverse
func complexAtanh(z complex128) complex128 { return cmplx.Atanh(z) }

//go:autodiff dComplexPolar Forward
//go:autodiff rComplexPolar Reverse
func complexPolar(z complex128) complex128 {
	r, t := cmplx.Polar(z)
	return cmplx.Rect(r*r, t) * cmplx.Conj(z)
}

//go:autodiff dComplexEqual Forward
//go:autodiff rComplexEqual Reverse
func complexEqual(z, w complex128) complex128 {
	if z == w || cmplx.IsNaN(z) || cmplx.IsInf(w) {
		return z
	}
	return w * z
}

//go:autodiff dPrinting Forward
//go:autodiff rPrinting Reverse
func printing(x float64) float64 {
	fmt.Fprintln(io.Discard, x, &x, []float64{x})
	fmt.Fprintf(io.Discard, "%v %g\n", x, pair{x, x})
	log.New(io.Discard, "", 0).Printf("x = %v", x*x)
	s := fmt.Sprint(x) + fmt.Sprintf("%g", x) + strconv.FormatFloat(x, 'g', -1, 64)
	if len(s) > 1000 {
		fmt.Println(x)
		fmt.Fprintln(os.Stderr, x)
		println(x)
		print(x)
	}
	return x * x
}

//go:autodiff dBuilding Forward
//go:autodiff rBuilding Reverse
func building(x float64) float64 {
	var b strings.Builder
	b.WriteString("x = ")
	fmt.Fprintf(&b, "%v", x)
	b.WriteByte('!')
	if b.Len() == 0 || b.String() == "" {
		return 0
	}
	return x * x
}

//go:autodiff dErroring Forward
//go:autodiff rErroring Reverse
func erroring(x float64) (float64, error) {
	err := fmt.Errorf("x is %v", x)
	if err2 := errors.Join(err, errNegative); err2 == nil {
		err = nil
	}
	return x * x, err
}

type rangeError struct{ x string }

func (e *rangeError) Error() string { return fmt.Sprint("out of range: ", e.x) }

//go:autodiff dCustomError Forward
//go:autodiff rCustomError Reverse
func customError(x float64) (float64, error) {
	y, err := mayFail(x)
	var re *rangeError
	if errors.As(err, &re) {
		return x, err
	}
	return y * x, nil
}

//go:noinline
func mayFail(x float64) (float64, error) {
	if x < 0 {
		return 0, &rangeError{fmt.Sprint(x)}
	}
	return x * x, nil
}

//go:autodiff dRandom Forward
//go:autodiff rRandom Reverse
func random(x float64) float64 {
	r := rand.New(rand.NewSource(1))
	return x * r.Float64() * (1 + x*r.NormFloat64())
}

//go:autodiff dParsing Forward
//go:autodiff rParsing Reverse
func parsing(x float64, s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return x
	}
	return x * x * v
}

//go:autodiff dBigs Forward
//go:autodiff rBigs Reverse
func bigs(x float64) float64 {
	n := new(big.Int).Exp(big.NewInt(3), big.NewInt(4), nil)
	return x * x * float64(n.Int64())
}

//go:autodiff dStringOps Forward
//go:autodiff rStringOps Reverse
func stringOps(x float64, s string) float64 {
	t := strings.ToUpper(s) + string([]byte{65}) + strings.Repeat("a", 3)
	b := []byte(t)
	return x * x * float64(len(b)+strings.Index(t, "A"))
}

//go:autodiff dConsts Forward
//go:autodiff rConsts Reverse
func consts(x float64) float64 {
	const big = 1 << 100
	const (
		a = iota + 0.5
		b
	)
	return x * big / (1 << 99) * a * b * 'a'
}

//go:autodiff dShifts Forward
//go:autodiff rShifts Reverse
func shifts(x float64, n uint) float64 {
	m := 1<<n | 3&^1 ^ 2
	return x * x * float64(m%7) / float64(m/3)
}

//go:autodiff dAssignOps Forward
//go:autodiff rAssignOps Reverse
func assignOps(x, y float64) float64 {
	x += y
	x *= y
	x -= 1
	x /= y
	x++
	y--
	x, y = y, x
	_ = x
	return x*x + -y + +x
}
