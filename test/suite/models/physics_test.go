// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Physics: particles, oscillators, grids, robots. State lives in structs with methods,
// forces are interfaces and function values.

package models

import (
	"errors"
	"fmt"
	"math"
	"math/rand"
	"testing"

	"goenzyme/suite/check"
)

type vec struct{ X, Y, Z float64 }

func (a vec) add(b vec) vec            { return vec{a.X + b.X, a.Y + b.Y, a.Z + b.Z} }
func (a vec) sub(b vec) vec            { return vec{a.X - b.X, a.Y - b.Y, a.Z - b.Z} }
func (a vec) mul(k float64) vec        { return vec{a.X * k, a.Y * k, a.Z * k} }
func (a vec) dot(b vec) float64        { return a.X*b.X + a.Y*b.Y + a.Z*b.Z }
func (a vec) len() float64             { return math.Sqrt(a.dot(a)) }
func (a vec) unit() vec                { return a.mul(1 / a.len()) }
func (a vec) cross(b vec) vec          { return vec{a.Y*b.Z - a.Z*b.Y, a.Z*b.X - a.X*b.Z, a.X*b.Y - a.Y*b.X} }
func (a vec) mix(b vec, t float64) vec { return a.mul(1 - t).add(b.mul(t)) }

type body struct {
	pos, vel vec
	mass     float64
	fixed    bool
}

// A force acts on bodies.
type force interface {
	apply(bs []*body, acc map[*body]vec)
	energy(bs []*body) float64
}

type gravity struct{ g, soft float64 }

func (f gravity) apply(bs []*body, acc map[*body]vec) {
	for i, a := range bs {
		for _, b := range bs[i+1:] {
			d := b.pos.sub(a.pos)
			r2 := d.dot(d) + f.soft*f.soft
			k := f.g / (r2 * math.Sqrt(r2))
			acc[a] = acc[a].add(d.mul(k * b.mass))
			acc[b] = acc[b].sub(d.mul(k * a.mass))
		}
	}
}

func (f gravity) energy(bs []*body) (e float64) {
	for i, a := range bs {
		for _, b := range bs[:i] {
			d := a.pos.sub(b.pos)
			e -= f.g * a.mass * b.mass / math.Sqrt(d.dot(d)+f.soft*f.soft)
		}
	}
	return e
}

type spring struct {
	a, b    int
	k, rest float64
}

func (s *spring) apply(bs []*body, acc map[*body]vec) {
	a, b := bs[s.a], bs[s.b]
	d := b.pos.sub(a.pos)
	f := d.unit().mul(s.k * (d.len() - s.rest))
	acc[a] = acc[a].add(f.mul(1 / a.mass))
	acc[b] = acc[b].add(f.mul(-1 / b.mass))
}

func (s *spring) energy(bs []*body) float64 {
	x := bs[s.a].pos.sub(bs[s.b].pos).len() - s.rest
	return s.k * x * x / 2
}

type drag float64

func (k drag) apply(bs []*body, acc map[*body]vec) {
	for _, b := range bs {
		v := b.vel.len()
		acc[b] = acc[b].sub(b.vel.mul(float64(k) * v / b.mass))
	}
}

func (drag) energy([]*body) float64 { return 0 }

// scene builds bodies from numbers: positions, then velocities, then masses.
func scene(x []float64, n int) []*body {
	bs := make([]*body, n)
	for i := range bs {
		bs[i] = &body{
			pos:   vec{x[3*i], x[3*i+1], x[3*i+2]}.mul(float64(1 + i)),
			vel:   vec{x[3*(n+i)], x[3*(n+i)+1], x[3*(n+i)+2]},
			mass:  x[6*n+i],
			fixed: i == n-1,
		}
	}
	return bs
}

// simulate moves bodies by the leapfrog scheme with a list of forces.
//
//go:autodiff dSimulate Forward
//go:autodiff rSimulate Reverse
func simulate(x []float64, g, h float64, steps int) float64 {
	bs := scene(x, 3)
	forces := []force{gravity{g, 0.1}, &spring{0, 1, g * 2, 0.7}, drag(0.05 * g)}
	for range steps {
		acc := make(map[*body]vec, len(bs))
		for _, f := range forces {
			f.apply(bs, acc)
		}
		for _, b := range bs {
			if b.fixed {
				continue
			}
			b.vel = b.vel.add(acc[b].mul(h))
			b.pos = b.pos.add(b.vel.mul(h))
		}
	}
	e := 0.0
	for _, f := range forces {
		e += f.energy(bs)
	}
	for _, b := range bs {
		e += b.mass * b.vel.dot(b.vel) / 2
	}
	return e
}

