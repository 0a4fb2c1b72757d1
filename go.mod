module goenzyme

go 1.24

require github.com/bluekeyes/go-gitdiff v0.9.0

require (
	github.com/rogpeppe/go-internal v1.14.1
	golang.org/x/sys v0.26.0 // indirect
	golang.org/x/tools v0.26.0 // indirect
)
