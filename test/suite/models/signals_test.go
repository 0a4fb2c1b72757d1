// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Signals, filters and splines: transforms in place, filters with state behind interfaces,
// matrices of type parameters, curves that fail with errors.

package models

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"math"
	"math/bits"
	"math/cmplx"
	"slices"
	"sort"
	"testing"

	"goenzyme/suite/check"
)

// transform is an in-place FFT with a permutation by reversed bits.
func transform(a []complex128, inverse bool) {
	n := len(a)
	shift := 64 - bits.TrailingZeros(uint(n))
	for i := range a {
		if j := int(bits.Reverse64(uint64(i)) >> shift); i < j {
			a[i], a[j] = a[j], a[i]
		}
	}
	sign := -1.0
	if inverse {
		sign = 1
	}
	for size := 2; size <= n; size *= 2 {
		step := cmplx.Exp(complex(0, sign*2*math.Pi/float64(size)))
		for start := 0; start < n; start += size {
			w := complex(1, 0)
			for k := range size / 2 {
				u, v := a[start+k], w*a[start+k+size/2]
				a[start+k], a[start+k+size/2] = u+v, u-v
				w *= step
			}
		}
	}
}

// convolve multiplies spectra.
//
//go:autodiff dConvolve Forward
//go:autodiff rConvolve Reverse
func convolve(x, y []float64) []float64 {
	n := 1
	for n < len(x)+len(y) {
		n <<= 1
	}
	a, b := make([]complex128, n), make([]complex128, n)
	for i, v := range x {
		a[i] = complex(v, 0)
	}
	for i, v := range y {
		b[i] = complex(v, 0)
	}
	transform(a, false)
	transform(b, false)
	for i := range a {
		a[i] *= b[i]
	}
	transform(a, true)
	out := make([]float64, len(x)+len(y)-1)
	for i := range out {
		out[i] = real(a[i]) / float64(n)
	}
	return out
}

//go:autodiff dConvolved Forward
//go:autodiff rConvolved Reverse
func convolved(x, y, out []float64) { copy(out, convolve(x, y)) }

// spectrum is the recursive transform, which makes slices at each level.
func spectrum(x []complex128) []complex128 {
	if len(x) == 1 {
		return x
	}
	var even, odd []complex128
	for i, v := range x {
		if i%2 == 0 {
			even = append(even, v)
		} else {
			odd = append(odd, v)
		}
	}
	even, odd = spectrum(even), spectrum(odd)
	for k := range odd {
		t := cmplx.Rect(1, -2*math.Pi*float64(k)/float64(len(x))) * odd[k]
		even, odd[k] = append(even, even[k]-t), even[k]+t
	}
	return append(odd, even[len(x)/2:]...)
}

//go:autodiff dPower Forward
//go:autodiff rPower Reverse
func powerSpectrum(x []float64) (sum float64) {
	var z []complex128
	for _, v := range x {
		z = append(z, complex(v, v*v))
	}
	for k, c := range spectrum(z) {
		sum += cmplx.Abs(c) * float64(k)
	}
	return sum + cmplx.Phase(z[1])
}

// A filter has a state.
type filter interface{ step(x float64) float64 }

type biquad struct {
	b [3]float64
	a [2]float64
	z [2]float64
}

func (f *biquad) step(x float64) float64 {
	y := f.b[0]*x + f.z[0]
	f.z[0] = f.b[1]*x - f.a[0]*y + f.z[1]
	f.z[1] = f.b[2]*x - f.a[1]*y
	return y
}

type fir struct {
	taps, line []float64
	at         int
}

func (f *fir) step(x float64) (y float64) {
	f.line[f.at] = x
	for i, c := range f.taps {
		y += c * f.line[(f.at-i+len(f.line))%len(f.line)]
	}
	f.at = (f.at + 1) % len(f.line)
	return y
}

type chain []filter

func (c chain) step(x float64) float64 {
	for _, f := range c {
		x = f.step(x)
	}
	return x
}

type stepFunc func(float64) float64

func (f stepFunc) step(x float64) float64 { return f(x) }

// lowpass designs a filter.
func lowpass(freq, q float64) *biquad {
	s, c := math.Sincos(2 * math.Pi * freq)
	alpha := s / (2 * q)
	a0 := 1 + alpha
	return &biquad{b: [3]float64{(1 - c) / 2 / a0, (1 - c) / a0, (1 - c) / 2 / a0}, a: [2]float64{-2 * c / a0, (1 - alpha) / a0}}
}

