// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// goenzyme link: a symbolic link to bin/go under the one name by which another
// go command finds this toolchain on PATH.

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

var cmdLink = &command{
	name:  "link",
	usage: "link [-dir directory]",
	short: "make this toolchain selectable by GOTOOLCHAIN",
	long: `
Link makes a symbolic link to the go command of this toolchain under the
toolchain's name, such as go1.26.8-goenzyme, which is where every go command
looks when GOTOOLCHAIN is set to that name:

	$ goenzyme link
	$ GOTOOLCHAIN=go1.26.8-goenzyme go test ./...

The link is made in the directory that the -dir flag names, by default in
GOBIN or else in the bin directory of the first GOPATH entry. The directory has
to be on PATH; link says so if it is not.

A link that goenzyme made earlier is replaced, and links under names that this
toolchain had before it was rebuilt are removed. Link refuses to overwrite any
other file.

See also: goenzyme help toolchain.
`,
	run: runLink,
}

func runLink(cmd *command, args []string) int {
	flags := flag.NewFlagSet("link", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dir := flags.String("dir", "", "")
	if err := flags.Parse(args); err == flag.ErrHelp {
		return cmd.printHelp()
	} else if err != nil {
		return cmd.usageError("%v", err)
	}
	if flags.NArg() > 0 {
		return cmd.usageError("unexpected argument %s", flags.Arg(0))
	}
	root, err := findGOROOT()
	if err != nil {
		return cmd.errorf("%v", err)
	}
	version, err := readVersion(root)
	if err != nil {
		return cmd.errorf("%v", err)
	}
	if *dir == "" {
		if *dir, err = linkDir(root); err != nil {
			return cmd.errorf("%v", err)
		}
	}
	link, err := makeLink(root, *dir, version)
	if err != nil {
		return cmd.errorf("%v", err)
	}
	printLink(link, version)
	return 0
}

// linkDir returns the directory for the link if there is no -dir flag.
func linkDir(root string) (string, error) {
	cmd := exec.Command(filepath.Join(root, "bin", "go"+exeSuffix()), "env", "GOBIN", "GOPATH")
	cmd.Env = goEnv(root)
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go env: %v", err)
	}
	gobin, gopath, _ := strings.Cut(strings.TrimRight(string(out), "\r\n"), "\n")
	if gobin = strings.TrimSpace(gobin); gobin != "" {
		return gobin, nil
	}
	if list := filepath.SplitList(gopath); len(list) > 0 && list[0] != "" {
		return filepath.Join(list[0], "bin"), nil
	}
	return "", fmt.Errorf("neither GOBIN nor GOPATH is set; name a directory with -dir")
}

// makeLink makes the link called version in dir and returns its path.
func makeLink(root, dir, version string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	target := filepath.Join(root, "bin", "go"+exeSuffix())
	link := filepath.Join(dir, version+exeSuffix())
	if _, err := os.Lstat(link); err == nil {
		old, err := os.Readlink(link)
		if err != nil || filepath.Base(old) != filepath.Base(target) || filepath.Base(filepath.Dir(old)) != "bin" {
			return "", fmt.Errorf("%s exists and is not a link to a go command; remove it or name another directory with -dir", link)
		}
		if old == target {
			return link, nil
		}
	}
	// A new link moves over the old one, so that there is one at any time.
	temp := fmt.Sprintf("%s.%d", link, os.Getpid())
	if err := os.Symlink(target, temp); err != nil {
		return "", err
	}
	if err := os.Rename(temp, link); err != nil {
		os.Remove(temp)
		return "", err
	}
	removeOldLinks(link, target)
	return link, nil
}

// removeOldLinks removes the links to target beside link that bear the name of
// another version: target had that version once, and would now refuse to run
// under its name.
func removeOldLinks(link, target string) {
	links, _ := filepath.Glob(filepath.Join(filepath.Dir(link), "go*-goenzyme*"))
	for _, old := range links {
		if to, err := os.Readlink(old); err == nil && to == target && old != link {
			os.Remove(old)
		}
	}
}

// printLink says what was made and what to do with it.
func printLink(link, version string) {
	target, _ := os.Readlink(link)
	fmt.Printf("%s -> %s\n", link, target)
	if found, err := exec.LookPath(version); err != nil {
		fmt.Printf("\n%s is not on PATH; the go command will not find the link until it is.\n", filepath.Dir(link))
	} else if found != link {
		fmt.Printf("\n%s comes first on PATH and will be used instead.\n", found)
	}
	fmt.Printf("\nTo select this toolchain for one command, or for all:\n\n")
	fmt.Printf("\tGOTOOLCHAIN=%s go build\n", version)
	fmt.Printf("\tgo env -w GOTOOLCHAIN=%s\n", version)
}
