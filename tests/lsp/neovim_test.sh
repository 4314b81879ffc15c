#!/usr/bin/env bash
# Debian's Neovim with its built-in client, set up as docs/editors.md says.
set -euo pipefail

if ! command -v nvim >/dev/null; then
  echo "skipped: no nvim (script/test installs it)"
  exit 77
fi
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

mkdir -p "$folder/app/config" "$folder/bin" "$folder/home"
ln -s "$VERIFULL" "$folder/bin/verifull"
cat >"$folder/app/config/database.yml" <<'YML'
production:
  adapter: postgresql
  host: db.example.com
  <<: { application_name: "😀", sslmode: require }
YML

# block LANGUAGE WORDS: the block of the manual that has these words; it is what runs.
block() {
  awk -v language="$1" -v words="$2" '
    $0 == "```" language { on = 1; text = ""; next }
    /^```/ { if (on && index(text, words)) printf "%s", text; on = 0; next }
    on { text = text $0 "\n" }' "$here/../../docs/editors.md" | grep .
}
block lua 'neovim before 0.11' >"$folder/init.lua"
block vim 'errorformat' >"$folder/quickfix.vim"

cd "$folder/app"
env -i HOME="$folder/home" PATH="$folder/bin:$PATH" LANG=C.UTF-8 \
  timeout 60 nvim --headless -n -u NONE -c "luafile $folder/init.lua" \
  -c "luafile $here/neovim.lua" >"$folder/seen" 2>&1 || { cat "$folder/seen"; exit 1; }

# Vim's own way: `:make` and the quickfix list.
cat >>"$folder/quickfix.vim" <<'VIM'
silent! make!
let lines = map(filter(getqflist(), 'v:val.valid'),
      \ {_, item -> join([bufname(item.bufnr), item.lnum, item.col, item.type], ' ')})
call writefile(lines, '../list')
quitall!
VIM
env -i HOME="$folder/home" PATH="$folder/bin:$PATH" LANG=C.UTF-8 \
  timeout 60 nvim --headless -n -u NONE -S "$folder/quickfix.vim" >"$folder/made" 2>&1 ||
  { cat "$folder/made"; exit 1; }
test -s "$folder/list"
{ "$VERIFULL" -f gcc || test $? = 1; } | sed -n 's/^\([^:]*\):\([0-9]*\):\([0-9]*\): \(.\).*/\1 \2 \3 \4/p' >"$folder/told"
diff -u "$folder/told" "$folder/list"

# The same in Vim itself, where the system has it with its script language.
if command -v vim >/dev/null && vim --version | grep -q '+eval'; then
  rm "$folder/list"
  env -i HOME="$folder/home" PATH="$folder/bin:$PATH" LANG=C.UTF-8 TERM=dumb \
    timeout 60 vim -N -es -n -u NONE -S "$folder/quickfix.vim" >"$folder/made" 2>&1 ||
    { cat "$folder/made"; exit 1; }
  diff -u "$folder/told" "$folder/list"
fi

cat >"$folder/expected" <<'END'
opened: require sslmode-weak
ignored: 
  # verifull: ignore[sslmode-weak] reason
- `production / primary`: `host` is `db.example.com` ← `config/database.yml:3`
END
diff -u "$folder/expected" <(tr -d '\r' <"$folder/seen" | sed '/^$/d')