//go:autodiff dFiltered Forward
//go:autodiff rFiltered Reverse
func filtered(x []float64, freq, q, gain float64) (energy float64) {
	peak := 0.0
	c := chain{
		lowpass(freq, q),
		&fir{taps: []float64{gain, 0.3, gain * gain}, line: make([]float64, 3)},
		stepFunc(func(v float64) float64 {
			peak = 0.9*peak + 0.1*v*v
			return math.Tanh(v) / (1 + peak)
		}),
	}
	for _, v := range x {
		y := c.step(v)
		energy += y * y
	}
	return energy + peak
}

// A number is what matrices are made of.
type number interface{ ~float32 | ~float64 }

type matrix[T number] struct {
	rows, cols int
	data       []T
}

func newMatrix[T number](r, c int) matrix[T] { return matrix[T]{r, c, make([]T, r*c)} }

func (m matrix[T]) at(i, j int) *T { return &m.data[i*m.cols+j] }

func (m matrix[T]) times(o matrix[T]) matrix[T] {
	p := newMatrix[T](m.rows, o.cols)
	for i := range m.rows {
		for j := range o.cols {
			for k := range m.cols {
				*p.at(i, j) += *m.at(i, k) * *o.at(k, j)
			}
		}
	}
	return p
}

func (m matrix[T]) transposed() matrix[T] {
	t := newMatrix[T](m.cols, m.rows)
	for i := range m.rows {
		for j := range m.cols {
			*t.at(j, i) = *m.at(i, j)
		}
	}
	return t
}

func (m matrix[T]) zip(o matrix[T], f func(a, b T) T) matrix[T] {
	r := newMatrix[T](m.rows, m.cols)
	for i := range r.data {
		r.data[i] = f(m.data[i], o.data[i])
	}
	return r
}

var errSingular = errors.New("singular")

// inverse is by Gauss and Jordan, with pivots.
func (m matrix[T]) inverse() (matrix[T], error) {
	n := m.rows
	a, inv := matrix[T]{n, n, slices.Clone(m.data)}, newMatrix[T](n, n)
	for i := range n {
		*inv.at(i, i) = 1
	}
	for c := range n {
		p := c
		for r := c + 1; r < n; r++ {
			if math.Abs(float64(*a.at(r, c))) > math.Abs(float64(*a.at(p, c))) {
				p = r
			}
		}
		if *a.at(p, c) == 0 {
			return inv, fmt.Errorf("column %d: %w", c, errSingular)
		}
		for j := range n {
			*a.at(c, j), *a.at(p, j) = *a.at(p, j), *a.at(c, j)
			*inv.at(c, j), *inv.at(p, j) = *inv.at(p, j), *inv.at(c, j)
		}
		d := *a.at(c, c)
		for j := range n {
			*a.at(c, j) /= d
			*inv.at(c, j) /= d
		}
		for r := range n {
			if f := *a.at(r, c); r != c {
				for j := range n {
					*a.at(r, j) -= f * *a.at(c, j)
					*inv.at(r, j) -= f * *inv.at(c, j)
				}
			}
		}
	}
	return inv, nil
}

func add[T number](a, b T) T { return a + b }
func sub[T number](a, b T) T { return a - b }

// kalman tracks position and speed, and returns the log likelihood of what was measured.
type kalman[T number] struct {
	x, p, f, q, h, r matrix[T]
}

func (k *kalman[T]) update(z T) (logp float64, err error) {
	k.x = k.f.times(k.x)
	k.p = k.f.times(k.p).times(k.f.transposed()).zip(k.q, add)
	y := z - k.h.times(k.x).data[0]
	s := k.h.times(k.p).times(k.h.transposed()).zip(k.r, add)
	inv, err := s.inverse()
	if err != nil {
		return 0, err
	}
	gain := k.p.times(k.h.transposed()).times(inv)
	k.x = k.x.zip(gain.times(matrix[T]{1, 1, []T{y}}), add)
	k.p = k.p.zip(gain.times(k.h).times(k.p), sub[T])
	v := float64(y) * float64(inv.data[0]) * float64(y)
	return -0.5 * (v + math.Log(2*math.Pi*float64(s.data[0]))), nil
}

