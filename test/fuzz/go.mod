module goenzyme/fuzz

go 1.26

require goenzyme/suite v0.0.0

replace goenzyme/suite => ../suite
