module goenzyme

go 1.24

require github.com/bluekeyes/go-gitdiff v0.9.0
