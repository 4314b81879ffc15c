#!/usr/bin/env bash
# Completions in the shells themselves, the manual page in what shows it, and the text in
# terminals of several kinds.
# Words of the program here have no spaces.
# shellcheck disable=SC2086
set -u

box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
failures=0
fail() {
  echo "FAILED: $1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
  failures=$((failures + 1))
}
# has WHAT WORD TEXT: the word stands alone in the text.
has() {
  grep -qxF -- "$2" <<<"$3" || fail "$1: no $2" "${3:0:300}"
}
lacks() {
  ! grep -qxF -- "$2" <<<"$3" || fail "$1: $2"
}

for shell in bash zsh fish; do
  "$VERIFULL" completion $shell >"$box/$shell" || fail "completion $shell"
done
mkdir -p "$box/app/config"
touch "$box/app/baseline.txt"

# --- bash: the function is called as Tab would call it ---------------------------
complete_bash() {
  (cd "$box/app" && bash --norc -c '
    . "$1"; shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _verifull
    printf "%s\n" "${COMPREPLY[@]}"' bash "$box/bash" "$@")
}
out=$(complete_bash verifull '')
for word in check resolve explain completion config; do has "bash, nothing yet" $word "$out"; done
out=$(complete_bash verifull --)
for word in --format --only --since --staged --environment --help; do has "bash, check" $word "$out"; done
out=$(complete_bash verifull resolve --)
has "bash, resolve" --closed-world "$out"
lacks "bash, resolve" --only "$out"
out=$(complete_bash verifull -f s)
[ "$out" = sarif ] || fail "bash, a format" "$out"
out=$(complete_bash verifull --only sslmode-w)
[ "$out" = sslmode-weak ] || fail "bash, a rule" "$out"
out=$(complete_bash verifull explain sslmode-w)
[ "$out" = sslmode-weak ] || fail "bash, explain" "$out"
out=$(complete_bash verifull baseline '')
has "bash, baseline" prune "$out"
out=$(complete_bash verifull --baseline b)
[ "$out" = baseline.txt ] || fail "bash, a file" "$out"
out=$(complete_bash verifull --fail-level '')
[ "$out" = $'info\nwarning\nerror' ] || fail "bash, a level" "$out"
out=$(complete_bash verifull -D '')
[ -z "$out" ] || fail "bash, a free value" "$out"
"$VERIFULL" completion tcsh >"$box/out" 2>"$box/err"
code=$?
if [ "$code" != 2 ] || [ -s "$box/out" ] || ! grep -q 'bash, zsh, fish' "$box/err"; then
  fail "completion tcsh" "$(cat "$box/err")"
fi

# --- zsh and fish, where they are installed --------------------------------------
if command -v zsh >/dev/null; then
  out=$(zsh -n "$box/zsh" 2>&1) || fail "zsh does not read it" "$out"
  mkdir "$box/zfuncs" && cp "$box/zsh" "$box/zfuncs/_verifull"
  cat >"$box/zsh_case" <<'END'
fpath=($1/zfuncs $fpath)
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PROMPT=; fpath=($1/zfuncs \$fpath); autoload -U compinit; compinit -u -d $1/dump; cd $1/app"
zpty -w z "zstyle ':completion:*' list-prompt ''; LISTMAX=10000; setopt no_list_beep; print READY"
zpty -r -m z line '*READY*READY*' 
zpty -n -w z "verifull $2"$'\t\t'
sleep 2
out=''
while zpty -r -t z chunk; do out+=$chunk; done
print -r -- $out
zpty -d z
END
  out=$(timeout 60 zsh -f "$box/zsh_case" "$box" 'explain sslmode-we' 2>&1)
  grep -q 'sslmode-weak' <<<"$out" || fail "zsh, explain" "$out"
  out=$(timeout 60 zsh -f "$box/zsh_case" "$box" '--fail-' 2>&1)
  grep -q -- '--fail-level' <<<"$out" || fail "zsh, an option" "$out"
else
  echo "left out: zsh"
fi
if command -v fish >/dev/null; then
  out=$(fish --no-execute "$box/fish" 2>&1) || fail "fish does not read it" "$out"
  complete_fish() {
    (cd "$box/app" && HOME=$box fish --no-config -c "source $box/fish; complete -C \"$1\"" | cut -f 1)
  }
  out=$(complete_fish 'verifull ')
  for word in check resolve explain completion; do has "fish, nothing yet" $word "$out"; done
  has "fish, check" --since "$(complete_fish 'verifull --')"
  out=$(complete_fish 'verifull resolve --')
  has "fish, resolve" --closed-world "$out"
  lacks "fish, resolve" --only "$out"
  has "fish, a format" sarif "$(complete_fish 'verifull --format ')"
  has "fish, a rule" sslmode-weak "$(complete_fish 'verifull explain ')"
  has "fish, baseline" prune "$(complete_fish 'verifull baseline ')"
else
  echo "left out: fish"
fi

# --- the manual ------------------------------------------------------------------
"$VERIFULL" man >"$box/verifull.1" || fail "man"
if command -v mandoc >/dev/null; then
  out=$(mandoc -T lint -W warning "$box/verifull.1" 2>&1 | grep -v 'missing date')
  [ -z "$out" ] || fail "mandoc complains" "$out"
else
  echo "left out: mandoc"
fi
if command -v man >/dev/null; then
  out=$(LC_ALL=C.UTF-8 MANWIDTH=80 MAN_KEEP_FORMATTING='' man --warnings -l "$box/verifull.1" 2>"$box/err" | col -b 2>/dev/null)
  if [ -n "$out" ]; then
    [ ! -s "$box/err" ] || fail "man complains" "$(cat "$box/err")"
    for words in '--since REV' '-e, --environment NAME' 'EXIT STATUS' '.verifull.yml' 'verifull explain sslmode-weak'; do
      grep -qF -- "$words" <<<"$out" || fail "the manual lacks $words"
    done
  fi
fi
# Every option of --help is in it, and the other way round.
for command in $("$VERIFULL" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
  "$VERIFULL" $command --help | grep -oE '^ {2,6}(-., )?--?[a-zA-Z-]+' | grep -oE -- '--?[a-zA-Z-]+' |
    while read -r option; do
      escaped=${option//-/\\-}
      grep -qF -- "$escaped" "$box/verifull.1" || echo "$command $option"
    done
done >"$box/missing"
[ ! -s "$box/missing" ] || fail "options that the manual lacks" "$(cat "$box/missing")"

# --- terminals -------------------------------------------------------------------
cat >"$box/app/config/database.yml" <<'END'
production:
  adapter: postgresql
  host: db.example.com # über alles
  sslmode: require
END
# on_terminal COLUMNS WORD…: what a terminal of that width gets.
on_terminal() {
  local columns=$1
  shift
  (cd "$box/app" && env -i PATH="$PATH" TERM="${term:-xterm-256color}" LC_ALL="${locale:-C.UTF-8}" \
    ${extra:-A=b} script -qec "stty cols $columns; '$VERIFULL' $*" /dev/null </dev/null | tr -d '\r')
}
if command -v script >/dev/null; then
  plain=$(on_terminal 80 --color never)
  long=$(grep -vE '^(error|warning|info)\[' <<<"$plain" | awk 'length > 80')
  [ -z "$long" ] || fail "lines longer than the terminal" "$long"
  grep -q $'\e' <<<"$plain" && fail "an escape without colour"
  out=$(on_terminal 80)
  grep -q $'\e\\[1;31merror' <<<"$out" || fail "no colour on a terminal" "$out"
  bare=$(printf '%s\n' "$out" | sed $'s/\e\\[[0-9;]*m//g')
  [ "$bare" = "$plain" ] || fail "colour changes the text" "$out"
  out=$(term=dumb on_terminal 80)
  [ "$out" = "$plain" ] || fail "a dumb terminal"
  out=$(extra=NO_COLOR=1 on_terminal 80)
  [ "$out" = "$plain" ] || fail "NO_COLOR"
  wide=$(on_terminal 200 --color never)
  [ "$(wc -l <<<"$wide")" -lt "$(wc -l <<<"$plain")" ] || fail "a wide terminal wraps as a narrow one"
  out=$(locale=C on_terminal 80 --color never)
  grep -v 'über' <<<"$out" | LC_ALL=C grep -q '[^ -~]' && fail "frames that are not ASCII" "$out"
  out=$(extra=VTE_VERSION=7000 on_terminal 80)
  grep -qF $'\e]8;;file://' <<<"$out" || fail "no link" "$out"
  [ "$(sed -e $'s/\e\\]8;;[^\e]*\e\\\\//g' -e $'s/\e\\[[0-9;]*m//g' <<<"$out")" = "$plain" ] || fail "a link changes the text" "$out"
fi

# --- version ---------------------------------------------------------------------
out=$("$VERIFULL" --version --verbose)
for words in 'system: ' 'yaml-cpp: ' 'OpenSSL: ' 'libpq: ' 'rules: '; do
  grep -q "^$words." <<<"$out" || fail "--version lacks $words" "$out"
done

[ "$failures" -eq 0 ]