func track[T number](z []T, dt, q, r T) (float64, error) {
	k := kalman[T]{
		x: newMatrix[T](2, 1),
		p: matrix[T]{2, 2, []T{1, 0, 0, 1}},
		f: matrix[T]{2, 2, []T{1, dt, 0, 1}},
		q: matrix[T]{2, 2, []T{q * dt, 0, 0, q}},
		h: matrix[T]{1, 2, []T{1, 0}},
		r: matrix[T]{1, 1, []T{r}},
	}
	sum := 0.0
	for _, v := range z {
		l, err := k.update(v)
		if err != nil {
			return sum, err
		}
		sum += l
	}
	return sum, nil
}

//go:autodiff dTrack Forward
//go:autodiff rTrack Reverse
func track64(z []float64, dt, q, r float64) (float64, error) { return track(z, dt, q, r) }

//go:autodiff dTrack32 Forward
//go:autodiff rTrack32 Reverse
func track32(z []float32, dt, q, r float32) (float64, error) { return track(z, dt, q, r) }

// unscented propagates sigma points through a function.
//
//go:autodiff dUnscented Forward
//go:autodiff rUnscented Reverse
func unscented(mean, cov [2]float64, noise float64) (m, v [2]float64) {
	models := []func(p [2]float64) [2]float64{
		func(p [2]float64) [2]float64 { return [2]float64{p[0] * math.Cos(p[1]), p[0] * math.Sin(p[1])} },
		func(p [2]float64) [2]float64 { return [2]float64{p[0] + noise*p[1], p[1] * p[0]} },
	}
	for _, f := range models {
		points := [][2]float64{mean}
		for i := range mean {
			for _, s := range []float64{1, -1} {
				p := mean
				p[i] += s * math.Sqrt(3*cov[i])
				points = append(points, p)
			}
		}
		var sum, squares [2]float64
		for i, p := range points {
			w := 1.0 / 6
			if i == 0 {
				w = 1 - 4.0/6
			}
			q := f(p)
			for j := range q {
				sum[j] += w * q[j]
				squares[j] += w * q[j] * q[j]
			}
		}
		for j := range sum {
			m[j] += sum[j]
			v[j] += squares[j] - sum[j]*sum[j] + noise
		}
	}
	return
}

// particles weights and resamples systematically; which survive is a matter of indices.
//
//go:autodiff dParticles Forward
//go:autodiff rParticles Reverse
func particles(start, seen []float64, sigma float64) (mean float64) {
	type particle struct{ x, w float64 }
	ps := make([]particle, len(start))
	for i, x := range start {
		ps[i] = particle{x, 1}
	}
	for _, z := range seen {
		total := 0.0
		for i := range ps {
			p := &ps[i]
			p.x += 0.1 * math.Sin(p.x)
			d := (z - p.x) / sigma
			p.w = math.Exp(-d * d / 2)
			total += p.w
		}
		next := make([]particle, 0, len(ps))
		sum, at := 0.0, 0.5
		for _, p := range ps {
			sum += p.w / total * float64(len(ps))
			for at < sum {
				next = append(next, particle{p.x, p.w / total})
				at++
			}
		}
		ps = next
	}
	for _, p := range ps {
		mean += p.x * p.w
	}
	return mean
}

// A curve can be evaluated, with an error outside of its domain.
type curve interface {
	at(x float64) (float64, error)
}

type outside struct {
	text  string
	where int
}

func (o *outside) Error() string { return o.text }

type cubic struct{ xs, a, b, c, d []float64 }

// spline is the natural cubic spline: a tridiagonal system.
func spline(xs, ys []float64) *cubic {
	n := len(xs) - 1
	h, alpha := make([]float64, n), make([]float64, n)
	for i := range n {
		h[i] = xs[i+1] - xs[i]
	}
	for i := 1; i < n; i++ {
		alpha[i] = 3/h[i]*(ys[i+1]-ys[i]) - 3/h[i-1]*(ys[i]-ys[i-1])
	}
	mu, z := make([]float64, n+1), make([]float64, n+1)
	for i := 1; i < n; i++ {
		l := 2*(xs[i+1]-xs[i-1]) - h[i-1]*mu[i-1]
		mu[i], z[i] = h[i]/l, (alpha[i]-h[i-1]*z[i-1])/l
	}
	s := &cubic{xs: xs, a: ys, b: make([]float64, n), c: make([]float64, n+1), d: make([]float64, n)}
	for j := n - 1; j >= 0; j-- {
		s.c[j] = z[j] - mu[j]*s.c[j+1]
		s.b[j] = (ys[j+1]-ys[j])/h[j] - h[j]*(s.c[j+1]+2*s.c[j])/3
		s.d[j] = (s.c[j+1] - s.c[j]) / (3 * h[j])
	}
	return s
}

