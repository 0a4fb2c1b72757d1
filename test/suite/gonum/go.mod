module goenzyme/suite/gonum

go 1.26

require (
	goenzyme/suite v0.0.0
	gonum.org/v1/gonum v0.17.0
)

replace goenzyme/suite => ../
