// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The picture: bars for each objective on a logarithmic axis, as SVG.

package reverse

import (
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
)

// The picture's measures.
const (
	barHeight  = 11
	groupSpace = 14
	leftSpace  = 210
	topSpace   = 56
	axisLength = 640
)

var bars = []struct{ label, colour string }{
	{"by hand", "#9aa5b1"},
	{"goenzyme", "#00838f"},
	{"differences (gonum)", "#d9a441"},
	{"infergo", "#b0413e"},
}

// Plot writes a picture of what gradients cost in multiples of the primal.
func Plot(out io.Writer, results []Result) error {
	top := 10.0
	for _, r := range results {
		for _, ratio := range r.Ratios {
			for top < ratio {
				top *= 10
			}
		}
	}
	place := func(ratio float64) float64 {
		return max(0, math.Log10(ratio/0.5)/math.Log10(top/0.5)*axisLength)
	}
	group := len(bars)*barHeight + groupSpace
	height := topSpace + len(results)*group + 30
	p := &picture{w: out}
	p.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">\n", leftSpace+axisLength+70, height)
	p.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n")
	p.add("<text x=\"12\" y=\"20\" font-size=\"14\">Time of a gradient in multiples of the function's own</text>\n")
	for i, b := range bars {
		x := leftSpace + 150*i
		p.add("<rect x=\"%d\" y=\"32\" width=\"10\" height=\"10\" fill=\"%s\"/><text x=\"%d\" y=\"41\">%s</text>\n", x, b.colour, x+14, b.label)
	}
	for tick := 1.0; tick <= top; tick *= 10 {
		x := leftSpace + place(tick)
		p.add("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#ccc\"/>\n", x, x, topSpace-4, height-24)
		p.add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%g</text>\n", x, height-10, tick)
	}
	for i, r := range results {
		y := topSpace + i*group
		p.add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", leftSpace-10, y+group/2-2, html.EscapeString(r.Name))
		for k, ratio := range r.Ratios {
			if ratio == 0 {
				continue
			}
			length, at := place(ratio), y+k*barHeight
			p.add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", leftSpace, at, length, barHeight-1, bars[k].colour)
			p.add("<text x=\"%.1f\" y=\"%d\" font-size=\"9\">%s</text>\n", leftSpace+length+4, at+barHeight-2, short(ratio))
		}
	}
	p.add("</svg>\n")
	return p.err
}

// short writes three digits of x.
func short(x float64) string {
	if x >= 100 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

// A picture is written piece by piece; the first error stays.
type picture struct {
	w   io.Writer
	err error
}

func (p *picture) add(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}
