// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package modules

import (
	"context"
	"math"
	"sync"
	"testing"

	"goenzyme/suite/check"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// grouped uses an errgroup.
func grouped(x []float64, a float64) (float64, error) {
	var g errgroup.Group
	y := make([]float64, len(x))
	for i := range x {
		g.Go(func() error {
			y[i] = math.Sin(x[i] * a)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return 0, err
	}
	s := 0.0
	for i, v := range y {
		s += v * v * float64(i+1)
	}
	return s, nil
}

// bounded uses an errgroup with a limit and a context.
func bounded(ctx context.Context, x []float64, n int) (float64, error) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(n)
	var mu sync.Mutex
	s := 1.0
	for _, v := range x {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			y := math.Exp(v)
			mu.Lock()
			defer mu.Unlock()
			s += y * y
			return nil
		})
	}
	err := g.Wait()
	return s * s, err
}

// weighted uses a semaphore of golang.org/x/sync.
func weighted(x []float64) (float64, error) {
	ctx := context.Background()
	sem := semaphore.NewWeighted(2)
	y := make([]float64, len(x))
	for i := range x {
		if err := sem.Acquire(ctx, 1); err != nil {
			return 0, err
		}
		go func() {
			defer sem.Release(1)
			y[i] = x[i] * x[i] * x[0]
		}()
	}
	if err := sem.Acquire(ctx, 2); err != nil {
		return 0, err
	}
	s := 0.0
	for i, v := range y {
		s += v * float64(i)
	}
	return s, nil
}

//go:autodiff grouped Forward
func dGrouped(x, dx []float64, a, da float64) (float64, float64, error)

//go:autodiff grouped Reverse
func rGrouped(x, dx []float64, a, dret float64) (float64, error, float64)

//go:autodiff bounded Forward
func dBounded(ctx context.Context, x, dx []float64, n int) (float64, float64, error)

//go:autodiff bounded Reverse
func rBounded(ctx context.Context, x, dx []float64, n int, dret float64) (float64, error)

//go:autodiff weighted Forward
func dWeighted(x, dx []float64) (float64, float64, error)

//go:autodiff weighted Reverse
func rWeighted(x, dx []float64, dret float64) (float64, error)

func TestGroup(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Both(t, grouped, dGrouped, rGrouped, check.AnyOrder(), xs, x)
	check.Both(t, bounded, dBounded, rBounded, check.AnyOrder(), context.Background(), xs, 2)
	check.Both(t, weighted, dWeighted, rWeighted, check.AnyOrder(), xs)
}
