// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The file VERSION: the upstream release, our suffix, and the hashes of the
// module proxy's toolchains.

import (
	"fmt"
	"os"
	"strings"
)

// A pin is the content of the file VERSION.
type pin struct {
	release    string            // go1.26.8
	suffix     string            // goenzyme-devel
	toolchains map[string]string // from GOOS/GOARCH to h1 hash of the module zip
}

// readPin reads the file VERSION.
func readPin(name string) (pin, error) {
	p := pin{toolchains: make(map[string]string)}
	data, err := os.ReadFile(name)
	if err != nil {
		return p, err
	}
	for i, line := range strings.Split(string(data), "\n") {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(f[0], "#"):
		case len(f) == 2 && f[0] == "go" && strings.HasPrefix(f[1], "go1."):
			p.release = f[1]
		case len(f) == 2 && f[0] == "suffix":
			p.suffix = f[1]
		case len(f) == 3 && f[0] == "toolchain" && strings.HasPrefix(f[2], "h1:"):
			p.toolchains[f[1]] = f[2]
		default:
			return p, fmt.Errorf("%s:%d: want \"go go1.X.Y\", \"suffix NAME\" or \"toolchain GOOS/GOARCH h1:HASH\", have %q", name, i+1, line)
		}
	}
	if p.release == "" || p.suffix == "" {
		return p, fmt.Errorf("%s: no go or no suffix line", name)
	}
	return p, nil
}

// version is the version to stamp on a toolchain made from inputs with the
// hash content. A development version carries the hash: cmd/go then asks
// the tools for their content IDs, so that no cached object outlives the
// compiler that made it.
func (p pin) version(content string) string {
	v := p.release + "-" + p.suffix
	if strings.Contains(p.suffix, "devel") {
		v += "_" + content[:12]
	}
	return v
}
