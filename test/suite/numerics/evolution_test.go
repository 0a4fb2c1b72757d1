// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Numerical programs: root finding, quadrature, differential equations, filters, finance.

package numerics

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// newton solves y³ + a·y = b.
func newton(a, b float64) float64 {
	y := b
	for range 60 {
		step := (y*y*y + a*y - b) / (3*y*y + a)
		y -= step
		if math.Abs(step) < 1e-15*math.Abs(y) {
			break
		}
	}
	return y
}

func bisect(a float64) float64 {
	lo, hi := 0.0, a+1
	for range 8 {
		mid := (lo + hi) / 2
		if mid*mid < a {
			lo = mid
		} else {
			hi = mid
		}
	}
	// One Newton step makes the result smooth.
	return (lo + a/lo) / 2
}

func agm(a, b float64) float64 {
	for math.Abs(a-b) > 1e-14*a {
		a, b = (a+b)/2, math.Sqrt(a*b)
	}
	return a
}

func damped(p []float64, x float64) float64 { return p[0] * math.Exp(-p[1]*x) * math.Sin(p[2]*x) }

func simpson(p []float64, lo, hi float64, n int) float64 {
	h := (hi - lo) / float64(n)
	s := damped(p, lo) + damped(p, hi)
	for i := 1; i < n; i++ {
		w := 4.0
		if i%2 == 0 {
			w = 2
		}
		s += w * damped(p, lo+float64(i)*h)
	}
	return s * h / 3
}

func lotka(t float64, y, p, dy []float64) {
	dy[0] = p[0]*y[0] - p[1]*y[0]*y[1]
	dy[1] = p[2]*y[0]*y[1] - p[3]*y[1]
}

// rk4 integrates predator and prey in place.
func rk4(y, p []float64, h float64, steps int) {
	n := len(y)
	k := make([][]float64, 4)
	for i := range k {
		k[i] = make([]float64, n)
	}
	tmp := make([]float64, n)
	for s := range steps {
		t := float64(s) * h
		lotka(t, y, p, k[0])
		for i := range tmp {
			tmp[i] = y[i] + h/2*k[0][i]
		}
		lotka(t+h/2, tmp, p, k[1])
		for i := range tmp {
			tmp[i] = y[i] + h/2*k[1][i]
		}
		lotka(t+h/2, tmp, p, k[2])
		for i := range tmp {
			tmp[i] = y[i] + h*k[2][i]
		}
		lotka(t+h, tmp, p, k[3])
		for i := range y {
			y[i] += h / 6 * (k[0][i] + 2*k[1][i] + 2*k[2][i] + k[3][i])
		}
	}
}

func implicitEuler(y, lambda, h float64, steps int) float64 {
	for range steps {
		z := y
		for range 12 {
			f := z - y - h*(lambda*z-z*z*z)
			z -= f / (1 - h*(lambda-3*z*z))
		}
		y = z
	}
	return y
}

type particle struct {
	pos, vel, acc [3]float64
	mass          float64
}

// nbody takes leapfrog steps and returns the energy.
func nbody(ps []particle, dt float64, steps int) float64 {
	accelerate(ps)
	for range steps {
		for i := range ps {
			p := &ps[i]
			for k := range p.pos {
				p.vel[k] += dt / 2 * p.acc[k]
				p.pos[k] += dt * p.vel[k]
			}
		}
		accelerate(ps)
		for i := range ps {
			for k := range ps[i].vel {
				ps[i].vel[k] += dt / 2 * ps[i].acc[k]
			}
		}
	}
	e := 0.0
	for i, p := range ps {
		v2 := 0.0
		for _, v := range p.vel {
			v2 += v * v
		}
		e += p.mass * v2 / 2
		for _, q := range ps[:i] {
			e -= p.mass * q.mass / math.Sqrt(dist2(p.pos, q.pos))
		}
	}
	return e
}

func accelerate(ps []particle) {
	for i := range ps {
		ps[i].acc = [3]float64{}
		for j := range ps {
			if i == j {
				continue
			}
			d2 := dist2(ps[i].pos, ps[j].pos)
			f := ps[j].mass / (d2 * math.Sqrt(d2))
			for k := range ps[i].acc {
				ps[i].acc[k] += f * (ps[j].pos[k] - ps[i].pos[k])
			}
		}
	}
}

func dist2(a, b [3]float64) float64 {
	s := 0.01
	for k := range a {
		d := a[k] - b[k]
		s += d * d
	}
	return s
}

func heat(u []float64, alpha float64, steps int) []float64 {
	n := len(u)
	v := append([]float64(nil), u...)
	w := make([]float64, n)
	for range steps {
		for i := range v {
			w[i] = v[i] + alpha*(v[(i+1)%n]-2*v[i]+v[(i+n-1)%n])
		}
		v, w = w, v
	}
	return v
}