// cloth relaxes a grid of particles with distance constraints.
//
//go:autodiff dCloth Forward
//go:autodiff rCloth Reverse
func cloth(p [][]vec, rest float64, rounds int) (sag float64) {
	type edge struct{ a, b *vec }
	var edges []edge
	for i := range p {
		for j := range p[i] {
			if i > 0 {
				edges = append(edges, edge{&p[i-1][j], &p[i][j]})
			}
			if j > 0 {
				edges = append(edges, edge{&p[i][j-1], &p[i][j]})
			}
		}
	}
	for range rounds {
		for _, e := range edges {
			d := e.b.sub(*e.a)
			c := d.mul(0.5 * (1 - rest/d.len()))
			*e.a = e.a.add(c)
			*e.b = e.b.sub(c)
		}
	}
	for _, row := range p {
		for _, v := range row {
			sag += v.Y * v.Y
		}
	}
	return sag
}

// pendulum integrates a double pendulum by a Runge-Kutta scheme that takes a function.
//
//go:autodiff dPendulum Forward
//go:autodiff rPendulum Reverse
func pendulum(theta1, theta2, l1, l2, m1, m2 float64, steps int) (float64, float64) {
	f := func(s [4]float64) [4]float64 {
		t1, t2, w1, w2 := s[0], s[1], s[2], s[3]
		d := t1 - t2
		den := 2*m1 + m2 - m2*math.Cos(2*d)
		a1 := (-9.81*(2*m1+m2)*math.Sin(t1) - m2*9.81*math.Sin(t1-2*t2) -
			2*math.Sin(d)*m2*(w2*w2*l2+w1*w1*l1*math.Cos(d))) / (l1 * den)
		a2 := 2 * math.Sin(d) * (w1*w1*l1*(m1+m2) + 9.81*(m1+m2)*math.Cos(t1) + w2*w2*l2*m2*math.Cos(d)) / (l2 * den)
		return [4]float64{w1, w2, a1, a2}
	}
	s := [4]float64{theta1, theta2}
	for range steps {
		s = rungeKutta(f, s, 0.01)
	}
	return s[0], s[1]
}

func rungeKutta[S ~[4]float64](f func(S) S, s S, h float64) S {
	step := func(k S, c float64) (t S) {
		for i := range t {
			t[i] = s[i] + c*h*k[i]
		}
		return t
	}
	k1 := f(s)
	k2 := f(step(k1, 0.5))
	k3 := f(step(k2, 0.5))
	k4 := f(step(k3, 1))
	for i := range s {
		s[i] += h / 6 * (k1[i] + 2*k2[i] + 2*k3[i] + k4[i])
	}
	return s
}

// lorenz steps with an adaptive Heun pair and gives up with an error.
//
//go:autodiff dLorenz Forward
//go:autodiff rLorenz Reverse
func lorenz(y [3]float64, sigma, rho, beta, until float64) ([3]float64, error) {
	rhs := func(y [3]float64) (d [3]float64) {
		d[0], d[1], d[2] = sigma*(y[1]-y[0]), y[0]*(rho-y[2])-y[1], y[0]*y[1]-beta*y[2]
		return
	}
	t, h := 0.0, 0.01
	for n := 0; t < until; n++ {
		if n > 1000 {
			return y, errors.New("too many steps")
		}
		k1 := rhs(y)
		var euler, heun [3]float64
		for i := range y {
			euler[i] = y[i] + h*k1[i]
		}
		k2 := rhs(euler)
		worst := 0.0
		for i := range y {
			heun[i] = y[i] + h/2*(k1[i]+k2[i])
			worst = max(worst, math.Abs(heun[i]-euler[i]))
		}
		if worst > 10 {
			h /= 2
			continue
		}
		y, t = heun, t+h
	}
	return y, nil
}

