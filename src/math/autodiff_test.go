// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package math_test

import (
	. "math"
	"testing"
)

// The reference values were computed with 40 digits and rounded.

var digammaTests = []struct{ x, want float64 }{
	{1e-300, -9.999999999999999e+299},
	{1e-20, -1e+20},
	{0.001, -1000.5755719318103},
	{0.3, -3.502524222200133},
	{0.999, -0.5788618021086455},
	{1.0, -0.5772156649015329},
	{1.25, -0.22745353337626542},
	{1.4616321449683622, -9.241265521729427e-17},
	{1.4616321449683625, 1.2245374622004068e-16},
	{1.5, 0.03648997397857652},
	{2.0, 0.42278433509846713},
	{2.7, 0.7967831689911411},
	{3.5, 1.103156640645243},
	{5.0, 1.5061176684318005},
	{7.25, 1.910453526883736},
	{9.999, 2.2516474172057355},
	{10.0, 2.251752589066721},
	{10.5, 2.3030010342976865},
	{33.3, 3.490467238520243},
	{100000.0, 11.512920464961896},
	{1000000000000000.0, 34.538776394910684},
	{1e+300, 690.7755278982137},
	{-1e-20, 1e+20},
	{-0.1, 9.245073050052948},
	{-0.5, 0.03648997397857652},
	{-0.75, -2.894120200042932},
	{-1.5, 0.7031566406452432},
	{-2.25, 4.158583564657972},
	{-9.9, -7.32663757284758},
	{-33.3, 5.802997937052514},
	{-1000.25, 10.050097693066705},
	{-1000000000000000.5, 34.538776394910684},
}

var gaussTests = []struct{ x, want float64 }{
	{0.0, 1.0},
	{0.1, 0.9900498337491681},
	{-0.7, 0.6126263941844161},
	{1.3, 0.18451952399298924},
	{2.9, 0.00022262985691888913},
	{-4.4, 3.90893843426485e-09},
	{6.1, 6.916753975541478e-17},
	{9.7, 1.3716149109493725e-41},
	{15.3, 2.1677277202347164e-102},
	{-20.9, 1.9761839139753552e-190},
	{25.5, 3.9811921806329143e-283},
	{26.6, 5.135661424357819e-308},
}

var j1Tests = []struct{ x, want float64 }{
	{1e-100, 0.5},
	{1e-05, 0.49999999998125},
	{0.3, 0.48323019229461606},
	{1.0, 0.32514710081303305},
	{2.5, -0.2472214174539076},
	{-3.5, -0.41937846209078544},
	{7.0, 0.30074824530274785},
	{11.1, -0.13553151275324002},
	{20.0, 0.16368300813179065},
	{50.5, 0.09666965147883563},
	{100.0, 0.020757303824364245},
}

var y1Tests = []struct{ x, want float64 }{
	{1e-100, 6.366197723675813e+199},
	{1e-05, 6366197720.133388},
	{0.3, 6.836410216823912},
	{1.0, 0.8694697855159657},
	{2.5, 0.43970310442851757},
	{3.5, 0.0718252530958231},
	{7.0, 0.01728843275053143},
	{11.1, -0.1973061419103691},
	{20.0, 0.0709161775275099},
	{50.5, -0.05710249182714601},
	{100.0, -0.07704059024505555},
}

var besselTests = []struct {
	n         int
	x, jn, yn float64
}{
	{0, 0.5, -0.2422684576748739, 1.471472392670243},
	{2, 0.5, 0.11985236384014332, 20.29401095602682},
	{3, 4.2, 0.0002530749833546063, 0.3488716218682427},
	{-3, 4.2, -0.0002530749833546063, -0.3488716218682427},
	{5, 2.1, 0.019432545676861063, 16.702794072787775},
	{-4, 9.3, 0.0039310136235439115, -0.24973514521603923},
	{10, 12.5, -0.06681426731751999, 0.1672788934075243},
	{1, 30.1, -0.06990294432662855, -0.1275180127582975},
}

var powBaseTests = []struct{ x, p, want float64 }{
	{2.0, 3.0, 12.0},
	{0.5, -1.5, -8.48528137423857},
	{1e-160, 2.0, 2e-160},
	{1e-200, 1.5, 1.5e-100},
	{1e+160, 1.9, 1.8999999999999377e+144},
	{3.0, 1e-20, 3.3333333333333333e-21},
	{1.001, 1000.0, 2714.2097225130806},
	{-2.0, 5.0, 80.0},
	{-3.0, -2.0, 0.07407407407407407},
	{7.0, 0.5, 0.18898223650461363},
}

