module goenzyme/bench

go 1.26

require gonum.org/v1/gonum v0.17.0

require (
	bitbucket.org/dtolpin/infergo v1.0.1
	golang.org/x/mod v0.23.0 // indirect
	golang.org/x/sync v0.12.0 // indirect
	golang.org/x/tools v0.30.0 // indirect
)

tool bitbucket.org/dtolpin/infergo/cmd/deriv
