// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package work

// The flag -autodiff=LIST: what is to be printed about derivatives, and how they
// are made differently. The compiler knows the names.

import (
	"errors"
	"flag"
	"os/exec"
	"strings"

	"cmd/go/internal/base"
	"cmd/go/internal/load"
)

// autodiffList is the value of the flag.
var autodiffList autodiffFlag

type autodiffFlag string

func (f *autodiffFlag) String() string { return string(*f) }

// Set asks the compiler whether it knows all names in the list.
func (f *autodiffFlag) Set(list string) error {
	out, err := exec.Command(base.Tool("compile"), "-autodiff="+list, "-V").CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return errors.New(strings.TrimPrefix(strings.TrimSpace(string(out)), "compile: "))
	}
	*f = autodiffFlag(list)
	return err
}

func addAutodiffFlag(flags *flag.FlagSet) { flags.Var(&autodiffList, "autodiff", "") }

// autodiffFlags returns the flag for the compilation of p, if it has directives.
func autodiffFlags(p *load.Package) []string {
	if autodiffList == "" || !makesDerivatives(p) {
		return nil
	}
	return []string{"-autodiff=" + string(autodiffList)}
}
