// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Reverse derivatives and the runtime: collections at every chance, stacks that
// grow and move, tapes of long loops, and many goroutines.

package tape

import (
	"math"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// A cell of a list.
type cell struct {
	v    float64
	next *cell
}

// list builds a list while it goes, so that the tape has to keep what nothing else does.
func list(x []float64) float64 {
	var head *cell
	for _, v := range x {
		head = &cell{v * v, head}
		if head.next != nil {
			head.v += math.Sin(head.next.v)
		}
	}
	s := 0.0
	for c := head; c != nil; c = c.next {
		s = s*0.5 + c.v*c.v
	}
	return s
}

//go:autodiff list Forward
func dList(x, dx []float64) (s, ds float64)

//go:autodiff list Reverse
func revList(x, dx []float64, ds float64) float64

// recursive goes down n levels, and needs what every level computed on the way back.
func recursive(x float64, n int) float64 {
	if n == 0 {
		return x * x
	}
	y := math.Sin(x) + x*0.5
	z := recursive(y, n-1)
	return z*0.999 + y*0.001
}

//go:autodiff recursive Forward
func dRecursive(x, dx float64, n int) (y, dy float64)

//go:autodiff recursive Reverse
func revRecursive(x float64, n int, dy float64) (y, dx float64)

// even and odd call each other, with memory of each level's own.
func even(x []float64, n int) float64 {
	if n == 0 {
		return x[0]
	}
	y := []float64{x[0] * 0.9, x[1] + 0.1*x[0]}
	return odd(y, n-1) + 0.001*y[1]
}

func odd(x []float64, n int) float64 {
	if n == 0 {
		return x[1]
	}
	y := [2]float64{math.Cos(x[1]), x[0] * x[1]}
	return even(y[:], n-1) * 0.99
}

//go:autodiff even Forward
func dEven(x, dx []float64, n int) (y, dy float64)

//go:autodiff even Reverse
func revEven(x, dx []float64, n int, dy float64) float64

// onStack passes a pointer into its stack down a stack that grows.
func onStack(x float64, n int) float64 {
	a := [4]float64{x, x * x, 1, 2}
	deep(&a, n)
	return a[0]*a[1] + a[2]
}

//go:noinline
func deep(a *[4]float64, n int) {
	if n > 0 {
		b := [4]float64{a[1], a[0], a[3], a[2]}
		deep(&b, n-1)
		a[0] += 0.25 * b[1]
		a[2] = a[2]*0.5 + b[0]*0.125
	}
}

//go:autodiff onStack Forward
func dOnStack(x, dx float64, n int) (y, dy float64)

//go:autodiff onStack Reverse
func revOnStack(x float64, n int, dy float64) (y, dx float64)

// steps is a loop whose every value is needed on the way back.
func steps(x float64, n int) float64 {
	for range n {
		x += 1e-3 * math.Sin(x) * x
	}
	return x
}

//go:autodiff steps Forward
func dSteps(x, dx float64, n int) (y, dy float64)

//go:autodiff steps Reverse
func revSteps(x float64, n int, dy float64) (y, dx float64)

// sum needs little of a tape, however long it is: an index at most.
func sum(x []float64, n int) float64 {
	s := 0.0
	for i := range n {
		s += x[i%len(x)] * x[i%len(x)]
	}
	return s
}

//go:autodiff sum Forward
func dSum(x, dx []float64, n int) (s, ds float64)

//go:autodiff sum Reverse
func revSum(x, dx []float64, n int, ds float64) float64

// buffers allocates in every round.
func buffers(x []float64, rounds int) float64 {
	s := 0.0
	cur := x
	for r := range rounds {
		next := make([]float64, len(x))
		for i := range next {
			next[i] = math.Tanh(cur[i] + 0.5*cur[(i+1)%len(cur)])
		}
		s += next[r%len(next)] * cur[0]
		cur = next
	}
	return s
}

//go:autodiff buffers Forward
func dBuffers(x, dx []float64, rounds int) (s, ds float64)

//go:autodiff buffers Reverse
func revBuffers(x, dx []float64, rounds int, ds float64) float64

// cases are small: they run under every variant.
func cases(t *testing.T) {
	v := check.Vec(12, -1, 1)
	check.Both(t, list, dList, revList, v)
	check.Both(t, recursive, dRecursive, revRecursive, check.Range(0.1, 1), 20)
	check.Both(t, even, dEven, revEven, v, 9)
	check.Both(t, onStack, dOnStack, revOnStack, check.Range(-1, 1), 10)
	check.Both(t, steps, dSteps, revSteps, check.Range(0.5, 1), 50)
	check.Both(t, sum, dSum, revSum, v, 40)
	check.Both(t, buffers, dBuffers, revBuffers, v, 6)
}

func TestCases(t *testing.T) { cases(t) }

// TestCollecting collects with every allocation.
func TestCollecting(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(1))
	cases(t)
}

