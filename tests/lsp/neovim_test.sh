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

# The block of the manual is what runs.
awk '/^```lua/ { on = 1; text = ""; next }
     /^```/ { if (on && text ~ /neovim before 0.11/) printf "%s", text; on = 0; next }
     on { text = text $0 "\n" }' "$here/../../docs/editors.md" >"$folder/init.lua"
grep -q start_client "$folder/init.lua"

cd "$folder/app"
env -i HOME="$folder/home" PATH="$folder/bin:$PATH" LANG=C.UTF-8 \
  timeout 60 nvim --headless -n -u NONE -c "luafile $folder/init.lua" \
  -c "luafile $here/neovim.lua" >"$folder/seen" 2>&1 || { cat "$folder/seen"; exit 1; }

cat >"$folder/expected" <<'END'
opened: require sslmode-weak
ignored: 
  # verifull: ignore[sslmode-weak] reason
- `production / primary`: `host` is `db.example.com` ← `config/database.yml:3`
END
diff -u "$folder/expected" <(tr -d '\r' <"$folder/seen" | sed '/^$/d')
