-- Opens an app in Neovim, waits for what the server says, applies "ignore here" and
-- waits until the file is clean. Prints what it saw.
local deadline = 20000  -- milliseconds

local function say(text) io.stdout:write(text, '\n') end

local function fail(text)
  say('failed: ' .. text)
  vim.cmd('cquit 1')
end

-- The text that each diagnostic is on, as Neovim understood its range, and its rule.
local function diagnostics()
  local lines = {}
  for _, item in ipairs(vim.diagnostic.get(0)) do
    local line = vim.api.nvim_buf_get_lines(0, item.lnum, item.lnum + 1, true)[1]
    local code = item.code or item.user_data.lsp.code
    table.insert(lines, line:sub(item.col + 1, item.end_col) .. ' ' .. code)
  end
  table.sort(lines)
  return table.concat(lines, '; ')
end

local function wait_for(what, wanted)
  if not vim.wait(deadline, function() return diagnostics() == wanted end, 20) then
    fail(what .. ': "' .. diagnostics() .. '" is not "' .. wanted .. '"')
  end
  say(what .. ': ' .. wanted)
end

vim.cmd('edit config/database.yml')
wait_for('opened', 'require sslmode-weak')

local client = vim.lsp.get_client_by_id(verifull_client)
local document = vim.lsp.util.make_text_document_params(0)
local actions = client.request_sync('textDocument/codeAction', {
  textDocument = document,
  range = { start = { line = 3, character = 2 }, ['end'] = { line = 3, character = 2 } },
  context = { diagnostics = {}, only = { 'quickfix' } },
}, deadline, 0)
local ignore
for _, action in ipairs(actions.result) do
  if action.title:match('^Ignore sslmode%-weak') then ignore = action end
end
if not ignore then fail('no action: ' .. vim.inspect(actions)) end
vim.lsp.util.apply_workspace_edit(ignore.edit, client.offset_encoding)
wait_for('ignored', '')
say(vim.api.nvim_buf_get_lines(0, 3, 4, true)[1])

local hover = client.request_sync('textDocument/hover', {
  textDocument = document,
  position = { line = 2, character = 6 },
}, deadline, 0)
say(hover.result.contents.value)
vim.lsp.stop_client(verifull_client)
vim.cmd('quitall!')
