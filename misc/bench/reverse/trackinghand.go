// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Hand tracking: the tangent by hand, one direction at a time, and the cases.

package reverse

import (
	"math"

	"goenzyme/bench/clock"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
)

// eulerHand is euler with its tangent along d.
func (m *affine) eulerHand(dm *affine, a, d vec) {
	sx, cx := math.Sincos(a.x)
	sy, cy := math.Sincos(a.y)
	sz, cz := math.Sincos(a.z)
	*m = affine{
		cy * cz, sx*sy*cz - cx*sz, sx*sz + cx*sy*cz, 0,
		cy * sz, cx*cz + sx*sy*sz, cx*sy*sz - sx*cz, 0,
		-sy, cy * sx, cx * cy, 0,
	}
	*dm = affine{
		-d.y*sy*cz - d.z*m[4], d.x*m[2] + d.y*sx*m[0] - d.z*m[5], -d.x*m[1] + d.y*cx*m[0] - d.z*m[6], 0,
		-d.y*sy*sz + d.z*m[0], d.x*m[6] + d.y*sx*m[4] + d.z*m[1], -d.x*m[5] + d.y*cx*m[4] + d.z*m[2], 0,
		-d.y * cy, d.x*m[10] - d.y*sy*sx, -d.x*m[9] - d.y*cx*sy, 0,
	}
}

// axisHand is axis with its tangent.
func (m *affine) axisHand(dm *affine, rot, drot, shift, dshift vec) {
	m.axis(rot, shift)
	*dm = affine{3: dshift.x, 7: dshift.y, 11: dshift.z}
	angle := math.Sqrt(rot.dot(rot))
	if angle < 1e-4 {
		return
	}
	w := rot.times(1 / angle)
	s, c := math.Sincos(angle)
	t, dangle := 1-c, w.dot(drot)
	dw := drot.axpy(-dangle, w).times(1 / angle)
	dt, ds := s*dangle, c*dangle
	xy, xz, yz := (dw.x*w.y+w.x*dw.y)*t+w.x*w.y*dt, (dw.x*w.z+w.x*dw.z)*t+w.x*w.z*dt, (dw.y*w.z+w.y*dw.z)*t+w.y*w.z*dt
	x, y, z := dw.x*s+w.x*ds, dw.y*s+w.y*ds, dw.z*s+w.z*ds
	dm[0], dm[1], dm[2] = 2*w.x*dw.x*t+(w.x*w.x-1)*dt, xy-z, xz+y
	dm[4], dm[5], dm[6] = xy+z, 2*w.y*dw.y*t+(w.y*w.y-1)*dt, yz-x
	dm[8], dm[9], dm[10] = xz-y, yz+x, 2*w.z*dw.z*t+(w.z*w.z-1)*dt
}

// timesHand stores a·b in m, and its tangent in dm.
func (m *affine) timesHand(dm, a, da, b, db *affine) {
	m.times(a, b)
	for r := 0; r < 12; r += 4 {
		x, y, z := a[r], a[r+1], a[r+2]
		dx, dy, dz := da[r], da[r+1], da[r+2]
		dm[r] = dx*b[0] + dy*b[4] + dz*b[8] + x*db[0] + y*db[4] + z*db[8]
		dm[r+1] = dx*b[1] + dy*b[5] + dz*b[9] + x*db[1] + y*db[5] + z*db[9]
		dm[r+2] = dx*b[2] + dy*b[6] + dz*b[10] + x*db[2] + y*db[6] + z*db[10]
		dm[r+3] = dx*b[3] + dy*b[7] + dz*b[11] + x*db[3] + y*db[7] + z*db[11] + da[r+3]
	}
}

// turn returns the linear part of m applied to p.
func (m *affine) turn(p vec) vec {
	return vec{
		m[0]*p.x + m[1]*p.y + m[2]*p.z,
		m[4]*p.x + m[5]*p.y + m[6]*p.z,
		m[8]*p.x + m[9]*p.y + m[10]*p.z,
	}
}

