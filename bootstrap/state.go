// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The record that a tree keeps of itself: from what it was made, and which of
// its files are not upstream's. It lies in the tree and moves with it.

import (
	"encoding/json"
	"os"
	"path/filepath"
)

const stateFile = "goenzyme.json"

// A state says what a laid tree holds.
type state struct {
	Key     string            // of the build, once it is complete
	Version string            // as stamped
	Base    string            // GOROOT that the tree is a copy of
	Release string            // the upstream release
	Patched map[string]string // from path of a patched file to hash of its content
	Overlay map[string]string // from path of a file of src/ to hash of its content
	Stamped map[string]string // from path of a file with the version in it to hash of its content
}

// readState reads the record of the tree at root, if it has a valid one.
func readState(root string) (*state, bool) {
	data, err := os.ReadFile(filepath.Join(root, stateFile))
	if err != nil {
		return nil, false
	}
	s := new(state)
	if json.Unmarshal(data, s) != nil {
		return nil, false
	}
	return s, true
}

// save writes the record of the tree at root.
func (s *state) save(root string) error {
	data, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(root, stateFile), append(data, '\n'))
}
