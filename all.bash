#!/usr/bin/env bash
# Copyright 2026 The goenzyme Authors. All rights reserved.
# Use of this source code is governed by a BSD-style
# license that can be found in the LICENSE file.

# Builds goenzyme and runs all tests of this repository. Flags (-short, -run,
# -v ...) are passed to every go test.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

GOENZYME_PWD=$PWD ./make.bash

status=0

# tests DIR FLAGS... runs go test in DIR, and notes a failure.
tests() {
	local dir=$1
	shift
	echo "== go test $* (in $dir)"
	(cd "$dir" && go test "$@") || status=1
}

export GOTOOLCHAIN=local GOWORK=off
unset GOROOT

# What builds the toolchain is tested with the Go that runs it.
tests . "$@" -tags=slow ./bootstrap/...

# Everything else is tested with the toolchain.
export PATH=$PWD/_build/go/bin:$PATH

# Packages of GOROOT that have tests of ours: all tests of our own packages, and
# of Go's those that are ours, which have Autodiff in their names.
packages=$(find src -name '*_test.go' -not -path '*/testdata/*' -exec dirname {} + | sed 's,^src/,,' | sort -u)
own=$(grep -E 'autodiff|goenzyme' <<<"$packages" || true)
others=$(grep -vE 'autodiff|goenzyme' <<<"$packages" || true)
# shellcheck disable=SC2086 # one word for each package
if [ -n "$own" ]; then
	tests _build/go/src "$@" $own
fi
# shellcheck disable=SC2086
if [ -n "$others" ]; then
	tests _build/go/src -run=Autodiff "$@" $others
fi

# This module, and every module of its own in test/ and misc/.
for dir in test misc; do
	[ -d $dir ] || continue
	if go list ./$dir/... 2>/dev/null | grep -q .; then
		tests . "$@" ./$dir/...
	fi
	for mod in $(find $dir -name go.mod -not -path '*/testdata/*' | sort); do
		tests "$(dirname "$mod")" "$@" ./...
	done
done

# Another architecture: under an emulator if there is one, else compiled only.
case " $* " in
*" -short "*) ;;
*) go run ./test/emulate || status=1 ;;
esac

exit $status
