// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix

package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestExamine(t *testing.T) {
	defer func(old []check) { checks = old }(checks)
	good := check{"good", func(*patient) (string, error) { return "as it should be", nil }}
	bad := check{"bad", func(*patient) (string, error) { return "", errors.New("first\nsecond\n") }}

	var out strings.Builder
	checks = []check{good, bad, good}
	code := examine(&out, &patient{})
	want := `ok    good         as it should be
FAIL  bad          first
                   second
ok    good         as it should be
`
	if code != 1 || out.String() != want {
		t.Errorf("exit code %d, printed\n%swant 1 and\n%s", code, out.String(), want)
	}
	checks = []check{good}
	if code := examine(&out, &patient{}); code != 0 {
		t.Errorf("exit code %d although nothing fails", code)
	}
}

func TestDoctorFindsFaults(t *testing.T) {
	root := fakeRoot(t, "echo go1.2.4\n")
	p := &patient{root: root, version: "go1.2.3-goenzyme"}
	for _, tt := range []struct {
		check func(*patient) (string, error)
		want  string
	}{
		{checkVersion, "bin/go is go1.2.4"},
		{checkTools, "compile: "},
		{checkCache, "GOCACHE is \"go1.2.4\", which is not a directory"},
		{checkDirective, "not go1.2.4"},
	} {
		if found, err := tt.check(p); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("found %q, %v; want an error about: %s", found, err, tt.want)
		}
	}
}

func TestParseListArgs(t *testing.T) {
	asJSON, args, _, err := parseListArgs([]string{"-tags", "x", "--json", "-mod=mod", "-test", "./..."})
	if want := []string{"-tags", "x", "-mod=mod", "-test", "./..."}; !asJSON || err != nil || !reflect.DeepEqual(args, want) {
		t.Errorf("got %v, %q, %v; want true, %q", asJSON, args, err, want)
	}
	if _, _, help, _ := parseListArgs([]string{"-h"}); !help {
		t.Error("-h does not ask for help")
	}
	if _, _, _, err := parseListArgs([]string{"-f={{.Dir}}"}); err == nil {
		t.Error("-f is accepted")
	}
}

func TestGoVersion(t *testing.T) {
	for module, want := range map[string]string{"1.26": "1.26", "1.26.3": "1.26", "1.27rc1": "1.27", "1": "", "": ""} {
		p := &goPackage{Module: &struct{ GoVersion string }{module}}
		if got := p.goVersion(); got != want {
			t.Errorf("go %s: language version %q, want %q", module, got, want)
		}
	}
	if got := new(goPackage).goVersion(); got != "" {
		t.Errorf("no module: language version %q", got)
	}
}

func TestSources(t *testing.T) {
	dir := t.TempDir()
	a := &goPackage{ImportPath: "a [a.test]", Name: "a", Dir: dir, GoFiles: []string{"a.go", "a_test.go"}, Imports: []string{"v/b", "unsafe", "C"}, ImportMap: map[string]string{"b": "v/b"}}
	b := &goPackage{ImportPath: "v/b", Name: "b", Dir: dir, GoFiles: []string{"b.go"}, CgoFiles: []string{"c.go"}}
	pkgs := &packages{byPath: map[string]*goPackage{a.ImportPath: a, b.ImportPath: b}}
	got := pkgs.sources(a)
	want := map[string]source{
		"a":   {Name: "a", ImportMap: map[string]string{"b": "v/b"}},
		"v/b": {Name: "b", Files: []string{filepath.Join(dir, "b.go"), filepath.Join(dir, "c.go")}, ImportMap: map[string]string{}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := a.countDirectives(); n != 0 {
		t.Errorf("files that do not exist have %d directives", n)
	}
	if err := os.WriteFile(filepath.Join(dir, "a_test.go"), []byte("package a\n\n//go:autodiff f Forward\n\n//go:autodiffs\n\nvar s = `//go:autodiff`\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if n := a.countDirectives(); n != 1 {
		t.Errorf("%d directives are found, want 1", n)
	}
}

func TestDropRepeated(t *testing.T) {
	ds := []derivative{{Name: "f", Pos: "a.go:1:1"}, {Name: "g", Pos: "a.go:2:1"}, {Name: "f", Pos: "a.go:1:1"}}
	if got := dropRepeated(ds); len(got) != 2 || got[0].Name != "f" || got[1].Name != "g" {
		t.Errorf("got %v", got)
	}
}

func TestPrintTable(t *testing.T) {
	var out strings.Builder
	err := printTable(&out, []derivative{
		{ImportPath: "p", Primal: "f", Mode: "Forward", Signature: "func df(x, dx float64) float64", Pos: "/p/p.go:3:1"},
		{ImportPath: "p/q", Primal: "(*T).M", Mode: "Forward", Width: 4, Signature: "func (t *T) DM()", Pos: "/p/p.go:9:1"},
	})
	want := `p    func df(x, dx float64) float64  Forward of f          /p/p.go:3:1
p/q  func (t *T) DM()                Forward(4) of (*T).M  /p/p.go:9:1
`
	if err != nil || out.String() != want {
		t.Errorf("printed, %v:\n%swant\n%s", err, out.String(), want)
	}
}
