// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build slow

package editor

// A real gopls, with the toolchain's go command and with a stock one. It is
// built from the module proxy unless GOENZYME_GOPLS names one.

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

const goplsVersion = "v0.20.0"

var goplsFiles = map[string]string{
	"go.mod": "module ex\n\ngo 1.24\n",
	"a/a.go": `package a

import "ex/b"

//go:autodiff dnorm Forward
func norm(v b.Vec, n int) (length float64) { return v.X + v.Y }

func Use(v b.Vec) float64 {
	_, d := dnorm(v, b.Vec{X: 1}, 2)
	return d
}
`,
	"b/b.go": `package b

type Vec struct{ X, Y float64 }

func Norm(v Vec) float64 { return v.X*v.X + v.Y*v.Y }

// DNorm is the tangent of Norm.
//
//go:autodiff Norm Forward
func DNorm(v, dv Vec) (y, dy float64)

func Use(v Vec) float64 {
	_, d := DNorm(v, v)
	return d
}
`,
	"broken/broken.go": `package broken

//go:autodiff dnorm Forward
func norm(x float64) float64 { return x }

var _ = dnrom(1, 1)
`,
}

// TestGopls checks that there are no false errors, that a real one is seen, and
// that definition and hover work, with both forms on this toolchain and with
// form B on a stock one.
func TestGopls(t *testing.T) {
	dir := writeFiles(t, goplsFiles)
	stock := append(os.Environ(), "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off")
	gopls := findGopls(t, stock)
	ours := toolchainEnv(t)
	for _, c := range []struct {
		name string
		env  []string
		args string
		want string // pattern of the output
	}{
		{"ours, both forms", ours, "check a/a.go b/b.go", `^$`},
		{"ours, a real error", ours, "check broken/broken.go", `undefined: dnrom`},
		{"ours, form A", ours, "definition a/a.go:9:11", `func dnorm\(v b.Vec, dv b.Vec, n int\) \(length float64, dlength float64\)\n(?s:.*)derivative \(JVP\) of norm`},
		{"ours, form B", ours, "definition b/b.go:13:11", `b\.go:10:6-11: defined here as func DNorm\(v Vec, dv Vec\) \(y float64, dy float64\)\nDNorm is the tangent of Norm`},
		{"stock, form B", stock, "check b/b.go", `^$`},
		{"stock, form B", stock, "definition b/b.go:13:11", `b\.go:10:6-11: defined here as func DNorm`},
	} {
		cmd := exec.Command(gopls, strings.Fields(c.args)...)
		cmd.Dir, cmd.Env = dir, c.env
		out, err := cmd.CombinedOutput()
		if err != nil || !regexp.MustCompile(c.want).Match(out) {
			t.Errorf("%s: gopls %s: %v\n%swant: %s", c.name, c.args, err, out, c.want)
		}
	}
}

// findGopls returns the path of a gopls.
func findGopls(t *testing.T, env []string) string {
	t.Helper()
	if gopls := os.Getenv("GOENZYME_GOPLS"); gopls != "" {
		return gopls
	}
	bin := t.TempDir()
	cmd := exec.Command("go", "install", "golang.org/x/tools/gopls@"+goplsVersion)
	cmd.Env = append(env, "GOBIN="+bin)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go install gopls: %v\n%s", err, out)
	}
	name := filepath.Join(bin, "gopls")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return name
}
