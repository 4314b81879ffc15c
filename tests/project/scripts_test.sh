#!/usr/bin/env bash
# The scripts: they parse, and script/verifull stands between the caller and the
# program without being noticed. For that a copy of script/ is run with programs
# in place of cmake and dpkg-query that only write down what they were asked.
set -u

source_dir=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
failures=0

fail() {
  echo "FAILED: $1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
  failures=$((failures + 1))
}

# expect WHAT EXPECTED ACTUAL
expect() {
  [ "$2" = "$3" ] || fail "$1" "expected: $2" "actual:   $3"
}

write_program() {
  mkdir -p "$(dirname "$1")"
  cat >"$1"
  chmod +x "$1"
}

# A project in $box/project whose cmake "builds" a program that prints how it was
# called; $box/broken, when there, makes the build fail.
make_project() {
  mkdir -p "$box/project" "$box/bin"
  cp -r "$source_dir/script" "$box/project/"
  write_program "$box/bin/dpkg-query" <<'END'
#!/usr/bin/env bash
for name in "${@:3}"; do echo "installed $name"; done
END
  write_program "$box/bin/cmake" <<'END'
#!/usr/bin/env bash
box=$(dirname "$(dirname "${BASH_SOURCE[0]}")")
echo "cmake $*" >>"$box/calls"
cat >/dev/null
mkdir -p build/release
case "$1" in
  --preset) touch build/release/build.ninja ;;
  --build)
    echo 'src/x.cc:1: error: text of the compiler'
    [ ! -e "$box/broken" ] || exit 1
    cp "$box/program" build/release/verifull
    ;;
esac
END
  write_program "$box/program" <<'END'
#!/usr/bin/env bash
echo "folder $PWD"
for argument in "$@"; do echo "argument <$argument>"; done
[ "${1:-}" != --read ] || echo "input <$(cat)>"
[ "${1:-}" != --exit ] || exit "$2"
END
}

# run FOLDER ARGUMENT…: output in $out, errors in $err, exit code in $status.
run() {
  local folder=$1
  shift
  out=$(cd "$folder" && PATH="$box/bin:$PATH" "${script:-$box/project/script/verifull}" "$@" \
    2>"$box/err" <<<"${input:-}")
  status=$?
  err=$(cat "$box/err")
}

test_arguments_and_folder() {
  mkdir -p "$box/else where"
  run "$box/else where" --only 'a b' '' '*' "it's" -- -x
  expect 'arguments and folder' "folder $box/else where
argument <--only>
argument <a b>
argument <>
argument <*>
argument <it's>
argument <-->
argument <-x>" "$out"
  expect 'nothing on stderr' '' "$err"
  expect 'exit code 0' 0 "$status"
}

test_no_arguments() {
  run "$box"
  expect 'no arguments' "folder $box" "$out"
}

test_input() {
  input='from the caller' run "$box" --read
  expect 'standard input is the program'"'"'s' "folder $box
argument <--read>
input <from the caller>" "$out"
}

test_exit_codes() {
  local code
  for code in 1 2 3 4; do
    run "$box" --exit "$code"
    expect "exit code $code" "$code" "$status"
  done
}

test_through_a_link() {
  mkdir -p "$box/links"
  ln -s ../project/script/verifull "$box/links/one"
  ln -s one "$box/links/two"
  script="$box/links/two" run "$box"
  expect 'called through links' "folder $box" "$out"
}

test_configures_once() {
  expect 'configured once' 1 "$(grep -c '^cmake --preset release' "$box/calls")"
}

test_failed_build() {
  touch "$box/broken"
  run "$box" --version
  rm "$box/broken"
  expect 'a failed build is exit code 3' 3 "$status"
  expect 'a failed build leaves stdout empty' '' "$out"
  expect 'a failed build shows the compiler'"'"'s words' "src/x.cc:1: error: text of the compiler
verifull: could not build (see above)" "$err"
}

# Neither root nor sudo, and something is missing: the message names both.
test_missing_package() {
  write_program "$box/bin/dpkg-query" <<<'#!/usr/bin/env bash'
  write_program "$box/bin/id" <<<'echo 1000'
  write_program "$box/bin/apt-get" <<<'exit 0'
  write_program "$box/bin/sudo" <<'END'
#!/usr/bin/env bash
echo "sudo: a password is required" >&2
exit 1
END
  run "$box" --version
  expect 'a failed installation is exit code 3' 3 "$status"
  case "$err" in
    *'a password is required'*'apt-get install g++ cmake'*) ;;
    *) fail 'a failed installation says what to install' "$err" ;;
  esac
  rm "$box/bin/dpkg-query" "$box/bin/id" "$box/bin/apt-get" "$box/bin/sudo"
}

test_scripts_parse() {
  local script
  for script in "$source_dir"/script/{verifull,test,bench} "$source_dir"/script/lib/*.sh \
    "$source_dir/.ci/run" "$source_dir"/tests/*/*_test.sh; do
    bash -n "$script" || fail "bash -n $script"
  done
  for script in "$source_dir"/script/{verifull,test,bench} "$source_dir/.ci/run"; do
    [ -x "$script" ] || fail "not executable: $script"
  done
}

test_shellcheck() {
  if ! command -v shellcheck >/dev/null; then
    echo 'shellcheck is not installed: left out'
    return
  fi
  (cd "$source_dir" && shellcheck -x script/verifull script/test script/bench script/lib/*.sh \
    .ci/run tests/*/*_test.sh) || fail 'shellcheck'
}

# The real one: a build that is up to date, from another folder.
test_the_real_program() {
  local program="$source_dir/build/release/verifull"
  if [ ! -x "$program" ]; then
    echo 'build/release/verifull is not built: left out'
    return
  fi
  out=$(cd / && "$source_dir/script/verifull" --version 2>"$box/err")
  expect 'the real program' "$("$program" --version)" "$out"
  expect 'the real program, stderr' '' "$(cat "$box/err")"
}

make_project
test_arguments_and_folder
test_no_arguments
test_input
test_exit_codes
test_through_a_link
test_configures_once
test_failed_build
test_missing_package
test_scripts_parse
test_shellcheck
test_the_real_program

if [ "$failures" -gt 0 ]; then
  echo "$failures failed" >&2
  exit 1
fi
echo 'all passed'