// TestVariants runs the cases again where freed memory is clobbered, and where
// pooled and poisoned memory tells.
func TestVariants(t *testing.T) {
	if os.Getenv("TAPE_VARIANT") != "" {
		return // this is such a run
	}
	for _, v := range []string{"gcstoptheworld=1,clobberfree=1", "gccheckmark=1"} {
		t.Run(v, func(t *testing.T) {
			cmd := exec.Command(os.Args[0], "-test.run=^(TestCases|TestGoroutines|TestStackMoves)$")
			cmd.Env = append(os.Environ(), "TAPE_VARIANT=1", "GOGC=1", "GODEBUG="+v)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// TestCompiled compiles the cases, and the suite of loops, memory and calls, in
// other ways: with checks of pointers, without optimisation, with checks of the
// SSA behind every pass.
func TestCompiled(t *testing.T) {
	if os.Getenv("TAPE_VARIANT") != "" {
		return // this is such a run
	}
	flags := []string{"-gcflags=-d=checkptr", "-gcflags=-N -l", "-gcflags=-d=ssa/check/on"}
	if testing.Short() {
		flags = flags[:1]
	}
	for _, f := range flags {
		t.Run(f, func(t *testing.T) {
			cmd := exec.Command("go", "test", "-vet=off", f, "-run=^(TestCases|TestLoops|TestMemory|TestCalls)$", ".", "../reverse")
			cmd.Env = append(os.Environ(), "TAPE_VARIANT=1", "GOARCH=", "GOOS=")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// TestDeep recurses 10⁵ levels: stacks grow many times, in both sweeps.
func TestDeep(t *testing.T) {
	const n = 100_000
	y, dx := revRecursive(0.3, n, 1)
	if want := recursive(0.3, n); y != want && (!check.Fuses() || math.Abs(y-want) > 1e-12) {
		t.Errorf("the value is %v, not %v", y, want)
	}
	if _, want := dRecursive(0.3, 1, n); math.Abs(dx-want) > 1e-9*math.Abs(want)+1e-12 {
		t.Errorf("the gradient is %v, forward mode gives %v", dx, want)
	}
	x, g := []float64{0.3, 0.4}, make([]float64, 2)
	revEven(x, g, n, 1)
	_, want0 := dEven(x, []float64{1, 0}, n)
	_, want1 := dEven(x, []float64{0, 1}, n)
	if math.Abs(g[0]-want0) > 1e-9 || math.Abs(g[1]-want1) > 1e-9 {
		t.Errorf("the gradient is %v, forward mode gives %v, %v", g, want0, want1)
	}
}

// TestStackMoves calls derivatives on fresh stacks, which have to grow.
func TestStackMoves(t *testing.T) {
	_, want := dOnStack(0.7, 1, 500)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, got := revOnStack(0.7, 500, 1); math.Abs(got-want) > 1e-12*math.Abs(want) {
				t.Errorf("the gradient is %v, not %v", got, want)
			}
		})
	}
	wg.Wait()
}

// TestLong loops 10⁷ times. The tape is bounded by a few words for each round,
// and gone afterwards.
func TestLong(t *testing.T) {
	n := 10_000_000
	if testing.Short() {
		n = 1_000_000
	}
	allocated := func(f func()) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
	}
	if b := allocated(func() {
		_, dx := revSteps(0.1, n, 1)
		if _, want := dSteps(0.1, 1, n); math.Abs(dx-want) > 1e-6*math.Abs(want)+1e-9 {
			t.Errorf("the gradient is %v, forward mode gives %v", dx, want)
		}
	}); b > 100 {
		t.Errorf("%v bytes are allocated for each round of a loop that needs 8 or 16", b)
	}
	x, dx := []float64{1, 2, 3}, make([]float64, 3)
	if b := allocated(func() { revSum(x, dx, n, 1) }); b > 20 {
		t.Errorf("%v bytes are allocated for each round of a loop that needs one index at most", b)
	}
	for i := range x {
		if want := 2 * x[i] * float64(n/3); math.Abs(dx[i]-want) > 1e-3*want {
			t.Errorf("dx[%d] is %v, not about %v", i, dx[i], want)
		}
	}
	runtime.GC()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > 200<<20 {
		t.Errorf("%d MB stay allocated behind a long loop", m.HeapAlloc>>20)
	}
}

// TestGoroutines calls one derivative from 64 goroutines, with shadows of their own.
func TestGoroutines(t *testing.T) {
	x := make([]float64, 40)
	for i := range x {
		x[i] = math.Sin(float64(i))
	}
	ref := make([]float64, len(x))
	revBuffers(x, ref, 12, 1)
	revList(x, ref, 0.5)
	_, wantR := revRecursive(0.4, 300, 1)
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for range 20 {
				dx := make([]float64, len(x))
				revBuffers(x, dx, 12, 1)
				revList(x, dx, 0.5)
				for i := range dx {
					if dx[i] != ref[i] {
						t.Errorf("dx[%d] is %v in a goroutine, %v alone", i, dx[i], ref[i])
						return
					}
				}
				if _, r := revRecursive(0.4, 300, 1); r != wantR {
					t.Errorf("the gradient is %v in a goroutine, %v alone", r, wantR)
				}
			}
		})
	}
	wg.Wait()
}

// TestPanicsBetween: a panic in the forward sweep leaves the tape in order for others.
func TestPanicsBetween(t *testing.T) {
	x, dx := []float64{1, 2, 3}, make([]float64, 3)
	for range 100 {
		func() {
			defer func() {
				if e := recover(); e == nil || !strings.Contains(e.(error).Error(), "index out of range") {
					t.Errorf("recovered %v", e)
				}
			}()
			revUpTo(x, dx, 4, 1)
		}()
		clear(dx)
		revUpTo(x, dx, 3, 1)
		if dx[0] != 2*3 || dx[1] != 1*3 || dx[2] != 2 {
			t.Fatalf("the gradient is %v", dx)
		}
	}
}

// upTo multiplies the first n elements.
func upTo(x []float64, n int) float64 {
	p := 1.0
	for i := range n {
		p *= x[i]
	}
	return p
}

//go:autodiff upTo Reverse
func revUpTo(x, dx []float64, n int, dy float64) float64

// BenchmarkSteady counts allocations of calls in steady state.
func BenchmarkSteady(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		revSteps(0.1, 1000, 1)
	}
}

// TestSteady: derivatives that were called before take their tapes from a pool.
func TestSteady(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { revSteps(0.1, 1000, 1) }); n > 0 {
		t.Errorf("%v allocations in each call", n)
	}
	x, dx := make([]float64, 100), make([]float64, 100)
	if n := testing.AllocsPerRun(100, func() { revSum(x, dx, 1000, 1) }); n > 0 {
		t.Errorf("%v allocations in each call of what keeps little", n)
	}
}
