-- Go with derivatives, for Neovim: gopls uses the toolchain that GOENZYME_GOROOT
-- names. Directives are highlighted like Go's own.

local root = vim.env.GOENZYME_GOROOT
if not root or root == "" then
  return
end

vim.env.PATH = root .. "/bin:" .. vim.env.PATH
vim.env.GOROOT = root
vim.env.GOTOOLCHAIN = "local"

vim.api.nvim_create_autocmd("FileType", {
  pattern = "go",
  callback = function()
    vim.fn.matchadd("PreProc", [[^//go:autodiff\(body\|shadow\)\=\>.*$]])
  end,
})