func (s *cubic) at(x float64) (float64, error) {
	n := len(s.xs)
	if where := cmp.Compare(x, s.xs[n-1]); where > 0 || x < s.xs[0] {
		return 0, &outside{fmt.Sprintf("%g is not in [%g, %g]", x, s.xs[0], s.xs[n-1]), where}
	}
	i := sort.Search(n-1, func(i int) bool { return s.xs[i] > x }) - 1
	d := x - s.xs[i]
	return s.a[i] + d*(s.b[i]+d*(s.c[i]+d*s.d[i])), nil
}

// basis is a B-spline by de Boor's recursion, without memory.
type basis struct {
	knots, points []float64
	degree        int
}

func (b basis) n(i, k int, x float64) float64 {
	if k == 0 {
		if b.knots[i] <= x && x < b.knots[i+1] {
			return 1
		}
		return 0
	}
	y := 0.0
	if d := b.knots[i+k] - b.knots[i]; d > 0 {
		y += (x - b.knots[i]) / d * b.n(i, k-1, x)
	}
	if d := b.knots[i+k+1] - b.knots[i+1]; d > 0 {
		y += (b.knots[i+k+1] - x) / d * b.n(i+1, k-1, x)
	}
	return y
}

func (b basis) at(x float64) (y float64, err error) {
	for i, p := range b.points {
		y += p * b.n(i, b.degree, x)
	}
	return y, nil
}

// clamped extends a curve by its ends.
type clamped struct {
	curve
	lo, hi float64
}

func (c clamped) at(x float64) (float64, error) {
	y, err := c.curve.at(x)
	var o *outside
	if errors.As(err, &o) && o.where > 0 {
		return c.curve.at(c.hi - 1e-9)
	}
	return y, err
}

//go:autodiff dCurves Forward
//go:autodiff rCurves Reverse
func curves(ys []float64, x, stretch float64) (sum float64, err error) {
	xs := make([]float64, len(ys))
	for i := range xs {
		xs[i] = float64(i) * stretch
	}
	s := spline(xs, ys)
	for _, c := range []curve{s, clamped{s, xs[0], xs[len(xs)-1]}, basis{[]float64{0, 0, 0, stretch, 2 * stretch, 5, 5, 5}, ys, 2}} {
		for _, at := range []float64{x, x * x, 10 * x} {
			y, err := c.at(at)
			var o *outside
			switch {
			case errors.As(err, &o):
				sum += 0.1 * stretch * float64(o.where)
			case err != nil:
				return 0, err
			}
			sum += y * at
		}
	}
	return sum, nil
}

// bezier subdivides a curve until it is flat, and adds up the length of the pieces.
func bezier(p [4]vec, flat float64) iter.Seq2[vec, vec] {
	return func(yield func(vec, vec) bool) {
		var divide func(p [4]vec, depth int) bool
		divide = func(p [4]vec, depth int) bool {
			d := p[3].sub(p[0])
			if depth == 0 || d.cross(p[1].sub(p[0])).len()+d.cross(p[2].sub(p[0])).len() < flat {
				return yield(p[0], p[3])
			}
			a, b, c := p[0].mix(p[1], 0.5), p[1].mix(p[2], 0.5), p[2].mix(p[3], 0.5)
			ab, bc := a.mix(b, 0.5), b.mix(c, 0.5)
			m := ab.mix(bc, 0.5)
			return divide([4]vec{p[0], a, ab, m}, depth-1) && divide([4]vec{m, bc, c, p[3]}, depth-1)
		}
		divide(p, 6)
	}
}

//go:autodiff dArc Forward
//go:autodiff rArc Reverse
func arc(p [4]vec, most float64) (length float64) {
	for a, b := range bezier(p, 0.05) {
		length += b.sub(a).len()
		if length > most {
			break
		}
	}
	return length
}

// savitzky smooths by least squares in a sliding window, with a matrix of type parameters.
//
//go:autodiff dSavitzky Forward
//go:autodiff rSavitzky Reverse
func savitzky(x []float64, half int, spread float64) (out float64, err error) {
	v := newMatrix[float64](2*half+1, 3)
	for i := -half; i <= half; i++ {
		t := float64(i) * spread
		for j, p := range [...]float64{1, t, t * t} {
			*v.at(i+half, j) = p
		}
	}
	vt := v.transposed()
	inv, err := vt.times(v).inverse()
	if err != nil {
		return 0, err
	}
	w := inv.times(vt)
	for i := half; i < len(x)-half; i++ {
		y := 0.0
		for j := -half; j <= half; j++ {
			y += *w.at(0, j+half) * x[i+j]
		}
		out += y * y
	}
	return out, nil
}

