// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// N-body: bodies attract each other; the energy after a number of steps, by
// what the bodies are at the start.

package reverse

import (
	"math"

	"goenzyme/bench/clock"
)

// A body has a place, a velocity and a mass.
type body struct {
	x, y, z, vx, vy, vz, mass float64
}

const (
	nbodyStep = 0.01
	nbodySoft = 0.01 // added to squared distances
)

// nbody moves the bodies and returns their energy.
func nbody(bodies []body, steps int) float64 {
	for range steps {
		nbodyAdvance(bodies)
	}
	return nbodyEnergy(bodies)
}

func nbodyAdvance(bodies []body) {
	for i := range bodies {
		a := &bodies[i]
		for j := i + 1; j < len(bodies); j++ {
			b := &bodies[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			r2 := dx*dx + dy*dy + dz*dz + nbodySoft
			mag := nbodyStep / (r2 * math.Sqrt(r2))
			a.vx -= dx * b.mass * mag
			a.vy -= dy * b.mass * mag
			a.vz -= dz * b.mass * mag
			b.vx += dx * a.mass * mag
			b.vy += dy * a.mass * mag
			b.vz += dz * a.mass * mag
		}
	}
	for i := range bodies {
		b := &bodies[i]
		b.x += nbodyStep * b.vx
		b.y += nbodyStep * b.vy
		b.z += nbodyStep * b.vz
	}
}

func nbodyEnergy(bodies []body) float64 {
	e := 0.0
	for i := range bodies {
		a := &bodies[i]
		e += 0.5 * a.mass * (a.vx*a.vx + a.vy*a.vy + a.vz*a.vz)
		for j := i + 1; j < len(bodies); j++ {
			b := &bodies[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			e -= a.mass * b.mass / math.Sqrt(dx*dx+dy*dy+dz*dz+nbodySoft)
		}
	}
	return e
}

// A nbodyPair is what the gradient by hand keeps of two bodies in a step.
type nbodyPair struct {
	dx, dy, dz, r2, mag float64
}

// nbodyHand adds the gradient to d; pairs has room for all steps.
func nbodyHand(bodies, d []body, steps int, pairs []nbodyPair) float64 {
	d = d[:len(bodies)]
	at := 0
	for range steps {
		for i := range bodies {
			a := &bodies[i]
			rest := bodies[i+1:]
			kept := pairs[at : at+len(rest)]
			for j := range rest {
				b, p := &rest[j], &kept[j]
				p.dx, p.dy, p.dz = a.x-b.x, a.y-b.y, a.z-b.z
				p.r2 = p.dx*p.dx + p.dy*p.dy + p.dz*p.dz + nbodySoft
				p.mag = nbodyStep / (p.r2 * math.Sqrt(p.r2))
				ma, mb := a.mass*p.mag, b.mass*p.mag
				a.vx -= p.dx * mb
				a.vy -= p.dy * mb
				a.vz -= p.dz * mb
				b.vx += p.dx * ma
				b.vy += p.dy * ma
				b.vz += p.dz * ma
			}
			at += len(rest)
		}
		for i := range bodies {
			b := &bodies[i]
			b.x += nbodyStep * b.vx
			b.y += nbodyStep * b.vy
			b.z += nbodyStep * b.vz
		}
	}
	e := nbodyEnergyBack(bodies, d)
	for range steps {
		for i := range d {
			g := &d[i]
			g.vx += nbodyStep * g.x
			g.vy += nbodyStep * g.y
			g.vz += nbodyStep * g.z
		}
		for i := len(bodies) - 1; i >= 0; i-- {
			rest := d[i+1:]
			at -= len(rest)
			nbodyBack(&bodies[i], &d[i], bodies[i+1:], rest, pairs[at:at+len(rest)])
		}
	}
	return e
}

// nbodyBack goes back over the pairs of a with rest.
func nbodyBack(a, da *body, rest, drest []body, kept []nbodyPair) {
	drest, kept = drest[:len(rest)], kept[:len(rest)]
	for j := range rest {
		b, db, p := &rest[j], &drest[j], &kept[j]
		ga := p.dx*da.vx + p.dy*da.vy + p.dz*da.vz
		gb := p.dx*db.vx + p.dy*db.vy + p.dz*db.vz
		db.mass -= p.mag * ga
		da.mass += p.mag * gb
		f := 3 * p.mag / p.r2 * (b.mass*ga - a.mass*gb)
		ma, mb := a.mass*p.mag, b.mass*p.mag
		gx := ma*db.vx - mb*da.vx + f*p.dx
		gy := ma*db.vy - mb*da.vy + f*p.dy
		gz := ma*db.vz - mb*da.vz + f*p.dz
		da.x += gx
		da.y += gy
		da.z += gz
		db.x -= gx
		db.y -= gy
		db.z -= gz
	}
}

// nbodyEnergyBack returns the energy and adds its gradient to d.
func nbodyEnergyBack(bodies, d []body) float64 {
	e := 0.0
	for i := range bodies {
		a, da := &bodies[i], &d[i]
		v2 := a.vx*a.vx + a.vy*a.vy + a.vz*a.vz
		e += 0.5 * a.mass * v2
		da.mass += 0.5 * v2
		da.vx += a.mass * a.vx
		da.vy += a.mass * a.vy
		da.vz += a.mass * a.vz
		for j := i + 1; j < len(bodies); j++ {
			b, db := &bodies[j], &d[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			r2 := dx*dx + dy*dy + dz*dz + nbodySoft
			r := 1 / math.Sqrt(r2)
			e -= a.mass * b.mass * r
			da.mass -= b.mass * r
			db.mass -= a.mass * r
			f := a.mass * b.mass * r / r2
			da.x += f * dx
			da.y += f * dy
			da.z += f * dz
			db.x -= f * dx
			db.y -= f * dy
			db.z -= f * dz
		}
	}
	return e
}

func nbodyCase(n, steps int) *objective {
	s := clock.NewSource(10)
	x, dx := s.Numbers(7*n), make([]float64, 7*n)
	for i := 6; i < len(x); i += 7 {
		x[i] = 1 + x[i]/2
	}
	bodies, d := make([]body, n), make([]body, n)
	pairs := make([]nbodyPair, steps*n*(n-1)/2)
	load := func() {
		for i := range bodies {
			p := x[7*i:][:7]
			bodies[i] = body{p[0], p[1], p[2], p[3], p[4], p[5], p[6]}
		}
		clear(d)
	}
	store := func() {
		for i, b := range d {
			p := dx[7*i:][:7]
			p[0], p[1], p[2], p[3], p[4], p[5], p[6] = b.x, b.y, b.z, b.vx, b.vy, b.vz, b.mass
		}
	}
	return &objective{
		name: "n-body",
		x:    x,
		dx:   dx,
		primal: func() float64 {
			load()
			return nbody(bodies, steps)
		},
		hand: func() {
			load()
			nbodyHand(bodies, d, steps, pairs)
			store()
		},
		tangent: func() float64 {
			load()
			for i := range d {
				p := dx[7*i:][:7]
				d[i] = body{p[0], p[1], p[2], p[3], p[4], p[5], p[6]}
			}
			_, de := nbodyTangent(bodies, d, steps)
			return de
		},
		ours: func() {
			load()
			nbodyGrad(bodies, d, steps, 1)
			store()
		},
	}
}
