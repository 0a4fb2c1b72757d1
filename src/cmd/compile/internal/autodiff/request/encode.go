// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// A Request as text, which travels with a generic derivative to the packages that
// instantiate it:
//
//	autodiff dsum Forward 0 unchecked 1 1 0.0.0.0.0,1.0.0.0.0 0.0.0.0.0,1.0.0.0.0
//
// It has what the backend needs: name, mode, width, options, the numbers of
// parameters and results, and the slots of the signature.

package request

import (
	"fmt"
	"strings"
)

const encoded = "autodiff"

// Encode returns r as text.
func (r *Request) Encode() string {
	options := strings.ReplaceAll(r.Options.String(), " ", ",")
	return strings.Join([]string{encoded, r.Name, r.Mode.String(), fmt.Sprint(r.Width), options + ".",
		fmt.Sprint(len(r.Params)), fmt.Sprint(len(r.Results)), encodeSlots(r.ParamSlots), encodeSlots(r.ResultSlots)}, " ")
}

// Decode returns the Request that text was made of, as far as the backend needs
// it, or nil if text is something else.
func Decode(text string) *Request {
	words := strings.Split(text, " ")
	if len(words) != 9 || words[0] != encoded {
		return nil
	}
	r := &Request{Name: words[1]}
	if words[2] == Reverse.String() {
		r.Mode = Reverse
	}
	var params, results int
	fmt.Sscan(words[3], &r.Width)
	fmt.Sscan(words[5], &params)
	fmt.Sscan(words[6], &results)
	for _, word := range strings.Split(strings.TrimSuffix(words[4], "."), ",") {
		r.Options.set(word)
	}
	r.Params, r.Results = make([]Activity, params), make([]Activity, results)
	r.ParamSlots, r.ResultSlots = decodeSlots(words[7]), decodeSlots(words[8])
	return r
}

func encodeSlots(slots []Slot) string {
	list := []string{}
	for _, s := range slots {
		list = append(list, fmt.Sprintf("%d.%d.%d.%d.%d", s.Role, s.Of, bit(s.ByValue), bit(s.Pointer), s.Width))
	}
	return strings.Join(list, ",") + "."
}

func decodeSlots(text string) []Slot {
	var slots []Slot
	for _, word := range strings.Split(strings.TrimSuffix(text, "."), ",") {
		var s Slot
		var byValue, pointer int
		if n, _ := fmt.Sscanf(word, "%d.%d.%d.%d.%d", &s.Role, &s.Of, &byValue, &pointer, &s.Width); n == 5 {
			s.ByValue, s.Pointer = byValue == 1, pointer == 1
			slots = append(slots, s)
		}
	}
	return slots
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