// resample interpolates by a windowed sinc.
//
//go:autodiff dResample Forward
//go:autodiff rResample Reverse
func resample(x []float64, rate float64) []float64 {
	sinc := func(t float64) float64 {
		if t == 0 {
			return 1
		}
		return math.Sin(math.Pi*t) / (math.Pi * t)
	}
	var out []float64
	for t := 0.5; t < float64(len(x)-1); t += rate {
		y := 0.0
		for i := max(0, int(t)-2); i < min(len(x), int(t)+4); i++ {
			d := t - float64(i)
			y += x[i] * sinc(d) * sinc(d/4)
		}
		out = append(out, y)
	}
	return out
}

//go:autodiff dResampled Forward
//go:autodiff rResampled Reverse
func resampled(x []float64, rate float64) (e float64) {
	for i, v := range resample(x, rate) {
		e += v * v * float64(i)
	}
	return e
}

// goertzel and autocorrelation, by way of a table of functions.
//
//go:autodiff dFeatures Forward
//go:autodiff rFeatures Reverse
func features(x []float64, f float64) map[string]float64 {
	table := map[string]func() float64{
		"tone": func() float64 {
			c := 2 * math.Cos(2*math.Pi*f)
			a, b := 0.0, 0.0
			for _, v := range x {
				a, b = v+c*a-b, a
			}
			return a*a + b*b - c*a*b
		},
		"lag": func() (r float64) {
			for i := range len(x) - 1 {
				r += x[i] * x[i+1]
			}
			return r
		},
		"crest": func() float64 { return slices.Max(x) / math.Sqrt(1+x[0]*x[0]) },
	}
	out := make(map[string]float64)
	for _, name := range []string{"crest", "lag", "tone"} {
		out[name] = table[name]()
	}
	return out
}

//go:autodiff dFeature Forward
//go:autodiff rFeature Reverse
func feature(x []float64, f float64) float64 {
	m := features(x, f)
	return m["tone"]*m["lag"] + m["crest"]
}

func TestSignals(t *testing.T) {
	check.Both(t, convolved, dConvolved, rConvolved, check.Vec(3, -1, 1), check.Vec(4, -1, 1), check.Vec(6, 0, 1))
	check.Forward(t, convolve, dConvolve, check.Vec(3, -1, 1), check.Vec(4, -1, 1))
	check.Both(t, powerSpectrum, dPower, rPower, check.Vec(8, 0.2, 1.5))
	check.Both(t, filtered, dFiltered, rFiltered, check.Vec(9, -1, 1), 0.12, 0.8, 0.5)
	check.Both(t, track64, dTrack, rTrack, []float64{0.1, 0.4, 0.5, 0.9, 1.3}, 0.5, 0.3, 0.4)
	check.Both(t, track32, dTrack32, rTrack32, []float32{0.1, 0.4, 0.5, 0.9, 1.3}, float32(0.5), float32(0.3), float32(0.4))
	check.Both(t, unscented, dUnscented, rUnscented, check.Range(0.5, 1), check.Range(0.1, 0.2), 0.3)
	check.Both(t, particles, dParticles, rParticles, []float64{0.1, 0.5, 0.9, 1.4}, []float64{0.7, 0.8}, 0.5, check.Fixed())
	check.Both(t, curves, dCurves, rCurves, []float64{1, 0.4, 0.7, 1.2, 0.3}, 0.9, 0.7)
	check.Both(t, arc, dArc, rArc, [4]vec{{0, 0, 0}, {1, 2, 0.1}, {2, -1, 0.3}, {3, 1, 0}}, 100.0)
	check.Both(t, arc, dArc, rArc, [4]vec{{0, 0, 0}, {1, 2, 0.1}, {2, -1, 0.3}, {3, 1, 0}}, 1.0)
	check.Both(t, savitzky, dSavitzky, rSavitzky, check.Vec(9, -1, 1), 2, 0.8)
	check.Both(t, resampled, dResampled, rResampled, check.Vec(8, -1, 1), 0.63, check.Fixed())
	check.Forward(t, resample, dResample, check.Vec(8, -1, 1), 0.63, check.Fixed())
	check.Both(t, feature, dFeature, rFeature, check.Vec(6, 0.1, 1), 0.17)
	check.Forward(t, features, dFeatures, check.Vec(6, 0.1, 1), 0.17)
}