// heat solves the heat equation implicitly: a tridiagonal system in each step.
//
//go:autodiff dHeat Forward
//go:autodiff rHeat Reverse
func heat(u, kappa []float64, dt float64, steps int) {
	n := len(u)
	c, d := make([]float64, n), make([]float64, n)
	for range steps {
		for i := range n {
			lo, hi := 0.0, 0.0
			if i > 0 {
				lo = -dt * (kappa[i] + kappa[i-1]) / 2
			}
			if i < n-1 {
				hi = -dt * (kappa[i] + kappa[i+1]) / 2
			}
			diag := 1 - lo - hi
			if i == 0 {
				c[i], d[i] = hi/diag, u[i]/diag
				continue
			}
			m := diag - lo*c[i-1]
			c[i], d[i] = hi/m, (u[i]-lo*d[i-1])/m
		}
		u[n-1] = d[n-1]
		for i := n - 2; i >= 0; i-- {
			u[i] = d[i] - c[i]*u[i+1]
		}
	}
}

// wave keeps three time levels and exchanges them.
//
//go:autodiff dWave Forward
//go:autodiff rWave Reverse
func wave(start []float64, c float64, steps int) (energy float64) {
	prev, cur, next := append([]float64(nil), start...), append([]float64{}, start...), make([]float64, len(start))
	for range steps {
		for i := 1; i < len(cur)-1; i++ {
			next[i] = 2*cur[i] - prev[i] + c*c*(cur[i+1]-2*cur[i]+cur[i-1])
		}
		prev, cur, next = cur, next, prev
	}
	for i := range cur {
		energy += (cur[i] - prev[i]) * (cur[i] - prev[i])
	}
	return energy + cur[len(cur)/2]
}

type complexField [][]complex128

// schrodinger propagates a wave function by Crank and Nicolson's method.
//
//go:autodiff dSchrodinger Forward
//go:autodiff rSchrodinger Reverse
func schrodinger(v []float64, width float64, steps int) float64 {
	n := len(v)
	psi := make([]complex128, n)
	for i := range psi {
		x := (float64(i) - float64(n)/2) / width
		psi[i] = complex(math.Exp(-x*x), 0) * complex(math.Cos(x), math.Sin(x))
	}
	const h = 0.1
	for range steps {
		a, b := make([]complex128, n), make([]complex128, n)
		for i := range n {
			diag := 1 + complex(0, h/2*(2+v[i]))
			off := complex(0, -h/2)
			r := (1 - complex(0, h/2*(2+v[i]))) * psi[i]
			if i > 0 {
				r += complex(0, h/2) * psi[i-1]
			}
			if i < n-1 {
				r += complex(0, h/2) * psi[i+1]
			}
			if i > 0 {
				diag -= off * a[i-1]
				r -= off * b[i-1]
			}
			a[i], b[i] = off/diag, r/diag
		}
		for i := n - 1; i >= 0; i-- {
			psi[i] = b[i]
			if i < n-1 {
				psi[i] -= a[i] * psi[i+1]
			}
		}
	}
	mean := 0.0
	for i, p := range psi {
		mean += float64(i) * (real(p)*real(p) + imag(p)*imag(p))
	}
	return mean
}

// lattice is a step of a lattice Boltzmann method in one dimension: three populations.
//
//go:autodiff dLattice Forward
//go:autodiff rLattice Reverse
func lattice(f *[3][8]float64, omega float64, steps int) {
	w := [...]float64{2.0 / 3, 1.0 / 6, 1.0 / 6}
	c := [...]int{0, 1, -1}
	for range steps {
		var g [3][8]float64
		for x := range 8 {
			rho, u := 0.0, 0.0
			for k := range f {
				rho += f[k][x]
				u += float64(c[k]) * f[k][x]
			}
			u /= rho
			for k := range f {
				cu := float64(c[k]) * u
				eq := w[k] * rho * (1 + 3*cu + 4.5*cu*cu - 1.5*u*u)
				g[k][(x+c[k]+8)%8] = f[k][x] + omega*(eq-f[k][x])
			}
		}
		*f = g
	}
}

