// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bundle adjustment: how far projections of points into cameras are from where
// they were seen, as in ADBench. The Jacobian is sparse: an observation has two
// errors and depends on one camera, one point and one weight.

package reverse

import (
	"math"

	"goenzyme/bench/clock"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
)

// A camera is a rotation (3), a centre (3), a focal length, a principal point
// (2) and a radial distortion (2).
const cameraSize = 11

// bundleRow is the length of a row of the Jacobian: camera, point, weight.
const bundleRow = cameraSize + 3 + 1

// A vec is a vector of three components.
type vec struct{ x, y, z float64 }

func (a vec) plus(b vec) vec            { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) minus(b vec) vec           { return vec{a.x - b.x, a.y - b.y, a.z - b.z} }
func (a vec) times(s float64) vec       { return vec{a.x * s, a.y * s, a.z * s} }
func (a vec) dot(b vec) float64         { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vec) cross(b vec) vec           { return vec{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x} }
func (a vec) axpy(s float64, b vec) vec { return vec{a.x + s*b.x, a.y + s*b.y, a.z + s*b.z} }
func (a vec) store(x []float64)         { x[0], x[1], x[2] = a.x, a.y, a.z }
func load(x []float64) vec              { return vec{x[0], x[1], x[2]} }

// rotate turns p by the angle |rot| around rot.
func rotate(rot, p vec) vec {
	square := rot.dot(rot)
	if square == 0 {
		return p.plus(rot.cross(p))
	}
	theta := math.Sqrt(square)
	sin, cos := math.Sincos(theta)
	w := rot.times(1 / theta)
	return p.times(cos).axpy(sin, w.cross(p)).axpy(w.dot(p)*(1-cos), w)
}

// reproject returns the weighted error of one observation.
func reproject(cam, pt []float64, weight float64, feat []float64) (ex, ey float64) {
	c := rotate(load(cam[0:3]), load(pt).minus(load(cam[3:6])))
	dx, dy := c.x/c.z, c.y/c.z
	r2 := dx*dx + dy*dy
	l := 1 + cam[9]*r2 + cam[10]*r2*r2
	px, py := dx*l*cam[6]+cam[7], dy*l*cam[6]+cam[8]
	return weight * (px - feat[0]), weight * (py - feat[1])
}

// reprojectHand stores both rows of the Jacobian: one forward sweep, two back.
func reprojectHand(cam, pt []float64, weight float64, feat, row0, row1 []float64) (ex, ey float64) {
	cam, row0, row1 = cam[:cameraSize], row0[:bundleRow], row1[:bundleRow]
	p := load(pt).minus(load(cam[3:6]))
	rot := load(cam[0:3])
	square := rot.dot(rot)
	var c, w, wp vec
	var inverse, sin, cos, along float64
	if square == 0 {
		c = p.plus(rot.cross(p))
	} else {
		theta := math.Sqrt(square)
		sin, cos = math.Sincos(theta)
		inverse = 1 / theta
		w = rot.times(inverse)
		wp, along = w.cross(p), w.dot(p)
		c = p.times(cos).axpy(sin, wp).axpy(along*(1-cos), w)
	}
	depth := 1 / c.z
	dx, dy := c.x*depth, c.y*depth
	r2 := dx*dx + dy*dy
	l := 1 + cam[9]*r2 + cam[10]*r2*r2
	ldx, ldy := dx*l, dy*l
	ex, ey = ldx*cam[6]+cam[7]-feat[0], ldy*cam[6]+cam[8]-feat[1]
	bend := 2 * (cam[9] + 2*cam[10]*r2)
	for i, row := range [2][]float64{row0, row1} {
		e, d, ld := ex, dx, ldx
		if i == 1 {
			e, d, ld = ey, dy, ldy
		}
		gl := weight * cam[6] * d
		row[6] = weight * ld
		row[7], row[8] = 0, 0
		row[7+i] = weight
		row[9], row[10] = gl*r2, gl*r2*r2
		row[14] = e
		gx, gy := gl*bend*dx, gl*bend*dy
		if i == 0 {
			gx += weight * cam[6] * l
		} else {
			gy += weight * cam[6] * l
		}
		g := vec{gx * depth, gy * depth, -(gx*dx + gy*dy) * depth}
		var gp, grot vec
		if square == 0 {
			gp, grot = g.plus(g.cross(rot)), p.cross(g)
		} else {
			wg := w.dot(g)
			gp = g.times(cos).axpy(sin, g.cross(w)).axpy(wg*(1-cos), w)
			gw := p.cross(g).times(sin).axpy((1-cos)*along, g).axpy((1-cos)*wg, p)
			gtheta := sin*(wg*along-g.dot(p)) + cos*g.dot(wp) - gw.dot(w)*inverse
			grot = gw.times(inverse).axpy(gtheta, w)
		}
		grot.store(row[0:3])
		row[3], row[4], row[5] = -gp.x, -gp.y, -gp.z
		gp.store(row[11:14])
	}
	return weight * ex, weight * ey
}