// skinHand is skin with its tangent along dtheta.
func skinHand(theta, dtheta []float64, h *handModel, w, dw *handWork) {
	spread(theta, w.angles)
	spread(dtheta, dw.angles)
	for i, parent := range h.parents {
		var rotation, drotation, relative, drelative, none affine
		rotation.eulerHand(&drotation, w.angles[i], dw.angles[i])
		relative.times(&h.relatives[i], &rotation)
		drelative.times(&h.relatives[i], &drotation)
		drelative[3], drelative[7], drelative[11] = 0, 0, 0
		if parent < 0 {
			w.absolute[i], dw.absolute[i] = relative, drelative
		} else {
			w.absolute[i].timesHand(&dw.absolute[i], &w.absolute[parent], &dw.absolute[parent], &relative, &drelative)
		}
		w.transform[i].timesHand(&dw.transform[i], &w.absolute[i], &dw.absolute[i], &h.inverses[i], &none)
	}
	moved, dmoved := w.moved[:len(h.vertices)], dw.moved[:len(h.vertices)]
	clear(moved)
	clear(dmoved)
	for i := range w.transform {
		t, dt, weights := &w.transform[i], &dw.transform[i], h.weights[i][:len(h.vertices)]
		for v, p := range h.vertices {
			s := weights[v]
			moved[v] = moved[v].axpy(s, t.apply(p))
			dmoved[v] = dmoved[v].axpy(s, dt.apply(p))
		}
	}
	var global, dglobal affine
	global.axisHand(&dglobal, load(theta[0:3]), load(dtheta[0:3]), load(theta[3:6]), load(dtheta[3:6]))
	for v, p := range moved {
		d := dmoved[v]
		if h.mirrored {
			p.x, d.x = -p.x, -d.x
		}
		moved[v], dmoved[v] = global.apply(p), dglobal.apply(p).plus(global.turn(d))
	}
}

// trackHand is track with its tangent.
func trackHand(theta, dtheta []float64, h *handModel, at []int, points []vec, w, dw *handWork, err, derr []float64) {
	skinHand(theta, dtheta, h, w, dw)
	for i, p := range points {
		p.minus(w.moved[at[i]]).store(err[3*i : 3*i+3])
		dw.moved[at[i]].times(-1).store(derr[3*i : 3*i+3])
	}
}

// trackOnHand is trackOn with its tangent.
func trackOnHand(theta, dtheta, us, dus []float64, h *handModel, at []int, points []vec, w, dw *handWork, err, derr []float64) {
	skinHand(theta, dtheta, h, w, dw)
	for i, p := range points {
		t, u, v, du, dv := h.triangles[at[i]], us[2*i], us[2*i+1], dus[2*i], dus[2*i+1]
		a, b, c := w.moved[t[0]], w.moved[t[1]], w.moved[t[2]]
		p.minus(a.times(u).axpy(v, b).axpy(1-u-v, c)).store(err[3*i : 3*i+3])
		d := dw.moved[t[0]].times(u).axpy(v, dw.moved[t[1]]).axpy(1-u-v, dw.moved[t[2]])
		d = d.axpy(du, a).axpy(dv, b).axpy(-du-dv, c)
		d.times(-1).store(derr[3*i : 3*i+3])
	}
}

// newHand makes up a hand: a wrist, a palm and five fingers of four bones.
func newHand(s clock.Source, vertices int) *handModel {
	h := &handModel{mirrored: true}
	absolute := make([]affine, handBones)
	for i := range handBones {
		parent := i - 1
		if i > 1 && (i-2)%4 == 0 {
			parent = 1
		}
		var rotation, inverse affine
		rotation.euler(load(s.Between(-0.3, 0.3, 3)))
		shift := s.Between(0.2, 1, 3)
		rotation[3], rotation[7], rotation[11] = shift[0], shift[1], shift[2]
		h.parents, h.relatives = append(h.parents, parent), append(h.relatives, rotation)
		absolute[i] = rotation
		if parent >= 0 {
			absolute[i].times(&absolute[parent], &rotation)
		}
		a := &absolute[i]
		for r := range 3 {
			for c := range 3 {
				inverse[4*r+c] = a[4*c+r]
			}
		}
		back := inverse.turn(vec{a[3], a[7], a[11]})
		inverse[3], inverse[7], inverse[11] = -back.x, -back.y, -back.z
		h.inverses = append(h.inverses, inverse)
		h.weights = append(h.weights, s.Between(0, 1, vertices))
	}
	for v := range vertices {
		h.vertices = append(h.vertices, load(s.Numbers(3)))
		sum := 0.0
		for _, w := range h.weights {
			sum += w[v]
		}
		for _, w := range h.weights {
			w[v] /= sum
		}
		h.triangles = append(h.triangles, [3]int(s.Below(vertices, 3)))
	}
	return h
}