// ising is the mean field of a lattice of spins, iterated until it stays.
//
//go:autodiff dIsing Forward
//go:autodiff rIsing Reverse
func ising(field []float64, coupling, beta float64) (m float64, rounds int) {
	s := make([]float64, len(field))
	for rounds = 0; rounds < 500; rounds++ {
		change := 0.0
		for i := range s {
			l, r := s[(i+len(s)-1)%len(s)], s[(i+1)%len(s)]
			v := math.Tanh(beta * (coupling*(l+r) + field[i]))
			change += math.Abs(v - s[i])
			s[i] = v
		}
		if change < 1e-14 {
			break
		}
	}
	for _, v := range s {
		m += v
	}
	return m / float64(len(s)), 0
}

type joint struct {
	axis   vec
	length float64
	angle  float64
	child  []*joint
}

type quaternion struct {
	w float64
	v vec
}

func (q quaternion) times(r quaternion) quaternion {
	return quaternion{q.w*r.w - q.v.dot(r.v), r.v.mul(q.w).add(q.v.mul(r.w)).add(q.v.cross(r.v))}
}

func (q quaternion) turn(v vec) vec {
	t := q.v.cross(v).mul(2)
	return v.add(t.mul(q.w)).add(q.v.cross(t))
}

func about(axis vec, angle float64) quaternion {
	s, c := math.Sincos(angle / 2)
	return quaternion{c, axis.unit().mul(s)}
}

// reach goes down a tree of joints and visits the ends.
func (j *joint) reach(at vec, q quaternion, visit func(vec)) {
	q = q.times(about(j.axis, j.angle))
	at = at.add(q.turn(vec{j.length, 0, 0}))
	if len(j.child) == 0 {
		visit(at)
	}
	for _, c := range j.child {
		c.reach(at, q, visit)
	}
}

// arm is forward kinematics of a robot with two hands.
//
//go:autodiff dArm Forward
//go:autodiff rArm Reverse
func arm(angles, lengths []float64, target vec) (miss float64) {
	hand := func(i int) *joint { return &joint{vec{0, 1, 0.2}, lengths[i], angles[i], nil} }
	root := &joint{vec{0, 0, 1}, lengths[0], angles[0], []*joint{
		{vec{1, 0, 1}, lengths[1], angles[1], []*joint{hand(2), hand(3)}},
	}}
	root.reach(vec{}, quaternion{w: 1}, func(end vec) {
		d := end.sub(target)
		miss += d.dot(d)
	})
	return miss
}

// inverse kinematics by the gradient of the distance, written by hand, unrolled.
//
//go:autodiff dInverse Forward
//go:autodiff rInverse Reverse
func inverse(x, y float64, rounds int) (a, b float64) {
	a, b = 0.3, 0.4
	for range rounds {
		sa, ca := math.Sincos(a)
		sb, cb := math.Sincos(a + b)
		ex, ey := ca+cb-x, sa+sb-y
		ga := ex*(-sa-sb) + ey*(ca+cb)
		gb := ex*-sb + ey*cb
		a, b = a-0.2*ga, b-0.2*gb
	}
	return
}

// collide is an event-driven ball: it bounces when the floor is reached, found by a formula.
//
//go:autodiff dCollide Forward
//go:autodiff rCollide Reverse
func collide(h, v, e, until float64) (height float64, bounces int) {
	const g = 9.81
	for {
		t := (v + math.Sqrt(v*v+2*g*h)) / g
		if t > until {
			return h + v*until - g*until*until/2, bounces
		}
		v = e * (g*t - v)
		h = 0
		until -= t
		bounces++
	}
}

// brownian moves particles by random numbers that are the same each time.
//
//go:autodiff dBrownian Forward
//go:autodiff rBrownian Reverse
func brownian(start []float64, drift, noise float64, seed int64) (msd float64) {
	r := rand.New(rand.NewSource(seed))
	for _, x0 := range start {
		x := x0
		for range 20 {
			x += drift*0.1*(1-x) + noise*math.Sqrt(0.1)*r.NormFloat64()
		}
		msd += (x - x0) * (x - x0)
	}
	return msd / float64(len(start))
}

