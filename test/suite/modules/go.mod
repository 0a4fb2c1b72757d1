module goenzyme/suite/modules

go 1.26

require (
	github.com/aclements/go-moremath v0.0.0-20210112150236-f10218a38794
	github.com/golang/geo v0.0.0-20260818125358-b200a1149890
	github.com/lucasb-eyer/go-colorful v1.4.1
	github.com/montanaflynn/stats v0.14.0
	goenzyme/suite v0.0.0
)

require golang.org/x/sync v0.12.0 // indirect

replace goenzyme/suite => ../
