module goenzyme/suite

go 1.26