// closeTo reports whether got is within epsilon of want, relative to want or
// to scale if that is larger.
func closeTo(got, want, epsilon, scale float64) bool {
	return got == want || IsNaN(got) && IsNaN(want) || Abs(got-want) <= epsilon*max(Abs(want), scale)
}

func TestAutodiffDigamma(t *testing.T) {
	for _, tt := range digammaTests {
		scale := 0.0
		if tt.x < 0 {
			scale = 1 // the terms of the reflection cancel near a root
		}
		if got := AutodiffDigamma(tt.x); !closeTo(got, tt.want, 2e-15, scale) {
			t.Errorf("ψ(%v) = %v, want %v", tt.x, got, tt.want)
		}
	}
	for _, tt := range []struct{ x, want float64 }{
		{0, Inf(-1)},
		{Copysign(0, -1), Inf(1)},
		{-1, NaN()},
		{-1e300, NaN()},
		{Inf(1), Inf(1)},
		{Inf(-1), NaN()},
		{NaN(), NaN()},
	} {
		if got := AutodiffDigamma(tt.x); !closeTo(got, tt.want, 0, 0) {
			t.Errorf("ψ(%v) = %v, want %v", tt.x, got, tt.want)
		}
	}
}

// TestAutodiffDigammaRecurrence compares ψ(x+1) - ψ(x) with 1/x across the
// intervals on which it is computed differently.
func TestAutodiffDigammaRecurrence(t *testing.T) {
	for x := 0.01; x < 30; x += 0.0137 {
		if got := AutodiffDigamma(x+1) - AutodiffDigamma(x); !closeTo(got, 1/x, 2e-15, 4) {
			t.Errorf("ψ(%v+1) - ψ(%v) = %v, want %v", x, x, got, 1/x)
		}
	}
}

func TestAutodiffGauss(t *testing.T) {
	for _, tt := range gaussTests {
		if got := AutodiffGauss(tt.x); !closeTo(got, tt.want, 5e-16, 0) {
			t.Errorf("exp(-%v²) = %v, want %v", tt.x, got, tt.want)
		}
	}
	for _, x := range []float64{28, -1e200, Inf(1), Inf(-1)} {
		if got := AutodiffGauss(x); got != 0 {
			t.Errorf("exp(-%v²) = %v", x, got)
		}
	}
	if got := AutodiffGauss(NaN()); !IsNaN(got) {
		t.Errorf("exp(-NaN²) = %v", got)
	}
}

func TestAutodiffPow(t *testing.T) {
	for _, tt := range powBaseTests {
		// The error of Pow itself grows with the size of the exponent.
		if got := AutodiffPowBase(tt.x, tt.p, Pow(tt.x, tt.p)); !closeTo(got, tt.want, 5e-14, 0) {
			t.Errorf("∂/∂x %v**%v = %v, want %v", tt.x, tt.p, got, tt.want)
		}
	}
	if got := AutodiffPowExponent(2, 3, 8); !closeTo(got, 8*Ln2, 1e-15, 0) {
		t.Errorf("∂/∂p 2**3 = %v", got)
	}
}

func TestAutodiffExpm1(t *testing.T) {
	for _, x := range []float64{-50, -1, -0.5, -1e-10, 0, 0.3, 5, 700} {
		if got := AutodiffExpm1(x, Expm1(x)); !closeTo(got, Exp(x), 5e-16, 0) {
			t.Errorf("∂ expm1(%v) = %v, want %v", x, got, Exp(x))
		}
	}
}

