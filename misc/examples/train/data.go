// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The flowers, read from an embedded file.

package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

//go:embed data/iris.tsv
var iris string

var species = []string{"setosa", "versicolor", "virginica"}

// A flower is four measures and the species that they belong to.
type flower struct {
	measures [features]float64
	species  int
}

// flowers reads all flowers.
func flowers() ([]flower, error) {
	var all []flower
	s := bufio.NewScanner(strings.NewReader(iris))
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		words := strings.Split(s.Text(), "\t")
		if len(words) != features+1 {
			return nil, fmt.Errorf("iris.tsv:%d: %d columns, want %d", n, len(words), features+1)
		}
		var f flower
		for i := range f.measures {
			v, err := strconv.ParseFloat(words[i], 64)
			if err != nil {
				return nil, fmt.Errorf("iris.tsv:%d: %w", n, err)
			}
			f.measures[i] = v
		}
		f.species = slices.Index(species, words[features])
		if f.species < 0 {
			return nil, fmt.Errorf("iris.tsv:%d: unknown species %s", n, words[features])
		}
		all = append(all, f)
	}
	return all, s.Err()
}

// separate puts every third flower aside for tests, and brings the measures
// of all to mean 0 and deviation 1 over those that are left for training.
func separate(all []flower) (train, test []flower) {
	for i, f := range all {
		if i%3 == 2 {
			test = append(test, f)
		} else {
			train = append(train, f)
		}
	}
	for k := range features {
		mean, square := 0.0, 0.0
		for _, f := range train {
			mean += f.measures[k] / float64(len(train))
		}
		for _, f := range train {
			square += (f.measures[k] - mean) * (f.measures[k] - mean) / float64(len(train))
		}
		for _, set := range [][]flower{train, test} {
			for i := range set {
				set[i].measures[k] = (set[i].measures[k] - mean) / math.Sqrt(square)
			}
		}
	}
	return train, test
}
