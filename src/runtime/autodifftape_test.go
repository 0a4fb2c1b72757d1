// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package runtime_test

import (
	"fmt"
	"math/rand"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"unsafe"
)

const word = unsafe.Sizeof(uintptr(0))

// A tapeStack is a tape of frames of up to largest words, as derivatives use it.
type tapeStack struct {
	top, limit unsafe.Pointer
	largest    uintptr
	pointers   bool
	grown      int
}

// push begins a frame of n words.
func (s *tapeStack) push(n uintptr) unsafe.Pointer {
	if uintptr(s.top) >= uintptr(s.limit) {
		s.reserve(s.largest * word)
	}
	frame := s.top
	s.top = unsafe.Add(s.top, n*word)
	return frame
}

// reserve makes room for need bytes.
func (s *tapeStack) reserve(need uintptr) {
	s.top, s.limit = runtime.AutodiffGrow(s.top, s.limit, s.largest*word, need, s.pointers)
	s.grown++
}

// pop returns the last frame, which has n words, and takes it off.
func (s *tapeStack) pop(n uintptr) unsafe.Pointer {
	s.top = unsafe.Add(s.top, -int(n*word))
	return s.top
}

func (s *tapeStack) release() {
	runtime.AutodiffRelease(s.top, s.top, s.pointers)
	s.top, s.limit = nil, nil
}

func slotOf[T any](frame unsafe.Pointer, i uintptr) *T { return (*T)(unsafe.Add(frame, i*word)) }

// TestAutodiffTape pushes and pops frames of different sizes and compares what
// they hold with a slice.
func TestAutodiffTape(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	for range 200 {
		s := &tapeStack{largest: uintptr(1 + rnd.Intn(20))}
		var sizes []uintptr
		var model [][]uintptr
		for range rnd.Intn(2000) {
			if rnd.Intn(3) > 0 || len(sizes) == 0 {
				n := uintptr(1 + rnd.Intn(int(s.largest)))
				frame := s.push(n)
				var want []uintptr
				for i := range n {
					x := uintptr(rnd.Uint32())
					*slotOf[uintptr](frame, i) = x
					want = append(want, x)
				}
				sizes, model = append(sizes, n), append(model, want)
				continue
			}
			last := len(sizes) - 1
			frame := s.pop(sizes[last])
			for i, want := range model[last] {
				if got := *slotOf[uintptr](frame, uintptr(i)); got != want {
					t.Fatalf("word %d of frame %d is %d, not %d", i, last, got, want)
				}
			}
			sizes, model = sizes[:last], model[:last]
		}
		for len(sizes) > 0 {
			last := len(sizes) - 1
			if got, want := *slotOf[uintptr](s.pop(sizes[last]), 0), model[last][0]; got != want {
				t.Fatalf("frame %d holds %d, not %d", last, got, want)
			}
			sizes = sizes[:last]
		}
		s.release()
	}
	runtime.AutodiffRelease(nil, nil, false)
	runtime.AutodiffRelease(nil, nil, true)
}

// TestAutodiffTapeReserve checks that what was reserved is not grown again, and
// that growing is rare.
func TestAutodiffTapeReserve(t *testing.T) {
	for _, pointers := range []bool{false, true} {
		for _, n := range []uintptr{1, 100, 100000} {
			s := &tapeStack{largest: 3, pointers: pointers}
			s.reserve(n * 3 * word)
			for range n {
				*slotOf[uintptr](s.push(3), 2) = 0
			}
			if s.grown != 1 {
				t.Errorf("%d frames were reserved, and the tape grew %d times", n, s.grown)
			}
			s.pop(3 * n)
			s.release()
		}
		s := &tapeStack{largest: 2, pointers: pointers}
		for range 1 << 18 {
			s.push(2)
		}
		if s.grown > 25 {
			t.Errorf("the tape grew %d times", s.grown)
		}
		s.pop(2 << 18)
		s.release()
	}
}

// TestAutodiffTapePointers checks that what only a tape leads to survives
// collections while the tape grows, and is collected when it is released.
func TestAutodiffTapePointers(t *testing.T) {
	for _, n := range []int{20, 100, 20000} {
		var freed sync.WaitGroup
		s := &tapeStack{largest: 2, pointers: true}
		for i := range n {
			frame := s.push(2)
			p := &[2]int{i, -i}
			if i%(n/10) == 0 {
				freed.Add(1)
				runtime.AddCleanup(p, func(int) { freed.Done() }, 0)
			}
			*slotOf[*[2]int](frame, 0) = p
			*slotOf[*[2]int](frame, 1) = nil
			if i%(n/4) == 0 {
				runtime.GC()
			}
		}
		runtime.GC()
		for i := n - 1; i >= 0; i-- {
			frame := s.pop(2)
			if p := *slotOf[*[2]int](frame, 0); p[0] != i || p[1] != -i {
				t.Fatalf("frame %d leads to %v", i, *p)
			}
		}
		s.release()
		done := make(chan bool)
		go func() { freed.Wait(); close(done) }()
		for range 3 {
			runtime.GC()
		}
		<-done
	}
}

