#!/usr/bin/env bash
# Copyright 2026 The goenzyme Authors. All rights reserved.
# Use of this source code is governed by a BSD-style
# license that can be found in the LICENSE file.

# Builds goenzyme in _build/go with any Go from 1.24 on; see bootstrap/main.go.
#
#   ./make.bash                     build
#   ./make.bash run PKG [ARG...]    build if needed, then run PKG with it
#   ./make.bash -h                  show the flags

set -euo pipefail

fail() {
	echo "make.bash: $*" >&2
	exit 1
}

command -v go >/dev/null || fail "no go command on PATH; install any Go from 1.24 on"
version=$(GOTOOLCHAIN=local go env GOVERSION) || fail "go env does not work"
if [[ $version =~ ^go1\.([0-9]+) ]] && ((BASH_REMATCH[1] < 24)); then
	fail "$(command -v go) is $version; Go 1.24 or later is needed"
fi

export GOENZYME_PWD=${GOENZYME_PWD:-$PWD}
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p _build 2>/dev/null && [ -w _build ] || fail "$PWD is a read-only folder; the toolchain is built in its _build"
GOTOOLCHAIN=local GOFLAGS="-mod=readonly -buildvcs=false" GOWORK=off CGO_ENABLED=0 GOOS= GOARCH= GOROOT= \
	go build -trimpath -o _build/bootstrap ./bootstrap ||
	fail "bootstrap could not be built; the module in go.mod that it uses has to be downloaded once"
exec _build/bootstrap "$@"
