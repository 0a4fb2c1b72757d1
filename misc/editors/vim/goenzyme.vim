" Go with derivatives, for vim-go: gopls and :GoBuild use the toolchain that
" GOENZYME_GOROOT names. Directives are highlighted like Go's own.

if empty($GOENZYME_GOROOT)
  finish
endif

let $PATH = $GOENZYME_GOROOT . '/bin:' . $PATH
let $GOROOT = $GOENZYME_GOROOT
let $GOTOOLCHAIN = 'local'

augroup goenzyme
  autocmd!
  autocmd Syntax go syntax match goAutodiff "^//go:autodiff\(body\|shadow\)\=\>.*$" containedin=goComment
  autocmd Syntax go highlight default link goAutodiff PreProc
augroup END
