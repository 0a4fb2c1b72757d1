// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Tests of single steps on the fake machine.

import (
	"archive/zip"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestReadPin(t *testing.T) {
	p, err := readPin("../VERSION")
	if err != nil {
		t.Fatal(err)
	}
	if p.release == "" || !strings.HasPrefix(p.suffix, "goenzyme") || p.toolchains["linux/amd64"] == "" {
		t.Errorf("have %+v", p)
	}
	name := filepath.Join(t.TempDir(), "VERSION")
	for text, want := range map[string]string{
		"go go1.2.3\nsuffix x\nhash y\n": name + ":3: want",
		"suffix x\n":                     "no go",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := readPin(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: have error %v, want %q", text, err, want)
		}
	}
}

func TestVersion(t *testing.T) {
	hash := strings.Repeat("0123456789", 4)
	for suffix, want := range map[string]string{
		"goenzyme-devel": "go1.99.1-goenzyme-devel_012345678901",
		"goenzyme1.2":    "go1.99.1-goenzyme1.2",
	} {
		if have := (pin{release: "go1.99.1", suffix: suffix}).version(hash); have != want {
			t.Errorf("have %s, want %s", have, want)
		}
	}
}

func TestVerifyFindsChanges(t *testing.T) {
	f := newFake(t)
	b := newBuilder(f.repo)
	b.report = &report{w: &f.out}
	f.write(f.repo, "src/new.go", "package src\n")
	var err error
	if b.pin, err = readPin(filepath.Join(f.repo, "VERSION")); err != nil {
		t.Fatal(err)
	}
	if b.in, err = readInputs(f.repo); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(b.out, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, s := range steps[:4] {
		if _, err := s.do(b); err != nil {
			t.Fatal(err)
		}
	}
	if _, bad, err := b.compare(b.state); err != nil || len(bad) != 0 {
		t.Fatal(bad, err)
	}
	f.write(b.next(), "src/fmt/print.go", "package fmt // changed\n")
	f.write(b.next(), "src/fmt/extra.go", "package fmt\n")
	f.write(b.next(), "src/new.go", "package changed\n")
	f.write(b.next(), upstreamFile, upstreamText())
	_, err = verify(b)
	for _, want := range []string{
		"src/fmt/print.go: differs from upstream",
		"src/fmt/extra.go: neither upstream nor src/ has it",
		"src/new.go: was changed during the build",
		upstreamFile + ": the patches leave it as it was",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q: %v", want, err)
		}
	}
}

func TestVerifyFindsWrongVersion(t *testing.T) {
	f := newFake(t)
	script := strings.Replace(fakeGo, "version=${version%% *}", "version=go1.0", 1)
	f.write(f.root, "bin/go", script)
	f.wantError("verify: ", "go1.0", "want version go1.99.1-goenzyme-devel_")
}

func TestUnzip(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "m.zip")
	w, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(w)
	for _, file := range []string{"src/_go.mod", "bin/go", "src/fmt/print.go"} {
		fw, err := z.Create("golang.org/toolchain@v0.0.1-go1.99.1.linux-amd64/" + file)
		if err != nil {
			t.Fatal(err)
		}
		fw.Write([]byte(file))
	}
	if err := errors.Join(z.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	have, err := hashZip(name)
	if want := "h1:WNBBoSw4SVj79Tg73lIRYgnYU9hN4BWkCYz4PzRFXYA="; err != nil || have != want {
		t.Errorf("hash %s, want %s (%v)", have, want, err)
	}
	root := filepath.Join(dir, "root")
	if err := unzip(name, root); err != nil {
		t.Fatal(err)
	}
	if !isFile(filepath.Join(root, "src/go.mod")) || !isFile(filepath.Join(root, "src/fmt/print.go")) {
		t.Error("files are missing")
	}
	if fi, err := os.Stat(filepath.Join(root, "bin/go")); err != nil || fi.Mode()&0o111 == 0 {
		t.Errorf("bin/go can not be executed: %v %v", fi, err)
	}
}

func TestExplain(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "lay: no disk space: write x"},
		{errors.New("link: no space left on device"), "lay: no disk space: link"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, "lay: a read-only folder: open x"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "lay: a read-only folder: open x"},
		{errors.New("other"), "lay: other"},
	} {
		if have := explain("lay", test.err).Error(); !strings.HasPrefix(have, test.want) {
			t.Errorf("have %q, want %q", have, test.want)
		}
	}
}

func TestSplitTarget(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "misc/x"), 0o777); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "misc/x/main.go")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ pkg, dir, name string }{
		{"./misc/x", filepath.Join(dir, "misc/x"), "."},
		{filepath.Join(dir, "misc/x"), filepath.Join(dir, "misc/x"), "."},
		{"misc/x/main.go", filepath.Join(dir, "misc/x"), "main.go"},
		{"example.com/x", dir, "example.com/x"},
	} {
		d, name, err := splitTarget(dir, test.pkg)
		if d != test.dir || name != test.name || err != nil {
			t.Errorf("%s: have %s %s %v, want %s %s", test.pkg, d, name, err, test.dir, test.name)
		}
	}
	if _, _, err := splitTarget(dir, "./nowhere"); err == nil {
		t.Error("no error for a directory that does not exist")
	}
}

// TestScript checks what make.bash itself says.
func TestScript(t *testing.T) {
	script, err := filepath.Abs("../make.bash")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err)
	}
	check := func(want string) {
		cmd := exec.Command(bash, script)
		cmd.Env = []string{"PATH=" + bin}
		text, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(text), want) {
			t.Errorf("have %v\n%swant %q", err, text, want)
		}
	}
	check("make.bash: no go command on PATH")
	old := "#!" + bash + "\necho go1.22.3\n"
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(old), 0o755); err != nil {
		t.Fatal(err)
	}
	check("go1.22.3; Go 1.24 or later is needed")
}
