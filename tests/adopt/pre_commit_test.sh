#!/usr/bin/env bash
# The hooks under real pre-commit, in a repository of their own.
#
# For the id `verifull` script/verifull is the real one, and a cmake that takes the
# program which is built already stands in for the compiler; VERIFULL_LONG=1 builds it.
# Names of hooks and folders here are words without spaces.
# shellcheck disable=SC2086
set -u

if ! command -v pre-commit >/dev/null || ! command -v git >/dev/null; then
  echo "skipped: pre-commit is not installed (script/test installs it)"
  exit 77
fi

source_dir=$VERIFULL_SOURCE_DIR
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
failures=0
fail() {
  echo "FAILED: $1" >&2
  sed 's/^/  /' "$box/out" >&2
  failures=$((failures + 1))
}

export HOME=$box/home PRE_COMMIT_HOME=$box/cache GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
unset CI GITHUB_ACTIONS
mkdir -p "$HOME" "$box/bin"
ln -s "$VERIFULL" "$box/bin/verifull"
if [ -z "${VERIFULL_LONG:-}" ]; then
  cat >"$box/bin/cmake" <<END
#!/bin/sh
case "\$*" in *--build*) mkdir -p build/release && cp "$VERIFULL" build/release/verifull ;; esac
END
  chmod +x "$box/bin/cmake"
fi
export PATH=$box/bin:$PATH

# What pre-commit clones.
mkdir "$box/hooks"
(
  cd "$source_dir" || exit
  cp -r .pre-commit-hooks.yaml CMakeLists.txt CMakePresets.json cmake rules script src tests "$box/hooks"
  cd "$box/hooks" || exit
  git init -q . && git add -A && git commit -q -m hooks
) || exit 1
revision=$(git -C "$box/hooks" rev-parse HEAD)

good='production:
  adapter: postgresql
  host: db.example.com
  sslmode: verify-full
  sslrootcert: /etc/ssl/certs/ca-certificates.crt
'
bad=${good/verify-full/require}

# A repository whose app is in the folder $2, with the hook $1.
new_repository() {
  rm -rf "$box/repo"
  mkdir -p "$box/repo/$2/config"
  cd "$box/repo" || exit
  git init -q .
  cat >.pre-commit-config.yaml <<END
repos:
  - repo: $box/hooks
    rev: $revision
    hooks:
      - id: $1
END
  # An argument of the hook, where there is one.
  [ -z "${3:-}" ] || echo "        args: [$3]" >>.pre-commit-config.yaml
  printf '%s' "$good" >"$2/config/database.yml"
  git add -A
  git commit -q -m first
  pre-commit install >/dev/null
}

# commits WHAT: what is staged is committed; refuses WHAT PATTERN: it is not.
commits() { git commit -m x >"$box/out" 2>&1 || fail "$1 is refused"; }
refuses() {
  if git commit -m x >"$box/out" 2>&1; then
    fail "$1 is committed"
  elif ! grep -q -- "$2" "$box/out"; then
    fail "$1: no '$2'"
  fi
  git reset -q --hard
}
stages() { mkdir -p "$(dirname "$1")" && printf '%s' "$2" >"$1" && git add "$1"; }

for case in "verifull ." "verifull-system apps/shop"; do
  read -r hook app <<<"$case"
  new_repository $hook $app
  stages $app/config/database.yml "$bad"
  refuses "$hook: a weak mode in $app" 'database.yml:4:12'

  stages $app/config/database.yml "$good  pool: 5
"
  commits "$hook: a good configuration in $app"
  grep -q 'verifull\.*Passed' "$box/out" || fail "$hook: it did not run"

  stages $app/README.md "words
"
  commits "$hook: something unrelated in $app"
  grep -q 'no files to check' "$box/out" || fail "$hook: it ran over a README"

  # What is staged counts, not what is on disk.
  stages $app/config/database.yml "$bad"
  printf '%s' "$good" >$app/config/database.yml
  refuses "$hook: staged weak, on disk good" 'database.yml:4:12'
  stages $app/config/database.yml "$good  pool: 7
"
  printf '%s' "$bad" >$app/config/database.yml
  commits "$hook: staged good, on disk weak"
  [ "$(cat $app/config/database.yml)" = "${bad%$'\n'}" ] || fail "$hook: the file on disk is lost"
  git checkout -q .

  # The file that is staged is not the one that is wrong.
  stages $app/config/database.yml "${good/verify-full/<%= ENV[\'MODE\'] %>}"
  stages $app/Dockerfile "FROM ruby
ENV MODE=verify-full
"
  commits "$hook: a mode from the image"
  stages $app/Dockerfile "FROM ruby
ENV MODE=prefer
"
  refuses "$hook: a weak mode from the image" 'Dockerfile:2'
done

# On a tree with old findings.
new_repository verifull . --staged
stages old/config/database.yml "$bad"
git commit -q -m old --no-verify
stages old/Dockerfile "FROM ruby
"
commits "what was there before, with --staged"
stages config/database.yml "$bad"
refuses "what is new, with --staged" ' config/database.yml:4:12'

# Every file that the program reads lets the hook run, and nothing else does.
pattern=$(sed -n 's/^  files: &files //p' "$source_dir/.pre-commit-hooks.yaml")
cd "$source_dir" || exit
: >"$box/out"
"$VERIFULL" --show-files fixtures 2>/dev/null | sed -n 's/^read *\([^:]*\).*/\1/p' >"$box/read"
[ "$(wc -l <"$box/read")" -gt 20 ] || fail "fixtures are not read"
printf '%s\n' a/.env.production.local Dockerfile.prod docker/web.Dockerfile Containerfile \
  config/database.yaml config/database.yml.erb config/database.example.yml pg_service.conf \
  config/rds-ca.pem .verifull.yml config/environments/staging.rb .dockerignore >>"$box/read"
cat >"$box/other" <<'END'
README.md
config/databases.rb
config/mydatabase.yml
config/database/x.yml
app/models/env.rb
.envrc
Gemfile
lib/dockerfile_parser.rb
spec/fixtures/envelope
config/environments/nested/x.rb.bak
END
python3 - "$pattern" "$box" >"$box/out" <<'END' || fail "the pattern of files"
import re, sys
pattern, box = sys.argv[1:]
lines = lambda name: open(box + "/" + name).read().split("\n")[:-1]
wrong = [p for p in lines("read") if not re.search(pattern, p)]
wrong += [p for p in lines("other") if re.search(pattern, p)]
print("\n".join(wrong))
sys.exit(bool(wrong))
END

[ "$failures" -eq 0 ]