func TestAutodiffBessel(t *testing.T) {
	for _, tt := range j1Tests {
		if got := AutodiffJ1(tt.x, J1(tt.x)); !closeTo(got, tt.want, 1e-15, 0.3) {
			t.Errorf("J1'(%v) = %v, want %v", tt.x, got, tt.want)
		}
	}
	for _, tt := range y1Tests {
		if got := AutodiffY1(tt.x, Y1(tt.x)); !closeTo(got, tt.want, 2e-15, 0.3) {
			t.Errorf("Y1'(%v) = %v, want %v", tt.x, got, tt.want)
		}
	}
	for _, tt := range besselTests {
		if got := AutodiffJn(tt.n, tt.x); !closeTo(got, tt.jn, 2e-15, 0.3) {
			t.Errorf("Jn'(%d, %v) = %v, want %v", tt.n, tt.x, got, tt.jn)
		}
		if got := AutodiffYn(tt.n, tt.x, Yn(tt.n, tt.x)); !closeTo(got, tt.yn, 4e-15, 0.3) {
			t.Errorf("Yn'(%d, %v) = %v, want %v", tt.n, tt.x, got, tt.yn)
		}
	}
}

var polygammaTests = []struct {
	n       int
	x, want float64
}{
	{1, 0.001, 1000001.6425331958},
	{1, 0.3, 12.245364546107732},
	{1, 1.0, 1.6449340668482264},
	{1, 1.5, 0.9348022005446793},
	{1, 2.7, 0.4472120689183236},
	{1, 9.999, 0.10517738667672887},
	{1, 33.3, 0.030485444095338887},
	{1, 100000.0, 1.0000050000166667e-05},
	{1, -0.1, 101.92253995947719},
	{1, -0.5, 8.934802200544679},
	{1, -1.5, 9.379246644989124},
	{1, -2.25, 19.37941051186914},
	{1, -33.3, 15.049830061410802},
	{1, -1e-20, 1.0000000000000002e+40},
	{2, 0.001, -2000000002.3976321},
	{2, 0.3, -75.27253658872604},
	{2, 1.0, -2.4041138063191885},
	{2, 1.5, -0.82879664423432},
	{2, 2.7, -0.19700583557913573},
	{2, 9.999, -0.011052155237122937},
	{2, 33.3, -0.0009292903678115173},
	{2, 100000.0, -1.00001000005e-10},
	{2, -0.1, 1996.798202956205},
	{2, -0.5, -0.82879664423432},
	{2, -1.5, -0.2362040516417274},
	{2, -2.25, 123.89694977406016},
	{2, -33.3, 68.83666858649403},
	{2, -1e-20, 2.0000000000000003e+60},
	{3, 0.001, 6000000000006.469},
	{3, 0.3, 743.1417646550498},
	{3, 1.0, 6.493939402266829},
	{3, 1.5, 1.4090910340024372},
	{3, 2.7, 0.17117980334609884},
	{3, 9.999, 0.0023206313884573805},
	{3, 33.3, 5.6650890622924356e-05},
	{3, 100000.0, 2.0000300002e-15},
	{3, -0.1, 60009.739014093764},
	{3, -0.5, 193.40909103400244},
	{3, -1.5, 194.59427621918763},
	{3, -2.25, 1558.4550231887144},
	{3, -33.3, 769.0208625621032},
	{3, -1e-20, 6.000000000000001e+80},
	{6, 0.001, -7.199999999999998e+23},
	{6, 0.3, -3292298.1329083703},
	{6, 1.0, -726.0114797149845},
	{6, 1.5, -43.457923803023284},
	{6, 2.7, -0.7840733245430229},
	{6, 9.999, -0.00016025141896827417},
	{6, 33.3, -9.621273205994734e-08},
	{6, 100000.0, -1.20003600042e-28},
	{6, -0.1, 7199998486.118967},
	{6, -0.5, -43.457923803023284},
	{6, -1.5, -1.318006107550035},
	{6, -2.25, 11791224.534791825},
	{6, -33.3, 3283537.089465429},
}

func TestAutodiffPolygamma(t *testing.T) {
	for _, test := range polygammaTests {
		if got := AutodiffPolygamma(test.n, test.x); Abs(got-test.want) > 1e-13*Abs(test.want) {
			t.Errorf("autodiffPolygamma(%d, %v) = %v, want %v", test.n, test.x, got, test.want)
		}
	}
	for _, test := range []struct {
		n       int
		x, want float64
	}{{1, 0, Inf(1)}, {1, -3, Inf(1)}, {2, 0, NaN()}, {1, Inf(1), 0}, {1, Inf(-1), NaN()}, {1, NaN(), NaN()}} {
		if got := AutodiffPolygamma(test.n, test.x); got != test.want && (got == got || test.want == test.want) {
			t.Errorf("autodiffPolygamma(%d, %v) = %v, want %v", test.n, test.x, got, test.want)
		}
	}
}
