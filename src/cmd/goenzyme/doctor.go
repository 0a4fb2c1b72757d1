// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// goenzyme doctor: is this installation sound? Each check is a function that
// returns what it found or what is wrong; the table puts them in the order in
// which a later one relies on an earlier one.

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

var cmdDoctor = &command{
	name:  "doctor",
	usage: "doctor",
	short: "check this installation",
	long: `
Doctor checks this installation and prints a line for each check, which begins
with ok or FAIL:

	GOROOT      the toolchain that goenzyme belongs to is found
	version     goenzyme, the go command and the VERSION file agree
	tools       the compiler, the linker and the others are there, in that version
	cache       the build cache can be written
	directive   a program with a derivative is built and computes the right number
	PATH        the go command that "go" on the command line means
	GOTOOLCHAIN the toolchain which that go command selects

The last two never fail just because another toolchain is selected: goenzyme
does not need them. Doctor exits with 1 if a check fails, otherwise with 0.
`,
	run: runDoctor,
}

// A patient is the installation under examination.
type patient struct {
	root    string
	version string // of goenzyme itself
}

// A check returns what was found, or an error.
type check struct {
	name string
	run  func(*patient) (string, error)
}

var checks = []check{
	{"GOROOT", checkRoot},
	{"version", checkVersion},
	{"tools", checkTools},
	{"cache", checkCache},
	{"directive", checkDirective},
	{"PATH", checkPath},
	{"GOTOOLCHAIN", checkToolchain},
}

func runDoctor(cmd *command, args []string) int {
	if len(args) > 0 {
		if args[0] == "-h" || args[0] == "-help" || args[0] == "--help" {
			return cmd.printHelp()
		}
		return cmd.usageError("unexpected argument %s", args[0])
	}
	root, err := findGOROOT()
	if err != nil {
		fmt.Printf("FAIL  %-11s  %v\n", "GOROOT", err)
		return 1
	}
	return examine(os.Stdout, &patient{root: root, version: runtime.Version()})
}

// examine runs the checks and returns the exit code.
func examine(w io.Writer, p *patient) int {
	code := 0
	for _, c := range checks {
		found, err := c.run(p)
		if err != nil {
			code = 1
			text := strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "\n"+strings.Repeat(" ", 19))
			fmt.Fprintf(w, "FAIL  %-11s  %s\n", c.name, text)
			continue
		}
		fmt.Fprintf(w, "ok    %-11s  %s\n", c.name, found)
	}
	return code
}

func checkRoot(p *patient) (string, error) { return p.root, nil }

func checkVersion(p *patient) (string, error) {
	file, err := readVersion(p.root)
	if err != nil {
		return "", err
	}
	command, err := p.goCommand("env", "GOVERSION")
	if err != nil {
		return "", err
	}
	if file != p.version || command != p.version {
		return "", fmt.Errorf("goenzyme is %s, bin/go is %s, the VERSION file says %s", p.version, command, file)
	}
	return p.version, nil
}

// tools are those that a build with tests, cgo and coverage runs.
var tools = []string{"asm", "cgo", "compile", "cover", "link", "vet"}

func checkTools(p *patient) (string, error) {
	var errs []error
	for _, name := range tools {
		out, err := exec.Command(buildTool(p.root, name), "-V=full").Output()
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %v", name, err))
			continue
		}
		// "compile version go1.26.8-goenzyme", maybe with more behind it.
		fields := strings.Fields(string(out))
		if len(fields) < 3 || fields[2] != p.version {
			errs = append(errs, fmt.Errorf("%s is %s, not %s", name, strings.TrimSpace(string(out)), p.version))
		}
	}
	return strings.Join(tools, " "), errors.Join(errs...)
}

func checkCache(p *patient) (string, error) {
	dir, err := p.goCommand("env", "GOCACHE")
	if err != nil {
		return "", err
	}
	if !filepath.IsAbs(dir) {
		return "", fmt.Errorf("GOCACHE is %q, which is not a directory", dir)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, "goenzyme-doctor-")
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	return dir, f.Close()
}

// The program that checkDirective runs: d(x*x) at 3 in the direction 0.5.
const directiveProgram = `package main

func square(x float64) float64 { return x * x }

//go:autodiff square Forward Dual Dual
func dsquare(x, dx float64) (float64, float64)

func main() {
	y, dy := dsquare(3, 0.5)
	println(int(y), int(dy))
}
`

func checkDirective(p *patient) (string, error) {
	dir, err := os.MkdirTemp("", "goenzyme-doctor-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{"go.mod": "module doctor\n", "main.go": directiveProgram} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return "", err
		}
	}
	cmd := exec.Command(p.goPath(), "run", ".")
	cmd.Dir = dir
	cmd.Env = goEnv(p.root, "GO111MODULE=on", "GOWORK=off", "GOFLAGS=", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH, "PWD="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building and running a derivative: %v\n%s", err, out)
	}
	if got := strings.TrimSpace(string(out)); got != "9 3" {
		return "", fmt.Errorf("x*x and its derivative at 3 in the direction 0.5 are 9 and 3, not %s", got)
	}
	return "a derivative was built and is right", nil
}

func checkPath(p *patient) (string, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return "no go command; goenzyme does not need one", nil
	}
	if real, err := filepath.EvalSymlinks(path); err == nil && sameFile(real, p.goPath()) {
		return path + " is this toolchain's", nil
	}
	return path + " is not this toolchain's; it builds derivatives if GOTOOLCHAIN selects this one", nil
}

func checkToolchain(p *patient) (string, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return "no go command that would select a toolchain", nil
	}
	out, err := exec.Command(path, "env", "GOVERSION", "GOTOOLCHAIN").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s env: %v\n%s", path, err, out)
	}
	selected, setting, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	switch {
	case selected == p.version:
		return fmt.Sprintf("%s (%s) selects this toolchain", path, setting), nil
	case strings.Contains(setting, "goenzyme"):
		return "", fmt.Errorf("GOTOOLCHAIN is %s, but %s selects %s", setting, path, selected)
	}
	return fmt.Sprintf("%s (%s) selects %s; see 'goenzyme help toolchain'", path, setting, selected), nil
}

func (p *patient) goPath() string {
	return filepath.Join(p.root, "bin", "go"+exeSuffix())
}

// goCommand runs the go command of this toolchain and returns what it prints.
func (p *patient) goCommand(args ...string) (string, error) {
	cmd := exec.Command(p.goPath(), args...)
	cmd.Env = goEnv(p.root)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out)), nil
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}