// lennardJones sums pair energies by cells, which a map finds.
//
//go:autodiff dLennardJones Forward
//go:autodiff rLennardJones Reverse
func lennardJones(p []vec, sigma, cut float64) (e float64) {
	type cell [3]int
	at := func(v vec) cell {
		return cell{int(math.Floor(v.X / cut)), int(math.Floor(v.Y / cut)), int(math.Floor(v.Z / cut))}
	}
	cells := map[cell][]int{}
	for i, v := range p {
		cells[at(v)] = append(cells[at(v)], i)
	}
	for i, v := range p {
		c := at(v)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for dz := -1; dz <= 1; dz++ {
					for _, j := range cells[cell{c[0] + dx, c[1] + dy, c[2] + dz}] {
						if j <= i {
							continue
						}
						d := p[j].sub(v)
						if r2 := d.dot(d); r2 < cut*cut {
							s6 := math.Pow(sigma*sigma/r2, 3)
							e += 4 * (s6*s6 - s6)
						}
					}
				}
			}
		}
	}
	return e
}

// units carries physical dimensions beside numbers, and fails where they differ.
type quantity struct {
	v   float64
	dim [3]int8
}

func (a quantity) times(b quantity) quantity {
	a.v *= b.v
	for i := range a.dim {
		a.dim[i] += b.dim[i]
	}
	return a
}

func (a quantity) plus(b quantity) (quantity, error) {
	if a.dim != b.dim {
		return quantity{}, fmt.Errorf("cannot add %v and %v", a.dim, b.dim)
	}
	return quantity{a.v + b.v, a.dim}, nil
}

//go:autodiff dDistance Forward
//go:autodiff rDistance Reverse
func distance(v, a, t float64) (float64, error) {
	m, s := [3]int8{1, 0, 0}, [3]int8{0, 1, 0}
	time := quantity{t, s}
	first := quantity{v, [3]int8{1, -1, 0}}.times(time)
	second := quantity{a / 2, [3]int8{1, -2, 0}}.times(time).times(time)
	sum, err := first.plus(second)
	if err != nil {
		return 0, err
	}
	if sum.dim != m {
		return 0, errors.New("no length")
	}
	if _, err := sum.plus(time); err == nil {
		return 0, errors.New("length and time were added")
	}
	return sum.v, nil
}

func TestPhysics(t *testing.T) {
	check.Both(t, simulate, dSimulate, rSimulate, check.Vec(21, 0.5, 1.5), 0.8, 0.02, 5)
	check.Both(t, cloth, dCloth, rCloth, [][]vec{{{0, 0, 0}, {1, 0.1, 0}, {2, 0, 0.2}}, {{0, 1, 0.1}, {1.1, 1, 0}, {2, 1.2, 0.3}}}, 0.8, 4)
	check.Both(t, pendulum, dPendulum, rPendulum, 1.1, 0.4, 1.0, 0.7, 1.3, 0.8, 12)
	check.Both(t, lorenz, dLorenz, rLorenz, [3]float64{1, 1.1, 0.9}, 10.0, 28.0, 8.0/3, check.Fixed(), 0.105)
	check.Both(t, heat, dHeat, rHeat, check.Vec(7, 0, 2), check.Vec(7, 0.2, 0.9), 0.3, 4)
	check.Both(t, wave, dWave, rWave, check.Vec(8, -1, 1), 0.6, 9)
	check.Both(t, schrodinger, dSchrodinger, rSchrodinger, check.Vec(7, 0, 1), 1.7, 4)
	check.Both(t, lattice, dLattice, rLattice, check.Range(0.5, 1.5), 0.8, 3)
	check.Both(t, ising, dIsing, rIsing, check.Vec(5, -0.3, 0.5), 0.3, 0.9)
	check.Both(t, arm, dArm, rArm, []float64{0.3, -0.5, 0.7, 0.2}, []float64{1, 0.8, 0.5, 0.6}, vec{1, 0.5, 0.3})
	check.Both(t, inverse, dInverse, rInverse, 1.1, 0.9, 15)
	check.Both(t, collide, dCollide, rCollide, 1.0, 0.5, 0.8, 1.9)
	check.Both(t, brownian, dBrownian, rBrownian, check.Vec(4, 0, 1), 0.7, 0.4, int64(5))
	check.Both(t, lennardJones, dLennardJones, rLennardJones, []vec{{0.1, 0.2, 0.3}, {1.3, 0.3, 0.2}, {0.4, 1.6, 0.5}, {1.4, 1.5, 1.3}}, 0.9, 4.0, check.Fixed())
	check.Both(t, distance, dDistance, rDistance, 3.0, 0.4, 2.0)
}
