// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// "did you mean" for words that nobody knows.

package request

import "strings"

// DidYouMean returns ` (did you mean X?)` if name looks like a slip
// of one of names, and nothing otherwise.
func DidYouMean(name string, names []string) string {
	if c := closest(name, names); c != "" {
		return " (did you mean " + c + "?)"
	}
	return ""
}

// closest returns the one of names that differs least from name,
// letter case aside, or "" if none is close.
func closest(name string, names []string) string {
	best, found := 1+len(name)/4, ""
	if best > 3 {
		best = 3
	}
	for _, c := range names {
		if d := distance(strings.ToLower(name), strings.ToLower(c)); d <= best && c != name {
			if d < best || found == "" {
				best, found = d, c
			}
		}
	}
	return found
}

// distance counts the letters to insert, delete, replace
// or exchange with their neighbor to make b out of a.
func distance(a, b string) int {
	const long = 64
	if len(a) > long || len(b) > long {
		return long
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			d := min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
