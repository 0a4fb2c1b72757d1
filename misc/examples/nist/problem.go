// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Problems: data, start values and certified values, read from embedded files.

package main

import (
	"bufio"
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed data/*.tsv
var files embed.FS

// A problem is one of NIST's data sets.
type problem struct {
	model
	level     string
	starts    [][]float64
	certified []float64
	rss       float64
	y, x      []float64
}

// load reads the data of model m.
func load(m model) (*problem, error) {
	name := "data/" + strings.ToLower(m.name) + ".tsv"
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p := &problem{model: m}
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		if err := p.line(s.Text()); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return p, s.Err()
}

// line reads one line, which starts with a keyword or is an observation.
func (p *problem) line(s string) error {
	if strings.HasPrefix(s, "#") {
		return nil
	}
	key, rest, _ := strings.Cut(s, "\t")
	switch key {
	case "level":
		p.level = rest
		return nil
	case "deviation", "y":
		return nil
	case "start", "certified", "rss":
		s = rest
	}
	var v []float64
	for w := range strings.SplitSeq(s, "\t") {
		x, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return err
		}
		v = append(v, x)
	}
	switch key {
	case "start":
		p.starts = append(p.starts, v)
	case "certified":
		p.certified = v
	case "rss":
		p.rss = v[0]
	default:
		if len(v) != 2 {
			return fmt.Errorf("%d numbers in an observation", len(v))
		}
		p.y, p.x = append(p.y, v[0]), append(p.x, v[1])
	}
	return nil
}