func bundleCase(cameras, points, observations int) *objective {
	s := clock.NewSource(11)
	n := cameraSize*cameras + 3*points + observations
	x := make([]float64, n)
	cams, pts, weights := rows(x[:cameraSize*cameras], cameraSize), rows(x[cameraSize*cameras:n-observations], 3), x[n-observations:]
	for _, c := range cams {
		copy(c, s.Between(-0.5, 0.5, 3))
		copy(c[3:], s.Between(-0.5, 0.5, 3))
		copy(c[6:], s.Between(400, 800, 1))
		copy(c[7:], s.Between(-10, 10, 2))
		copy(c[9:], s.Between(-0.1, 0.1, 2))
	}
	for _, p := range pts {
		copy(p, s.Between(-1, 1, 2))
		copy(p[2:], s.Between(4, 8, 1))
	}
	copy(weights, s.Between(0.5, 1.5, observations))
	cam, pt, feats := s.Below(cameras, observations), s.Below(points, observations), rows(s.Between(-100, 100, 2*observations), 2)
	y, dx := make([]float64, 3*observations), make([]float64, (2*bundleRow+1)*observations)
	dcams, dpts := make([][2][]float64, observations), make([][2][]float64, observations) // where both rows have them
	for i, d := range rows(dx, 2*bundleRow+1) {
		for k := range 2 {
			row := d[k*bundleRow:][:bundleRow]
			dcams[i][k], dpts[i][k] = row[:cameraSize], row[cameraSize:bundleRow-1]
		}
	}
	primal := func() float64 {
		sum := 0.0
		for i, w := range weights {
			e := y[3*i:][:3]
			e[0], e[1] = reproject(cams[cam[i]], pts[pt[i]], w, feats[i])
			e[2] = 1 - w*w
			sum += e[0] + e[1] + e[2]
		}
		return sum
	}
	return &objective{
		name:   "bundle adjustment",
		x:      x,
		dx:     dx,
		primal: primal,
		hand: func() {
			for i, w := range weights {
				d := dx[i*(2*bundleRow+1):][:2*bundleRow+1]
				reprojectHand(cams[cam[i]], pts[pt[i]], w, feats[i], d[:bundleRow], d[bundleRow:2*bundleRow])
				d[2*bundleRow] = -2 * w
			}
		},
		ours: func() {
			clear(dx)
			for i, w := range weights {
				d := dx[i*(2*bundleRow+1):][:2*bundleRow+1]
				dweight := reprojectGrads(cams[cam[i]], dcams[i], pts[pt[i]], dpts[i], w, feats[i], [2]float64{1, 0}, [2]float64{0, 1})
				d[bundleRow-1], d[2*bundleRow-1] = dweight[0], dweight[1]
				d[2*bundleRow] = -2 * w
			}
		},
		jacobian: &jacobian{y: y, differences: func() {
			at := make([]float64, bundleRow)
			for i, w := range weights {
				d := dx[i*(2*bundleRow+1):][:2*bundleRow+1]
				copy(at, cams[cam[i]])
				copy(at[cameraSize:], pts[pt[i]])
				at[bundleRow-1] = w
				fd.Jacobian(mat.NewDense(2, bundleRow, d[:2*bundleRow]), func(e, x []float64) {
					e[0], e[1] = reproject(x[:cameraSize], x[cameraSize:bundleRow-1], x[bundleRow-1], feats[i])
				}, at, &fd.JacobianSettings{Formula: fd.Central})
				d[2*bundleRow] = ((1 - (w+1e-6)*(w+1e-6)) - (1 - (w-1e-6)*(w-1e-6))) / 2e-6
			}
		}},
	}
}
