// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What all random programs share.

package main

// prelude is what all programs use.
const prelude = `
type S struct {
	A, B float64
	V    [3]float64
	N    int
	L    []float64
	Q    *float64
	F    float32
	Next *S
}

func idx(i int) int { return (i%3 + 3) % 3 }

func (s S) val(x float64) float64 { return s.A*x + s.V[idx(s.N)] - s.L[1] }

func (s *S) set(x float64) float64 {
	s.B, s.A = x, s.B
	s.N++
	*s.Q += x * 0.5
	return s.B * s.A
}

// A Pair is generic.
type Pair[T float32 | float64] struct{ X, Y T }

func (p Pair[T]) Sum() T { return p.X*0.5 - p.Y }

// flat makes a float of everything in xs, so that nothing cancels by chance.
func flat(xs ...float64) (s float64) {
	for i, x := range xs {
		s += x * (1 + 0.37*float64(i%7))
	}
	return
}

func flat32(xs []float32) (s float64) {
	for i, x := range xs {
		s += float64(x) * (1 + 0.37*float64(i%7))
	}
	return
}

func flatp(ps []*float64) (s float64) {
	for i, p := range ps {
		s += *p * (1 - 0.17*float64(i%5))
	}
	return
}

func flats(xss [][]float64) (s float64) {
	for i, xs := range xss {
		s += flat(xs...) * (0.5 + float64(i))
	}
	return
}

// whole adds up a struct and what it leads to, two structs deep.
func (s *S) whole(n int) float64 {
	x := s.A*0.7 + s.B*1.3 + flat(s.V[:]...) + flat(s.L...) + float64(s.F)
	if s.Q != nil {
		x += *s.Q * 0.9
	}
	if s.Next != nil && n > 0 {
		x += 0.3 * s.Next.whole(n-1)
	}
	return x
}

func wholes(ss []S) (x float64) {
	for i := range ss {
		x += ss[i].whole(1) * (1 + float64(i))
	}
	return
}

func swapped[T float32 | float64](p Pair[T]) Pair[T] { return Pair[T]{p.Y, p.X} }

func ref(p *float64) **float64 { return &p }

func pick(p, q *float64, c bool) *float64 {
	if c {
		return p
	}
	return q
}

func sum(xs ...float64) (s float64) {
	for _, x := range xs {
		s += x * 0.5
	}
	return
}

func float(r *rand.Rand) float64 { return 2*r.Float64() - 1 }

func vec(r *rand.Rand) []float64 {
	v := make([]float64, 3+r.Intn(3), 8)
	for i := range v[:8] { // what is appended shows as written
		v[:8][i] = float(r)
	}
	return v
}

func vec32(r *rand.Rand) []float32 {
	v := make([]float32, 3+r.Intn(3), 6)
	for i := range v[:6] {
		v[:6][i] = float32(float(r))
	}
	return v
}

func ptrv(r *rand.Rand) []*float64 {
	p := ptr(r)
	return []*float64{p, ptr(r), ptr(r), p}
}

func mat(r *rand.Rand) [][]float64 { return [][]float64{vec(r), vec(r), vec(r)} }

func ptr(r *rand.Rand) *float64 { x := float(r); return &x }

func str(r *rand.Rand) S {
	return S{float(r), float(r), [3]float64{float(r), float(r), float(r)}, r.Intn(5), vec(r), ptr(r), float32(float(r)), nil}
}

func strp(r *rand.Rand) *S { s := str(r); t := str(r); s.Next = &t; return &s }

func strs(r *rand.Rand) []S { return []S{str(r), str(r)} }

func vecp(r *rand.Rand) *[]float64 { v := vec(r); return &v }

func ptrp(r *rand.Rand) **float64 { p := ptr(r); return &p }

func integer(r *rand.Rand) int { return r.Intn(6) }

// A Shape is what dynamic calls go to.
type Shape interface {
	at(x float64) float64
	grow(x float64)
}

type Disk struct{ R, X float64 }

func (d Disk) at(x float64) float64 { return math.Sin(d.R*x) + d.X }
func (d Disk) grow(float64)         {}

func (s *S) at(x float64) float64 { return s.A*x - s.V[1]*math.Cos(s.L[0]) }
func (s *S) grow(x float64)       { s.B += x; s.L[1] *= 0.5 * x }

type Line []float64

func (l Line) at(x float64) float64 { return l[0] + x*l[1] }
func (l Line) grow(x float64)       { l[2] -= x }

// A Stack is generic, and grows.
type Stack[T float32 | float64] struct {
	all []T
	top *T
}

func (s *Stack[T]) push(x T) {
	s.all = append(s.all, x)
	s.top = &s.all[len(s.all)-1]
}

func (s *Stack[T]) pop() T {
	x := s.all[len(s.all)-1]
	s.all = s.all[:len(s.all)-1]
	return x
}

func scaled[T float32 | float64](xs []T, c T) []T {
	out := make([]T, 0, len(xs))
	for _, x := range xs {
		out = append(out, x*c)
	}
	return out
}

func fold[T any](xs []T, s T, f func(s, x T) T) T {
	for _, x := range xs {
		s = f(s, x)
	}
	return s
}

func each(xs []float64) func(func(int, float64) bool) {
	return func(yield func(int, float64) bool) {
		for i, x := range xs {
			if !yield(i, x) {
				return
			}
		}
	}
}

// Both has others in it.
type Both struct {
	S
	Pair[float64]
	K float64
}

func root(x float64) (float64, error) {
	if x < -0.3 {
		return 0, errors.New("negative")
	}
	return math.Sqrt(x + 0.4), nil
}

func rooted(x float64) (float64, error) {
	y, err := root(0.5 * x)
	if err != nil {
		return x, fmt.Errorf("root of half of it: %w", err)
	}
	return y * x, nil
}

func twice(f func(float64) float64, x float64) float64 { return f(x) - f(0.5*x) }

func halves(xs iter.Seq[float64]) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for x := range xs {
			if !yield(0.5 * x) {
				return
			}
		}
	}
}

func damp(p *float64, x float64) { *p = math.Sin(*p + x) }

func sq(x float64) float64 { return 0.5*x*x - x }

// What is fixed has no derivative, and nobody writes there.
var (
	fixedRows    = [][]float64{{0.5, -0.25}, {0.75, 0.3}, {-0.6, 0.2}, {0.1, 0.9}}
	fixedNumber  = 0.7
	fixedStructs = []S{
		{A: 0.3, B: 0.2, V: [3]float64{0.1, 0.2, 0.3}, N: 1, L: []float64{0.4, 0.6, 0.8}, Q: &fixedNumber, F: 0.5},
		{A: -0.3, B: 0.6, V: [3]float64{0.7, 0.2, 0.1}, N: 2, L: []float64{0.9, -0.6, 0.3}, Q: &fixedNumber, F: 0.25},
		{A: 0.8, B: -0.4, V: [3]float64{0.5, 0.1, 0.2}, N: 0, L: []float64{-0.1, 0.2, 0.5}, Q: &fixedNumber, F: 0.75},
	}
	fixedArray       = &[3]S{fixedStructs[1], fixedStructs[0], fixedStructs[2]}
	fixedShape Shape = &Disk{0.4, 0.3}
	fixedMap         = map[string]float64{"a": 0.6, "b": 0.2}
)

// raised changes its result when it returns.
func raised(x, y float64) (z float64) {
	defer func() { z += math.Sin(x * z) }()
	if y > 0.2 {
		return x * y
	}
	z = x - y
	return
}

// rescued recovers from its own panic.
func rescued(x float64) (y float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			y, err = 0.25*x, fmt.Errorf("recovered: %v", r)
		}
	}()
	if x < -0.2 {
		panic("small")
	}
	return math.Sqrt(x + 0.5), nil
}

var pool = sync.Pool{New: func() any { return &[3]float64{} }}

// pooled uses memory from a pool.
func pooled(x float64, v []float64) float64 {
	a := pool.Get().(*[3]float64)
	defer pool.Put(a)
	*a = [3]float64{x, v[0], v[1] * x}
	return a[0]*a[1] - math.Cos(a[2])
}

// stacked defers in a loop.
func stacked(v []float64, x float64) (s float64) {
	for i := range v[:2] {
		defer func() { s = 0.5*s + x*v[i] }()
	}
	return x * x
}

var (
	_ = math.Pi
	_ = cmplx.Abs
	_ = slices.Sort[[]float64]
	_ = sort.Float64s
	_ = cmp.Compare[float64]
	_ sync.Mutex
	_ atomic.Int64
)
`
