// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Hand tracking: the distance of points of a skinned hand from where they were
// seen, by the 26 parameters of a pose, as in ADBench. In the complicated
// variant each point moves on a triangle of the hand, by two more parameters
// of its own.
//
// The Jacobian has few columns and many rows: it is taken column by column in
// forward mode.

package reverse

import "math"

const (
	poseSize  = 26
	handBones = 22
)

// An affine is a 3×4 matrix, row by row.
type affine [12]float64

// times stores a·b in m.
func (m *affine) times(a, b *affine) {
	for r := 0; r < 12; r += 4 {
		x, y, z := a[r], a[r+1], a[r+2]
		m[r] = x*b[0] + y*b[4] + z*b[8]
		m[r+1] = x*b[1] + y*b[5] + z*b[9]
		m[r+2] = x*b[2] + y*b[6] + z*b[10]
		m[r+3] = x*b[3] + y*b[7] + z*b[11] + a[r+3]
	}
}

// apply returns m·p.
func (m *affine) apply(p vec) vec {
	return vec{
		m[0]*p.x + m[1]*p.y + m[2]*p.z + m[3],
		m[4]*p.x + m[5]*p.y + m[6]*p.z + m[7],
		m[8]*p.x + m[9]*p.y + m[10]*p.z + m[11],
	}
}

// A handModel is a mesh and its skeleton at rest.
type handModel struct {
	parents   []int // -1 for the root
	relatives []affine
	inverses  []affine // of the absolute transforms
	vertices  []vec
	weights   [][]float64 // of each bone on each vertex
	triangles [][3]int
	mirrored  bool
}

// handWork is scratch memory: angles and transforms of bones, moved vertices.
type handWork struct {
	angles              []vec
	absolute, transform []affine
	moved               []vec
}

func newHandWork(h *handModel) *handWork {
	n := len(h.parents)
	return &handWork{make([]vec, n), make([]affine, n), make([]affine, n), make([]vec, len(h.vertices))}
}

// euler stores the rotation Rz·Ry·Rx in m.
func (m *affine) euler(a vec) {
	sx, cx := math.Sincos(a.x)
	sy, cy := math.Sincos(a.y)
	sz, cz := math.Sincos(a.z)
	m[0], m[1], m[2], m[3] = cy*cz, sx*sy*cz-cx*sz, sx*sz+cx*sy*cz, 0
	m[4], m[5], m[6], m[7] = cy*sz, cx*cz+sx*sy*sz, cx*sy*sz-sx*cz, 0
	m[8], m[9], m[10], m[11] = -sy, cy*sx, cx*cy, 0
}

// axis stores the rotation around rot by its length, and the shift, in m.
func (m *affine) axis(rot, shift vec) {
	angle := math.Sqrt(rot.dot(rot))
	if angle < 1e-4 {
		*m = affine{1, 0, 0, shift.x, 0, 1, 0, shift.y, 0, 0, 1, shift.z}
		return
	}
	w := rot.times(1 / angle)
	s, c := math.Sincos(angle)
	t := 1 - c
	m[0], m[1], m[2], m[3] = w.x*w.x*t+c, w.x*w.y*t-w.z*s, w.x*w.z*t+w.y*s, shift.x
	m[4], m[5], m[6], m[7] = w.x*w.y*t+w.z*s, w.y*w.y*t+c, w.y*w.z*t-w.x*s, shift.y
	m[8], m[9], m[10], m[11] = w.x*w.z*t-w.y*s, w.z*w.y*t+w.x*s, w.z*w.z*t+c, shift.z
}

// spread gives each finger its four angles: bending of three bones, and
// spreading at the first of them. The wrist and finger tips stay.
func spread(theta []float64, angles []vec) {
	at := 6
	for finger := range 5 {
		bone := 2 + 4*finger
		angles[bone] = vec{x: theta[at], z: theta[at+1]}
		angles[bone+1] = vec{x: theta[at+2]}
		angles[bone+2] = vec{x: theta[at+3]}
		at += 4
	}
}

// skin stores the vertices of the hand in pose theta in w.moved.
func skin(theta []float64, h *handModel, w *handWork) {
	spread(theta, w.angles)
	for i, parent := range h.parents {
		var rotation, relative affine
		rotation.euler(w.angles[i])
		relative.times(&h.relatives[i], &rotation)
		if parent < 0 {
			w.absolute[i] = relative
		} else {
			w.absolute[i].times(&w.absolute[parent], &relative)
		}
		w.transform[i].times(&w.absolute[i], &h.inverses[i])
	}
	clear(w.moved)
	for i := range w.transform {
		t, weights := &w.transform[i], h.weights[i]
		for v, p := range h.vertices {
			w.moved[v] = w.moved[v].axpy(weights[v], t.apply(p))
		}
	}
	var global affine
	global.axis(load(theta[0:3]), load(theta[3:6]))
	for v, p := range w.moved {
		if h.mirrored {
			p.x = -p.x
		}
		w.moved[v] = global.apply(p)
	}
}

// track stores in err how far the vertices called at are from points.
func track(theta []float64, h *handModel, at []int, points []vec, w *handWork, err []float64) {
	skin(theta, h, w)
	for i, p := range points {
		p.minus(w.moved[at[i]]).store(err[3*i : 3*i+3])
	}
}

// trackOn is track for places on the triangles called at, by two coordinates each.
func trackOn(theta, us []float64, h *handModel, at []int, points []vec, w *handWork, err []float64) {
	skin(theta, h, w)
	for i, p := range points {
		t, u, v := h.triangles[at[i]], us[2*i], us[2*i+1]
		on := w.moved[t[0]].times(u).axpy(v, w.moved[t[1]]).axpy(1-u-v, w.moved[t[2]])
		p.minus(on).store(err[3*i : 3*i+3])
	}
}
