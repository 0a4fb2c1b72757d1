// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// A tiny fake GOROOT and a tiny fake repository. The fake go command is a
// shell script: its "build" writes commands that print the version they were
// stamped with, and fails on source that holds the words "syntax error".

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const fakeGo = `#!/bin/sh
root=$(cd "$(dirname "$0")/.." && pwd -P)
case $1 in
env) echo "{\"GOROOT\":\"$root\",\"GOCACHE\":\"$root/cache\"}" ;;
build)
	if grep -r "syntax error" . >&2; then exit 1; fi
	while [ $# -gt 0 ]; do
		case $1 in
		-o) out=$2; shift ;;
		*runtime.buildVersion=*) version=${1#*runtime.buildVersion=}; version=${version%% *} ;;
		cmd/*)
			printf '#!/bin/sh\n[ "$1" = build ] && echo fmt\necho %s version %s\n' "${1#cmd/}" "$version" >"$out${1#cmd/}"
			chmod +x "$out${1#cmd/}"
			echo "$1" >&2 ;;
		esac
		shift
	done ;;
mod) echo "{\"Error\":\"dial tcp: no network\"}"; exit 1 ;;
*) echo "go version $(head -1 "$root/VERSION") fake/fake" ;;
esac
`

// upstreamFile is the file that the tests patch: twenty lines, "line 1" to "line 20".
const upstreamFile = "src/cmd/compile/main.go"

func upstreamText() string {
	var s strings.Builder
	for i := range 20 {
		s.WriteString("line " + string(rune('a'+i)) + "\n")
	}
	return s.String()
}

// goodPatch inserts a line behind "line e" of upstreamFile.
const goodPatch = `Why: a test.

--- a/src/cmd/compile/main.go
+++ b/src/cmd/compile/main.go
@@ -4,3 +4,4 @@
 line d
 line e
+ours // goenzyme: a hook
 line f
`

// A fake is a fake machine: a GOROOT, a repository, and a PATH with go.
type fake struct {
	t    *testing.T
	root string // the upstream GOROOT
	repo string
	out  bytes.Buffer // what the last build showed
}

func newFake(t *testing.T) *fake {
	dir := t.TempDir()
	f := &fake{t: t, root: filepath.Join(dir, "upstream"), repo: filepath.Join(dir, "repo")}
	b := newBuilder(f.repo)
	f.write(f.root, "VERSION", "go1.99.1\ntime 2026-01-01T00:00:00Z\n")
	f.write(f.root, "go.env", "GOPROXY=x\nGOTOOLCHAIN=auto\n")
	f.write(f.root, "src/make.bash", "#!/bin/sh\n")
	f.write(f.root, upstreamFile, upstreamText())
	f.write(f.root, "src/internal/buildcfg/zbootstrap.go", "package buildcfg\n\nconst version = `go1.99.1`\n")
	f.write(f.root, "src/fmt/print.go", "package fmt\n")
	f.write(f.root, "pkg/include/textflag.h", "#define NOSPLIT 4\n")
	f.write(f.root, "test/test.go", "package test\n")
	for _, tool := range []string{"compile", "link"} {
		f.write(f.root, b.toolDir()+"/"+tool, "#!/bin/sh\necho stock\n")
		f.write(f.root, "src/cmd/"+tool+"/doc.go", "package main\n")
	}
	f.write(f.root, "bin/go", fakeGo)
	if err := os.Chmod(filepath.Join(f.root, "bin/go"), 0o755); err != nil {
		t.Fatal(err)
	}
	f.write(f.repo, "VERSION", "go go1.99.1\nsuffix goenzyme-devel\n")
	f.write(f.repo, "src/cmd/compile/internal/autodiff/pass.go", "package autodiff\n")
	f.write(f.repo, "patches/hook.patch", goodPatch)
	t.Setenv("PATH", filepath.Join(f.root, "bin")+":/usr/bin:/bin")
	t.Setenv("HOME", dir)
	return f
}

// write writes a file below dir.
func (f *fake) write(dir, rel, text string) {
	f.t.Helper()
	name := filepath.Join(dir, rel)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
}

// read reads a file of the finished toolchain.
func (f *fake) read(rel string) string {
	f.t.Helper()
	data, err := os.ReadFile(filepath.Join(f.repo, "_build/go", rel))
	if err != nil {
		f.t.Fatal(err)
	}
	return string(data)
}

// has reports whether the finished toolchain has a file.
func (f *fake) has(rel string) bool {
	_, err := os.Stat(filepath.Join(f.repo, "_build/go", rel))
	return err == nil
}

// build runs a build and returns its error.
func (f *fake) build() error {
	b := newBuilder(f.repo)
	f.out.Reset()
	b.report = &report{w: &f.out}
	return b.make(true)
}

// mustBuild runs a build that has to succeed.
func (f *fake) mustBuild() {
	f.t.Helper()
	if err := f.build(); err != nil {
		f.t.Fatal(err)
	}
}

// wantError runs a build that has to fail with all of the words.
func (f *fake) wantError(words ...string) {
	f.t.Helper()
	err := f.build()
	if err == nil {
		f.t.Fatalf("the build succeeded, want an error with %q", words)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			f.t.Errorf("error lacks %q:\n%v", word, err)
		}
	}
}
