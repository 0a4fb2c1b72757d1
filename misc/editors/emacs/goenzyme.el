;;; goenzyme.el --- Go with derivatives -*- lexical-binding: t -*-

;; gopls, under eglot or lsp-mode, and M-x compile use the toolchain that the
;; environment variable GOENZYME_GOROOT names. Directives are highlighted.

;;; Code:

(let ((root (getenv "GOENZYME_GOROOT")))
  (when (and root (not (string= root "")))
    (let ((bin (expand-file-name "bin" root)))
      (setenv "PATH" (concat bin path-separator (getenv "PATH")))
      (setenv "GOROOT" root)
      (setenv "GOTOOLCHAIN" "local")
      (add-to-list 'exec-path bin))
    (dolist (mode '(go-mode go-ts-mode))
      (font-lock-add-keywords
       mode '(("^//go:autodiff\\(?:body\\|shadow\\)?\\_>.*$" 0 font-lock-preprocessor-face prepend))))))

(provide 'goenzyme)
;;; goenzyme.el ends here
