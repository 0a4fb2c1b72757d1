// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The help topics. What they say about the directive is the contract that
// users may rely on; api/goenzyme.txt holds the names in it.

var topicAutodiff = &command{
	name:  "autodiff",
	short: "derivatives of functions",
	long: `
A //go:autodiff directive makes the compiler write the derivative of a
function. There are two places for it.

On a function with a body, it names a derivative, which the package then has
as a function of its own (form A):

	//go:autodiff dloss Forward
	func loss(w, x []float64) float64 {
		s := 0.0
		for i := range w {
			s += w[i] * x[i]
		}
		return s * s
	}

	// loss and its derivative at w in the direction dw
	y, dy := dloss(w, dw, x, dx)

On a function without a body, it names the function to differentiate, which may
be one of another package that knows nothing of it (form B):

	//go:autodiff floats.Norm Forward Dual Const Dual
	func dnorm(s, ds []float64, l float64) (float64, float64)

The signature of a derivative follows from the signature of the primal, the
function that is differentiated, and from the activities of its parameters and
results: "goenzyme list" shows it. What cannot be differentiated is an error at
compile time, with the calls that lead there. No derivative is silently zero.

The whole program below the primal is differentiated, packages of other modules
included. Functions of package math have rules of their own. The go command
rebuilds a derivative when anything changes that it was made of.

A function in assembly, or one that cannot be differentiated as it is written,
needs another body, which must compute the same:

	//go:autodiffbody example.com/asm.dot
	func Dot(x, y []float64) float64 { ... }

The function under the directive is exported and has the type of the one that it
is the body for, exported or not, with the receiver as its first parameter if
that is a method. Derivatives find it in the package that declares the latter,
in their own, and in those that this one imports. The toolchain has bodies for
the kernels of gonum.

A package-level variable is constant, unless another one is named as its shadow:

	//go:autodiffshadow dweights
	var weights [8]float64

	var dweights [8]float64

Both are declared in one package and have one type. In all derivatives, also of
other packages, weights is then what a Dual or Duplicated parameter leads to:
in forward mode its tangents are read from dweights, and written there with what
is stored; in reverse mode its adjoints are added to dweights, and what is
overwritten has its adjoint taken from there, and set to zero. Calls that run
at the same time share dweights. One variable has one shadow. If that is an
array of the variable's type, as in

	var dweights [4][8]float64

it is for derivatives in that many directions at once, else for one direction.

Tools that know nothing of derivatives see form B as a function without a body,
as one implemented in assembly. For form A, "go vet", "go list -compiled", gopls
and "go doc" of this toolchain are shown a generated file with its declaration.
An editor may have to reload its workspace before it knows a new one.
A stock Go toolchain refuses to build either form.

The flag -autodiff=LIST of build, run, test, vet and list says, in a list with
commas, what to print about the derivatives of packages with directives, and
how to make them differently. It also works through GOFLAGS. What is printed
stands below "# package" where other messages of the compiler stand; for a
package that is built already it is printed once more. The names are:

	PrintTA              the type of every value in a primal, its class, and
	                     what its shadow is
	PrintTAFn=f          the same for primals called f
	PrintAA              which values are active, and why: from which
	                     parameter, store or call that comes
	PrintPerf            what a derivative costs beside arithmetic: checks,
	                     shadows that are allocated, calls that stay calls;
	                     which loops it executes once where the primal does
	                     so again and again; in reverse mode what is kept on
	                     the tape
	Print                the steps: which derivatives are made, and what
	                     becomes of each call
	PrintModBefore       the SSA of each primal before any optimisation
	PrintModAfterOpts    the SSA of each primal as it is differentiated
	PrintModAfterEnzyme  the SSA of each derivative as it is made
	PrintModFinal        the SSA of each derivative, optimised
	OPT                  a report that stands for itself, for a bug report:
	                     a txtar archive of the compiler's command line,
	                     the package, the functions of other packages that
	                     derivatives are made of, and the outcome

	LooseTypes           an integer that holds the bits of a float carries
	                     no derivative; without it, arithmetic on one is
	                     an error
	NoModOptAfter        derivatives are not optimised before the rest of
	                     the compiler sees them
	EnableFncOpt         they are optimised twice
	NoVecUnroll          loops of derivatives stay as they are: nothing is
	                     moved out of them
	AltPipeline          primals are differentiated before they are
	                     optimised
	Inline               functions of the package that are much larger than
	                     usual are inlined
	NoSafetyChecks       every directive has the option unchecked
	RuntimeActivity      every directive has the option runtimeactivity

Other names for these are PrintModAfter (PrintModAfterEnzyme), PrintSteps and
PrintPasses (Print), NoPostopt (NoModOptAfter) and NoTT (LooseTypes); Enable
asks for nothing.

See also: goenzyme help directive, goenzyme help activities.
`,
}

