// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command flags measures what names of -autodiff, and inlining, do to gradients: it builds the
// benchmarks with each of them and runs the programs in turn.
//
//	go run ./flags [-rounds n] [case ...]       in misc/bench
//
// Each number is the time of a gradient in times of the function, the best of all rounds.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// variants are the values of -autodiff that are compared, Enable changes nothing, and
// flags of the compiler.
var variants = []string{"Enable", "NoModOptAfter", "EnableFncOpt", "AltPipeline", "NoVecUnroll", "NoSafetyChecks", "Inline", "-l"}

// buildFlag returns the flag of go build that a variant is.
func buildFlag(variant string) string {
	if strings.HasPrefix(variant, "-") {
		return "-gcflags=" + "goenzyme/bench/...=" + variant
	}
	return "-autodiff=" + variant
}

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 5, "how often each program is run")
	flag.Parse()
	dir, err := os.MkdirTemp("", "flags")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for _, v := range variants {
		cmd := exec.Command("go", "build", buildFlag(v), "-o", filepath.Join(dir, v), ".")
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			log.Fatalf("go build %s: %v", buildFlag(v), err)
		}
	}
	var cases []string
	best := make(map[string]map[string]float64) // from case and variant
	for range *rounds {
		for _, v := range variants {
			args := append([]string{"-mode", "reverse", "-rounds", "4", "-time", "2ms"}, flag.Args()...)
			out, err := exec.Command(filepath.Join(dir, v), args...).Output()
			if err != nil {
				log.Fatalf("%s: %v", v, err)
			}
			for name, ratio := range ratios(out, &cases) {
				if best[name] == nil {
					best[name] = make(map[string]float64)
				}
				if old, ok := best[name][v]; !ok || ratio < old {
					best[name][v] = ratio
				}
			}
		}
	}
	table(cases, best)
}

// columns separates the columns of the benchmarks' table.
var columns = regexp.MustCompile(`  +`)

// ratios returns the ratio of each case in out, a table of the benchmarks, and adds new
// cases to the list.
func ratios(out []byte, cases *[]string) map[string]float64 {
	found := make(map[string]float64)
	for s := bufio.NewScanner(bytes.NewReader(out)); s.Scan(); {
		cells := columns.Split(string(bytes.TrimSpace(s.Bytes())), -1)
		if len(cells) < 4 {
			continue
		}
		ratio, err := strconv.ParseFloat(cells[3], 64)
		if err != nil {
			continue
		}
		found[cells[0]] = ratio
		known := false
		for _, c := range *cases {
			known = known || c == cells[0]
		}
		if !known {
			*cases = append(*cases, cells[0])
		}
	}
	return found
}

// table prints what was measured, and geometric means relative to the first variant.
func table(cases []string, best map[string]map[string]float64) {
	fmt.Print("|")
	for _, v := range variants {
		fmt.Printf(" | %s", v)
	}
	fmt.Print(" |\n|---")
	for range variants {
		fmt.Print("|---")
	}
	fmt.Println("|")
	logs := make([]float64, len(variants))
	for _, c := range cases {
		fmt.Printf("| %s", c)
		for i, v := range variants {
			fmt.Printf(" | %.2f", best[c][v])
			logs[i] += math.Log(best[c][v] / best[c][variants[0]])
		}
		fmt.Println(" |")
	}
	fmt.Print("| geometric mean, relative")
	for _, sum := range logs {
		fmt.Printf(" | %.3f", math.Exp(sum/float64(len(cases))))
	}
	fmt.Println(" |")
}