// TestAutodiffTapeReuse checks that in the long run tapes are not allocated, not
// even where derivatives call others.
func TestAutodiffTapeReuse(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, pointers := range []bool{false, true} {
		for _, n := range []int{1, 10, 100, 1000, 100000} {
			var outer, inner tapeStack
			use := func() {
				outer = tapeStack{largest: 2, pointers: pointers}
				inner = outer
				for range n {
					outer.push(2)
				}
				inner.push(1)
				inner.pop(1)
				inner.release()
				outer.pop(uintptr(2 * n))
				outer.release()
			}
			use()
			if got := testing.AllocsPerRun(50, use); got != 0 {
				t.Errorf("%d frames, pointers %v: %v allocations", n, pointers, got)
			}
		}
	}
}

// TestAutodiffTapeCleared checks that a tape of pointers comes back empty.
func TestAutodiffTapeCleared(t *testing.T) {
	for _, n := range []uintptr{10, 10000} {
		for range 3 {
			s := &tapeStack{largest: 1, pointers: true}
			s.reserve(n * word)
			for range n {
				slot := slotOf[*int](s.push(1), 0)
				if *slot != nil {
					t.Fatalf("a new tape of %d words holds %p", n, *slot)
				}
				*slot = new(int)
			}
			s.pop(n)
			s.release()
		}
	}
}

// TestAutodiffTapeTogether uses tapes in many goroutines, with collections.
func TestAutodiffTapeTogether(t *testing.T) {
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			rnd := rand.New(rand.NewSource(int64(g)))
			for range 300 {
				a, b := &tapeStack{largest: 1}, &tapeStack{largest: 1, pointers: true}
				n := uintptr(1 + rnd.Intn(600))
				for i := range n {
					*slotOf[uintptr](a.push(1), 0) = i + uintptr(g)<<20
					*slotOf[*[2]int](b.push(1), 0) = &[2]int{int(i), g}
					if rnd.Intn(2000) == 0 {
						runtime.GC()
					}
					if rnd.Intn(100) == 0 {
						runtime.Gosched()
					}
				}
				for i := n; i > 0; i-- {
					x, p := *slotOf[uintptr](a.pop(1), 0), *slotOf[*[2]int](b.pop(1), 0)
					if x != i-1+uintptr(g)<<20 || *p != [2]int{int(i - 1), g} {
						t.Errorf("goroutine %d, frame %d: %#x, %v", g, i-1, x, *p)
						return
					}
				}
				a.release()
				b.release()
			}
		})
	}
	wg.Wait()
	runtime.AutodiffClearPools()
}

// moved has floats of all kinds between what is not to be touched.
type moved struct {
	a float64
	i int
	b [3]float32
	p *float64
	c struct {
		z complex128
		s []float64
		y [2][2]float64
	}
	w complex64
	e [0]float64
	q bool
}

// floats returns where the floats of m are: float64s and float32s.
func (m *moved) floats() (ds []*float64, ss []*float32) {
	z := (*[2]float64)(unsafe.Pointer(&m.c.z))
	w := (*[2]float32)(unsafe.Pointer(&m.w))
	return []*float64{&m.a, &z[0], &z[1], &m.c.y[0][0], &m.c.y[0][1], &m.c.y[1][0], &m.c.y[1][1]},
		[]*float32{&m.b[0], &m.b[1], &m.b[2], &w[0], &w[1]}
}

// moveBack is what AutodiffMoveBack has to do: all is taken, then it is added.
func moveBack(to, from []moved) {
	taken := append([]moved(nil), to...)
	for i := range to {
		ds, ss := to[i].floats()
		for _, d := range ds {
			*d = 0
		}
		for _, s := range ss {
			*s = 0
		}
	}
	for i := range from {
		ds, ss := from[i].floats()
		xs, ys := taken[i].floats()
		for k := range ds {
			*ds[k] += *xs[k]
		}
		for k := range ss {
			*ss[k] += *ys[k]
		}
	}
}

// TestAutodiffMoveBack undoes copies within an array, with every overlap.
func TestAutodiffMoveBack(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	const size = 7
	for to := range size {
		for from := -1; from < size; from++ {
			for n := range size + 1 - max(to, from) {
				if from == to {
					continue // a copy of something to itself does nothing
				}
				got := make([]moved, size)
				x := 1.5
				for i := range got {
					ds, ss := got[i].floats()
					for _, d := range ds {
						*d = float64(rnd.Intn(1000))
					}
					for _, s := range ss {
						*s = float32(rnd.Intn(1000))
					}
					got[i].i, got[i].p, got[i].c.s, got[i].q = i+1, &x, []float64{x}, true
				}
				want := append([]moved(nil), got...)
				var source unsafe.Pointer
				if from >= 0 {
					source = unsafe.Pointer(&got[from])
					moveBack(want[to:to+n], want[from:from+n])
				} else {
					moveBack(want[to:to+n], nil)
				}
				runtime.AutodiffMoveBack(moved{}, unsafe.Pointer(&got[to]), source, n)
				if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
					t.Fatalf("%d values to %d from %d:\n%s\nwant\n%s", n, to, from, g, w)
				}
				if x != 1.5 || got[0].c.s[0] != 1.5 {
					t.Fatal("what pointers lead to has changed")
				}
			}
		}
	}
}

// TestAutodiffMoveBackSelf checks that a copy of something to itself keeps adjoints.
func TestAutodiffMoveBackSelf(t *testing.T) {
	x := []float64{1, 2}
	runtime.AutodiffMoveBack(0.0, unsafe.Pointer(&x[0]), unsafe.Pointer(&x[0]), 2)
	if x[0] != 1 || x[1] != 2 {
		t.Error(x)
	}
}
