// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The options of a directive, as a table.

package request

var optionTable = []struct {
	name  string
	field func(*Options) *bool
}{
	{"unchecked", func(o *Options) *bool { return &o.Unchecked }},
	{"noalias", func(o *Options) *bool { return &o.NoAlias }},
	{"runtimeactivity", func(o *Options) *bool { return &o.RuntimeActivity }},
	{"strongzero", func(o *Options) *bool { return &o.StrongZero }},
}

// set sets the option called name and reports whether there is one.
func (o *Options) set(name string) bool {
	for _, opt := range optionTable {
		if opt.name == name {
			*opt.field(o) = true
			return true
		}
	}
	return false
}

func optionNames() []string {
	var names []string
	for _, opt := range optionTable {
		names = append(names, opt.name)
	}
	return names
}