func fir(taps, x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range y {
		for k, c := range taps {
			if i >= k {
				y[i] += c * x[i-k]
			}
		}
	}
	return y
}

type biquad struct{ b0, b1, b2, a1, a2, z1, z2 float64 }

func (f *biquad) next(x float64) float64 {
	y := f.b0*x + f.z1
	f.z1 = f.b1*x - f.a1*y + f.z2
	f.z2 = f.b2*x - f.a2*y
	return y
}

func iir(f biquad, x []float64) float64 {
	e := 0.0
	for _, v := range x {
		y := f.next(v)
		e += y * y
	}
	return e
}

func normCDF(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

func blackScholes(s, k, r, sigma, t float64, call bool) float64 {
	d1 := (math.Log(s/k) + (r+sigma*sigma/2)*t) / (sigma * math.Sqrt(t))
	d2 := d1 - sigma*math.Sqrt(t)
	if call {
		return s*normCDF(d1) - k*math.Exp(-r*t)*normCDF(d2)
	}
	return k*math.Exp(-r*t)*normCDF(-d2) - s*normCDF(-d1)
}

// binomial prices an American put on a tree.
func binomial(s, k, r, sigma, t float64, n int) float64 {
	dt := t / float64(n)
	u := math.Exp(sigma * math.Sqrt(dt))
	p := (math.Exp(r*dt) - 1/u) / (u - 1/u)
	v := make([]float64, n+1)
	for i := range v {
		v[i] = max(0, k-s*math.Pow(u, float64(2*i-n)))
	}
	for m := n - 1; m >= 0; m-- {
		for i := 0; i <= m; i++ {
			hold := math.Exp(-r*dt) * (p*v[i+1] + (1-p)*v[i])
			v[i] = math.Max(hold, k-s*math.Pow(u, float64(2*i-m)))
		}
	}
	return v[0]
}

func bond(coupon, yield float64, years int) (price, duration float64) {
	for y := 1; y <= years; y++ {
		d := math.Pow(1+yield, -float64(y))
		price += coupon * d
		duration += float64(y) * coupon * d
	}
	last := 100 * math.Pow(1+yield, -float64(years))
	price += last
	duration = (duration + float64(years)*last) / price
	return
}

func mandel(cr, ci float64, n int) float64 {
	zr, zi := 0.0, 0.0
	for i := range n {
		zr, zi = zr*zr-zi*zi+cr, 2*zr*zi+ci
		if zr*zr+zi*zi > 4 {
			return float64(i) - math.Log2(math.Log(zr*zr+zi*zi))
		}
	}
	return zr*zr + zi*zi
}

func gammaSeries(a, x float64) float64 {
	sum, term := 1/a, 1/a
	for n := 1; n < 500; n++ {
		term *= x / (a + float64(n))
		sum += term
		if math.Abs(term) < math.Abs(sum)*1e-16 {
			break
		}
	}
	lg, _ := math.Lgamma(a)
	return sum * math.Exp(-x+a*math.Log(x)-lg)
}

func continued(x float64, n int) float64 {
	f := 0.0
	for k := n; k > 0; k-- {
		f = x * float64(k) / (1 + f)
	}
	return 1 / (1 + f)
}

func rosenbrock(x []float64) float64 {
	s := 0.0
	for i := 0; i+1 < len(x); i++ {
		a, b := x[i+1]-x[i]*x[i], 1-x[i]
		s += 100*a*a + b*b
	}
	return s
}

//go:autodiff newton Forward
func dNewton(a, da, b, db float64) (float64, float64)

//go:autodiff newton Reverse
func revNewton(a, b, dret float64) (float64, float64, float64)

//go:autodiff bisect Forward
func dBisect(a, da float64) (float64, float64)

//go:autodiff bisect Reverse
func revBisect(a, dret float64) (float64, float64)

//go:autodiff agm Forward
func dAgm(a, da, b, db float64) (float64, float64)

//go:autodiff agm Reverse
func revAgm(a, b, dret float64) (float64, float64, float64)

//go:autodiff simpson Forward
func dSimpson(p, dp []float64, lo, dlo, hi, dhi float64, n int) (float64, float64)

//go:autodiff simpson Reverse
func revSimpson(p, dp []float64, lo, hi float64, n int, dret float64) (float64, float64, float64)

//go:autodiff rk4 Forward
func dRk4(y, dy, p, dp []float64, h, dh float64, steps int)

//go:autodiff implicitEuler Forward
func dImplicitEuler(y, dy, lambda, dlambda, h, dh float64, steps int) (float64, float64)

//go:autodiff implicitEuler Reverse
func revImplicitEuler(y, lambda, h float64, steps int, dret float64) (float64, float64, float64, float64)

//go:autodiff nbody Forward
func dNbody(ps, dps []particle, dt, ddt float64, steps int) (float64, float64)

//go:autodiff nbody Reverse
func revNbody(ps, dps []particle, dt float64, steps int, dret float64) (float64, float64)

//go:autodiff heat Forward
func dHeat(u, du []float64, alpha, dalpha float64, steps int) ([]float64, []float64)

//go:autodiff heat Reverse
func revHeat(u, du []float64, alpha float64, steps int) ([]float64, float64)

//go:autodiff fir Forward
func dFir(taps, dtaps, x, dx []float64) ([]float64, []float64)

//go:autodiff fir Reverse
func revFir(taps, dtaps, x, dx []float64) []float64

//go:autodiff iir Forward
func dIir(f, df biquad, x, dx []float64) (float64, float64)

//go:autodiff iir Reverse
func revIir(f biquad, x, dx []float64, dret float64) (float64, biquad)

//go:autodiff blackScholes Forward
func dBlackScholes(s, ds, k, dk, r, dr, sigma, dsigma, t, dt float64, call bool) (float64, float64)

//go:autodiff blackScholes Reverse
func revBlackScholes(s, k, r, sigma, t float64, call bool, dret float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff binomial Forward
func dBinomial(s, ds, k, dk, r, dr, sigma, dsigma, t, dt float64, n int) (float64, float64)

//go:autodiff bond Forward
func dBond(coupon, dcoupon, yield, dyield float64, years int) (price, dprice, duration, dduration float64)

//go:autodiff bond Reverse
func revBond(coupon, yield float64, years int, dprice, dduration float64) (float64, float64, float64, float64)

//go:autodiff mandel Forward
func dMandel(cr, dcr, ci, dci float64, n int) (float64, float64)

//go:autodiff mandel Reverse
func revMandel(cr, ci float64, n int, dret float64) (float64, float64, float64)

//go:autodiff gammaSeries Forward
func dGammaSeries(a, da, x, dx float64) (float64, float64)

//go:autodiff gammaSeries Reverse
func revGammaSeries(a, x, dret float64) (float64, float64, float64)

//go:autodiff continued Forward
func dContinued(x, dx float64, n int) (float64, float64)

//go:autodiff continued Reverse
func revContinued(x float64, n int, dret float64) (float64, float64)

//go:autodiff rosenbrock Forward
func dRosenbrock(x, dx []float64) (float64, float64)

//go:autodiff rosenbrock Reverse
func revRosenbrock(x, dx []float64, dret float64) float64

var (
	any64 = check.Range(-2, 2)
	pos   = check.Range(0.5, 2)
)

func TestRoots(t *testing.T) {
	check.Both(t, newton, dNewton, revNewton, pos, pos)
	check.Both(t, bisect, dBisect, revBisect, 2.0)
	check.Both(t, agm, dAgm, revAgm, pos, pos)
	check.Both(t, mandel, dMandel, revMandel, check.Range(-0.1, 0.1), check.Range(-0.1, 0.1), 20)
	check.Both(t, gammaSeries, dGammaSeries, revGammaSeries, pos, pos)
	check.Both(t, continued, dContinued, revContinued, pos, 20)
	check.Both(t, rosenbrock, dRosenbrock, revRosenbrock, check.Vec(6, -1, 1))
}

func TestEvolution(t *testing.T) {
	check.Both(t, simpson, dSimpson, revSimpson, check.Vec(3, 0.5, 2), 0.0, 2.0, 20)
	check.Forward(t, rk4, dRk4, check.Vec(2, 0.5, 1.5), check.Vec(4, 0.5, 1), 0.05, 40)
	check.Both(t, implicitEuler, dImplicitEuler, revImplicitEuler, pos, pos, 0.1, 10)
	check.Both(t, nbody, dNbody, revNbody, check.Vec(4, 0, 2), 0.01, 10)
	check.Both(t, heat, dHeat, revHeat, check.Vec(9, -1, 1), 0.2, 15)
}

func TestFilters(t *testing.T) {
	check.Both(t, fir, dFir, revFir, check.Vec(4, -1, 1), check.Vec(12, -1, 1))
	check.Both(t, iir, dIir, revIir, biquad{0.2, 0.4, 0.2, -0.4, 0.2, 0, 0}, check.Vec(12, -1, 1))
}

func TestFinance(t *testing.T) {
	check.Both(t, blackScholes, dBlackScholes, revBlackScholes, 100.0, 105.0, 0.03, 0.2, 0.75, true)
	check.Both(t, blackScholes, dBlackScholes, revBlackScholes, 100.0, 105.0, 0.03, 0.2, 0.75, false)
	check.Forward(t, binomial, dBinomial, 100.0, 105.0, 0.03, 0.2, 0.75, 12)
	check.Both(t, bond, dBond, revBond, 5.0, 0.04, 10)
}