// trackingCase takes the Jacobian by the pose, and where places are on
// triangles by their first and by their second coordinates, all at once.
func trackingCase(name string, vertices, points int, on bool) *objective {
	s := clock.NewSource(12)
	h := newHand(s, vertices)
	w, dw := newHandWork(h), newHandWork(h)
	x := s.Numbers(poseSize + 2*points)
	seen, at := make([]vec, points), s.Below(vertices, points)
	for i := range seen {
		seen[i] = load(s.Numbers(3))
	}
	columns := poseSize
	if on {
		columns += 2
	} else {
		x = x[:poseSize]
	}
	theta, us := x[:poseSize], x[poseSize:]
	d := make([]float64, len(x))
	dtheta, dus := d[:poseSize], d[poseSize:]
	err, dx := make([]float64, 3*points), make([]float64, columns*3*points)
	seed := func(column int, v float64) {
		if column < poseSize {
			dtheta[column] = v
			return
		}
		for i := column - poseSize; i < len(dus); i += 2 {
			dus[i] = v
		}
	}
	eachColumn := func(tangent func(derr []float64)) {
		for c, derr := range rows(dx, 3*points) {
			seed(c, 1)
			tangent(derr)
			seed(c, 0)
		}
	}
	primal := func() float64 {
		if on {
			trackOn(theta, us, h, at, seen, w, err)
		} else {
			track(theta, h, at, seen, w, err)
		}
		return err[0]
	}
	differences := func() {
		j, start := mat.NewDense(3*points, columns, nil), append([]float64(nil), x...)
		fd.Jacobian(j, func(y, move []float64) {
			for c, v := range move {
				seed(c, v)
			}
			for i, v := range start {
				x[i] = v + d[i]
			}
			primal()
			copy(y, err)
		}, make([]float64, columns), &fd.JacobianSettings{Formula: fd.Central})
		copy(x, start)
		clear(d)
		for i := range 3 * points {
			for c := range columns {
				dx[c*3*points+i] = j.At(i, c)
			}
		}
	}
	return &objective{
		name:   name,
		x:      x,
		dx:     dx,
		primal: primal,
		hand: func() {
			eachColumn(func(derr []float64) {
				if on {
					trackOnHand(theta, dtheta, us, dus, h, at, seen, w, dw, err, derr)
				} else {
					trackHand(theta, dtheta, h, at, seen, w, dw, err, derr)
				}
			})
		},
		ours: func() {
			eachColumn(func(derr []float64) {
				if on {
					trackOnTangent(theta, dtheta, us, dus, h, at, seen, w, dw, err, derr)
				} else {
					trackTangent(theta, dtheta, h, at, seen, w, dw, err, derr)
				}
			})
		},
		jacobian: &jacobian{y: err, differences: differences, ours: allColumns(theta, us, h, at, seen, w, err, rows(dx, 3*points))},
	}
}

// allColumns returns a function that takes the Jacobian in one pass, and stores its
// columns in columns.
func allColumns(theta, us []float64, h *handModel, at []int, seen []vec, w *handWork, err []float64, columns [][]float64) func() {
	var dtheta, dus, derr [poseSize + 2][]float64
	var dw [poseSize + 2]*handWork
	for c := range columns {
		dtheta[c], dus[c] = make([]float64, len(theta)), make([]float64, len(us))
		if c < poseSize {
			dtheta[c][c] = 1
		} else {
			for i := c - poseSize; i < len(us); i += 2 {
				dus[c][i] = 1
			}
		}
		derr[c], dw[c] = columns[c], newHandWork(h)
	}
	return func() {
		if len(columns) > poseSize {
			trackOnTangents(theta, dtheta, us, dus, h, at, seen, w, dw, err, derr)
		} else {
			trackTangents(theta, [26][]float64(dtheta[:]), h, at, seen, w, [26]*handWork(dw[:]), err, [26][]float64(derr[:]))
		}
	}
}
