// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// Step build: compile the commands with the stock go. It runs in a GOROOT of
// links, _build/host, whose tools are upstream's and whose source is the
// patched tree; packages that are as upstream has them come from the user's
// build cache. One stage: the new compiler does not compile itself.

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// build compiles the commands and installs them in the tree.
func build(b *builder) (string, error) {
	if b.full {
		return b.buildFull()
	}
	host, err := b.hostRoot()
	if err != nil {
		return "", err
	}
	tools, commands, err := b.commands()
	if err != nil {
		return "", err
	}
	obj := filepath.Join(b.out, "obj")
	if err := os.MkdirAll(obj, 0o777); err != nil {
		return "", err
	}
	args := []string{"build", "-v", "-trimpath", "-ldflags", b.ldflags(), "-o", obj + string(filepath.Separator)}
	for _, name := range append(append([]string(nil), tools...), commands...) {
		args = append(args, "cmd/"+name)
	}
	cmd := b.command(filepath.Join(host, "bin", b.exe("go")), args...)
	cmd.Dir = filepath.Join(host, "src")
	cmd.Env = b.hostEnv(host)
	n, err := b.runCounting(cmd)
	if err != nil {
		return "", err
	}
	install := func(names []string, dir string) error {
		for _, name := range names {
			if err := copyFile(filepath.Join(obj, b.exe(name)), filepath.Join(b.next(), dir, b.exe(name))); err != nil {
				return err
			}
		}
		return nil
	}
	if err := install(tools, b.toolDir()); err != nil {
		return "", err
	}
	if err := install(commands, "bin"); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d packages compiled, %d commands", n, len(tools)+len(commands)), nil
}

// ldflags stamps the version on a command. Debugging information for the
// commands themselves is left out: it doubles the time of linking.
func (b *builder) ldflags() string {
	return "-w -X runtime.buildVersion=" + b.vers + " -X internal/buildcfg.Version=" + b.vers
}

// commands lists the tools that upstream ships prebuilt, and the commands for
// bin: upstream's and ours.
func (b *builder) commands() (tools, commands []string, err error) {
	entries, err := os.ReadDir(filepath.Join(b.base, b.toolDir()))
	if err != nil {
		return nil, nil, err
	}
	for _, d := range entries {
		name := strings.TrimSuffix(d.Name(), ".exe")
		if isDir(filepath.Join(b.base, "src/cmd", name)) {
			tools = append(tools, name)
		}
	}
	commands = []string{"go", "gofmt"}
	if _, ok := b.in.overlay["src/cmd/goenzyme/main.go"]; ok {
		commands = append(commands, "goenzyme")
	}
	return tools, commands, nil
}

// hostRoot makes the GOROOT that the stock go runs in.
func (b *builder) hostRoot() (string, error) {
	host := filepath.Join(b.out, "host")
	if err := os.RemoveAll(host); err != nil {
		return "", err
	}
	if err := os.MkdirAll(host, 0o777); err != nil {
		return "", err
	}
	links := map[string]string{
		"bin":     filepath.Join(b.base, "bin"),
		"pkg":     filepath.Join(b.base, "pkg"),
		"lib":     filepath.Join(b.base, "lib"),
		"VERSION": filepath.Join(b.base, "VERSION"),
		"go.env":  filepath.Join(b.base, "go.env"),
		"src":     filepath.Join(b.next(), "src"),
	}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(host, name)); err != nil {
			return "", err
		}
	}
	return host, nil
}

// hostEnv is the environment of the stock go: the user's, except for what
// would change the result.
func (b *builder) hostEnv(host string) []string {
	env := withoutGo(os.Environ())
	env = append(env,
		"GOROOT="+host,
		"GOENV=off",
		"GOTOOLCHAIN=local",
		"GOWORK=off",
		"CGO_ENABLED=0",
	)
	if cache := b.settings["GOCACHE"]; cache != "" {
		env = append(env, "GOCACHE="+cache)
	}
	return env
}

// withoutGo removes the settings of the go command from an environment.
func withoutGo(env []string) []string {
	var out []string
	for _, kv := range env {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "GO") && name != "GOMAXPROCS" && name != "GOGC" || name == "CGO_ENABLED" {
			continue
		}
		out = append(out, kv)
	}
	return out
}

// runCounting runs a go command that prints the names of the packages that it
// compiles, shows their number as it grows, and returns it. Whatever else the
// command prints is the text of the error if it fails.
func (b *builder) runCounting(cmd *exec.Cmd) (int, error) {
	if b.verbose {
		b.report.detail("%s", strings.Join(cmd.Args, " "))
	}
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	waited := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		w.Close()
		waited <- err
	}()
	n := 0
	var other []string
	for s := bufio.NewScanner(r); s.Scan(); {
		line := s.Text()
		if line == "" || strings.ContainsAny(line, " \t:") {
			other = append(other, line)
			continue
		}
		n++
		if b.verbose {
			b.report.detail("%s", line)
		}
		b.report.progress("%d packages", n)
	}
	io.Copy(io.Discard, r)
	if err := <-waited; err != nil {
		// Files are named as in the repository, not by the tree they were compiled in.
		text := strings.ReplaceAll(strings.Join(other, "\n"), "../../host/src/", "src/")
		return n, fmt.Errorf("%w\n%s", err, text)
	}
	return n, nil
}
