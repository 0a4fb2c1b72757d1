// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Emulate runs tests of the suite for another architecture, under QEMU's user mode:
//
//	go run ./test/emulate                          arm64: calling convention, arithmetic, both modes
//	go run ./test/emulate -arch riscv64 ./loops    one package
//	go run ./test/emulate ./...                    the whole suite, a quarter of an hour
//
// It is to be run with the go command of goenzyme. Where there is no qemu, as a Debian
// system has it after apt-get install qemu-user-static, the tests are compiled only, and
// it says so.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
)

// machines has the name that QEMU has for an architecture of Go.
var machines = map[string]string{
	"386": "i386", "arm64": "aarch64", "loong64": "loongarch64", "ppc64le": "ppc64le", "riscv64": "riscv64", "s390x": "s390x",
}

// short has the packages that are tested by default: what depends on registers, stack,
// widths and fused operations.
var short = []string{"./abi", "./arith", "./complexes", "./control", "./dynamic", "./loops", "./reverse", "./runtimeactivity", "./width"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("emulate: ")
	arch := flag.String("arch", "arm64", "the `architecture` (GOARCH)")
	suite := flag.String("suite", filepath.Join("test", "suite"), "the `directory` of the suite")
	flag.Parse()
	machine := machines[*arch]
	if machine == "" {
		log.Fatalf("no emulator is known for %s", *arch)
	}
	packages := flag.Args()
	if len(packages) == 0 {
		packages = short
	}
	args := []string{"test", "-vet=off"}
	if qemu := find("qemu-"+machine+"-static", "qemu-"+machine); qemu != "" {
		args = append(args, "-exec", qemu)
	} else {
		log.Printf("no qemu-%s is installed: the tests for %s are compiled and not run", machine, *arch)
		args = append(args, "-exec", "true")
	}
	cmd := exec.Command("go", append(args, packages...)...)
	cmd.Dir = *suite
	// Tests that start themselves again cannot do so there.
	cmd.Env = append(os.Environ(), "GOARCH="+*arch, "CGO_ENABLED=0", "TAPE_VARIANT=1")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(os.Stderr)
		log.Fatalf("go test for %s: %v", *arch, err)
	}
}

// find returns the path of the first of names that can be run, or "".
func find(names ...string) string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