var topicDirective = &command{
	name:  "directive",
	short: "grammar of the //go:autodiff directive",
	long: `
	//go:autodiff NAME MODE ACTIVITY... [OPTION...]

The directive is a line of a function declaration's doc comment; gofmt puts it
last, behind an empty comment line. There may be several, one per derivative.

NAME

On a function or method with a body, the name of the derivative: a new function
of the package, or, for a method, a new method of the same type. On one without
a body, the primal: f, pkg.F, T.M, (*T).M, pkg.T.M, pkg.(*T).M or F[float64].
A primal of another package has to be exported and its package imported; a
generic primal has to be instantiated. A directive on a generic function with a
body declares a generic derivative; the constraint of each type parameter has to
list types that carry a derivative alike, as ~float32 | ~float64 does.

MODE

	Forward      Jacobian-vector product: how the results change if the
	             arguments move in the direction of their shadows
	Reverse      vector-Jacobian product: how the arguments contribute
	             to a weighted sum of the results
	Forward(N)   N directions at once: a shadow of type T becomes [N]T
	Reverse(N)   N seeds at once
	ForwardFirst, ReverseFirst
	             the same as Forward and Reverse

Reverse(N) is parsed and checked, but not yet supported. A derivative of the
same package may be a primal in mode Forward: for second derivatives.

ACTIVITY

One for each parameter in order, a method's receiver first, then one for each
result: by position, or by name as in w=Dual x=Const return=Dual, where return
stands for all results. Without any, they follow from the types. See 'goenzyme
help activities'.

OPTION

	unchecked        leave out the checks of the arguments at run time
	noalias          distinct reference arguments do not overlap,
	                 which is checked at entry
	runtimeactivity  decide at run time which reference is active:
	                 a shadow equal to its primal is not
	strongzero       0·Inf and 0·NaN are 0 in derivative code
`,
}

var topicActivities = &command{
	name:  "activities",
	short: "activities, and the signatures that follow from them",
	long: `
An activity says what part a parameter or result has in a derivative. Types
fall into four classes:

	float      float32, float64, complex64, complex128, and types defined
	           from them
	aggregate  arrays and structs that hold floats and no pointer
	reference  pointers, slices, maps, channels, interfaces, functions,
	           and structs and arrays with one of these inside
	inactive   integers, booleans, strings, and all that reaches no float

In forward mode:

	Const      no derivative: x T. The only activity of an inactive type.
	Dual       with a shadow: x T, dx T.
	DualOnly   of a parameter: the value moves in, out of the caller's
	           sight: for a pointer x T, dx *T, for others x T, dx T.
	           Of a result: the derivative without the value: dy T.

A shadow has the type of what it belongs to and follows it at once, among
parameters as among results:

	func f(x, y float64, n int) (float64, error)

	Forward Dual Const Const Dual Const
	func df(x, dx, y float64, n int) (float64, float64, error)

In reverse mode:

	Const           no derivative.
	Active          of a float or aggregate. A parameter: its gradient is
	                one more result. A result: a seed for it is one more
	                parameter.
	ActiveOnly      of a result: as Active, and the result is dropped.
	Duplicated      of a reference: with a shadow that accumulates.
	DuplicatedOnly  of a reference: the same, and the value may be used as
	                scratch memory.

Constant is another spelling of Const, and DuplicatedNoNeed of DuplicatedOnly
on a parameter and of ActiveOnly on a result.

Where no activity is given, everything that can carry a derivative does, the
rest is Const, and so are results of type error.

At run time a derivative panics, before it writes anything, if a shadow is nil
or shorter than what it belongs to, or overlaps it, or overlaps another shadow
or argument and one of the two is written.
`,
}

var topicEnvironment = &command{
	name:  "environment",
	short: "environment variables",
	long: `
Goenzyme has no environment variables of its own. It finds its toolchain from
the place of its executable, and runs the go command there with these:

	GOROOT       set to that toolchain, whatever it was
	GOTOOLCHAIN  set to local, so that no go.mod file and no setting
	             makes the go command switch to another toolchain

All others mean what "go help environment" says: GOFLAGS, GOOS, GOARCH, GOCACHE
and so on. "goenzyme env" prints them.

The bin/go command of this toolchain can be used without goenzyme. It reads
GOTOOLCHAIN as every go command does; see 'goenzyme help toolchain'.
`,
}

var topicToolchain = &command{
	name:  "toolchain",
	short: "how a go command selects this toolchain",
	long: `
"goenzyme build" always builds with this toolchain. There are two ways to have
"go build" do the same, which editors and scripts need.

Put the toolchain's bin directory first on PATH. GOTOOLCHAIN=local keeps its go
command from switching to another toolchain when a go.mod file asks for a newer
one.

Or have the go command that is on PATH already select this toolchain:

	$ goenzyme link
	$ go env -w GOTOOLCHAIN=NAME

where NAME is the toolchain's version, which "goenzyme link" prints. With +auto
behind the name a go.mod file that asks for a newer toolchain gets that one,
and it is not this one. A toolchain line in a go.mod file cannot select it.

"goenzyme doctor" shows which toolchain "go" selects.
`,
}
