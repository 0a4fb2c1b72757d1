// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"context"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff buffered Forward
func dBuffered(x, dx, a, da float64) (float64, float64)

//go:autodiff pipeline Forward
func dPipeline(x, dx []float64) (float64, float64)

//go:autodiff senders Forward
func dSenders(x, dx []float64, n int) (float64, float64)

//go:autodiff workers Forward
func dWorkers(x, dx []float64, n int) (float64, float64)

//go:autodiff slicesSent Forward
func dSlicesSent(x, dx []float64) (float64, float64)

//go:autodiff passed Forward
func dPassed(c, dc chan float64, x, dx float64) (float64, float64)

//go:autodiff gathers Forward
func dGathers(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff gathers Reverse
func rGathers(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff offers Forward
func dOffers(x, dx, y, dy float64, n int) (float64, float64)

//go:autodiff offers Reverse
func rOffers(x, y float64, n int, dret float64) (float64, float64, float64)

//go:autodiff tries Forward
func dTries(x, dx float64) (float64, float64)

//go:autodiff tries Reverse
func rTries(x, dret float64) (float64, float64)

//go:autodiff absent Forward
func dAbsent(x, dx []float64) (float64, float64)

//go:autodiff absent Reverse
func rAbsent(x, dx []float64, dret float64) float64

//go:autodiff patient Forward
func dPatient(x, dx float64) (float64, float64)

//go:autodiff patient Reverse
func rPatient(x, dret float64) (float64, float64)

//go:autodiff limited Forward
func dLimited(x, dx []float64) (float64, float64)

//go:autodiff limited Reverse
func rLimited(x, dx []float64, dret float64) float64

//go:autodiff asks Forward
func dAsks(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff asks Reverse
func rAsks(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff stages Forward
func dStages(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff stages Reverse
func rStages(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff fans Forward
func dFans(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff fans Reverse
func rFans(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff jobs Forward
func dJobs(x, dx, w, dw []float64, n int) (float64, float64)

//go:autodiff jobs Reverse
func rJobs(x, dx, w, dw []float64, n int, dret float64) float64

//go:autodiff turns Forward
func dTurns(x, dx, a, da float64, n int) (float64, float64)

//go:autodiff turns Reverse
func rTurns(x, a float64, n int, dret float64) (float64, float64, float64)

//go:autodiff halves Forward
func dHalves(x, dx, y, dy float64) (float64, float64)

//go:autodiff halves Reverse
func rHalves(x, y, dret float64) (float64, float64, float64)

//go:autodiff unread Forward
func dUnread(x, dx float64) (float64, float64)

//go:autodiff unread Reverse
func rUnread(x, dret float64) (float64, float64)

//go:autodiff overwritten Forward
func dOverwritten(x, dx []float64)

//go:autodiff overwritten Reverse
func rOverwritten(x, dx []float64)

//go:autodiff linked Forward
func dLinked(x, dx, b, db float64) (float64, float64)

//go:autodiff linked Reverse
func rLinked(x, b, dret float64) (float64, float64, float64)

//go:autodiff buffered Reverse
func rBuffered(x, a, dret float64) (float64, float64, float64)

//go:autodiff pipeline Reverse
func rPipeline(x, dx []float64, dret float64) float64

//go:autodiff senders Reverse
func rSenders(x, dx []float64, n int, dret float64) float64

//go:autodiff workers Reverse
func rWorkers(x, dx []float64, n int, dret float64) float64

//go:autodiff slicesSent Reverse
func rSlicesSent(x, dx []float64, dret float64) float64

//go:autodiff timed Forward
func dTimed(ctx context.Context, x, dx float64) (float64, float64, error)

//go:autodiff timed Reverse
func rTimed(ctx context.Context, x, dret float64) (float64, error, float64)

//go:autodiff buffered Forward(2)
func d2Buffered(x float64, dx [2]float64, a float64, da [2]float64) (float64, [2]float64)

//go:autodiff buffered Reverse(2)
func r2Buffered(x, a float64, dret [2]float64) (float64, [2]float64, [2]float64)

//go:autodiff absent Forward(3)
func d3Absent(x []float64, dx [3][]float64) (float64, [3]float64)

//go:autodiff asks Forward(2)
func d2Asks(x []float64, dx [2][]float64, a float64, da [2]float64) (float64, [2]float64)

//go:autodiff linked Reverse(2)
func r2Linked(x, b float64, dret [2]float64) (float64, [2]float64, [2]float64)

//go:autodiff absent Reverse(2)
func r2Absent(x []float64, dx [2][]float64, dret [2]float64) float64

func TestChannels(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Both(t, buffered, dBuffered, rBuffered, x, x)
	check.Forward(t, buffered, d2Buffered, check.Width(2), x, x)
	check.Reverse(t, buffered, r2Buffered, check.Width(2), x, x)
	check.Both(t, pipeline, dPipeline, rPipeline, xs)
	for n := range 4 {
		check.Both(t, senders, dSenders, rSenders, check.AnyOrder(), xs, n)
		check.Both(t, workers, dWorkers, rWorkers, xs, n+1)
		check.Both(t, jobs, dJobs, rJobs, check.AnyOrder(), xs, xs, n+1)
		check.Both(t, turns, dTurns, rTurns, x, check.Range(0.1, 0.2), n)
	}
	check.Both(t, slicesSent, dSlicesSent, rSlicesSent, xs)
	check.Both(t, limited, dLimited, rLimited, check.AnyOrder(), xs)
	check.Both(t, asks, dAsks, rAsks, xs, x)
	check.Forward(t, asks, d2Asks, check.Width(2), xs, x)
	check.Both(t, stages, dStages, rStages, check.AnyOrder(), xs, x)
	check.Both(t, fans, dFans, rFans, check.AnyOrder(), xs, x)
	check.Both(t, halves, dHalves, rHalves, x, x)
	check.Both(t, unread, dUnread, rUnread, x)
	check.Both(t, overwritten, dOverwritten, rOverwritten, xs)
	check.Both(t, linked, dLinked, rLinked, x, x)
	check.Reverse(t, linked, r2Linked, check.Width(2), x, x)
}

func TestSelect(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Both(t, gathers, dGathers, rGathers, check.AnyOrder(), xs, x)
	check.Both(t, offers, dOffers, rOffers, x, x, 7)
	check.Both(t, tries, dTries, rTries, x)
	check.Both(t, absent, dAbsent, rAbsent, check.AnyOrder(), xs)
	check.Forward(t, absent, d3Absent, check.Width(3), check.AnyOrder(), xs)
	check.Reverse(t, absent, r2Absent, check.Width(2), check.AnyOrder(), xs)
	check.Both(t, timed, dTimed, rTimed, context.Background(), x)
	check.Both(t, patient, dPatient, rPatient, x)
}

type link struct{ c chan float64 }

func linkPassed(l *link, x float64) float64 { return passed(l.c, x) }

//go:autodiff linkPassed Reverse
func rLinkPassed(l, dl *link, x, dret float64) (float64, float64)

//go:autodiff hands Forward
func dHands(c, dc chan float64, x, dx float64) (float64, float64)

func hands(c chan float64, x float64) float64 {
	select {
	case c <- x:
	default:
	}
	return x
}

// TestForeignChannel passes channels that were made outside of the derivative.
func TestForeignChannel(t *testing.T) {
	y, dy := dPassed(make(chan float64, 2), make(chan float64, 2), 2, 1)
	if y != 24 || dy != 36 {
		t.Errorf("passed: %v, %v", y, dy)
	}
	panics := func(want string, f func()) {
		t.Helper()
		defer func() {
			t.Helper()
			if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), want) {
				t.Errorf("panic with %v, want %q", err, want)
			}
		}()
		f()
	}
	panics("was not made in the derivative", func() { rLinkPassed(&link{make(chan float64, 2)}, &link{make(chan float64, 2)}, 2, 1) })
	panics("was not made in the derivative", func() { dHands(make(chan float64, 2), make(chan float64, 2), 2, 1) })
}
