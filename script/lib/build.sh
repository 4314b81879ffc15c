# shellcheck shell=bash
# Setting up and building, for the other scripts. Needs $root, the project's folder.
: "${root:?}"

# shellcheck source=script/lib/packages.sh
. "$root/script/lib/packages.sh"

# Where quietly() keeps the output of the command that it ran last.
log="$root/build/last-step.log"

# quietly WHAT COMMAND…: runs the command with its output in $log. When it takes
# longer than a second and a person watches, one line says what is going on.
quietly() {
  local what=$1 ticker='' status=0
  shift
  if [ -t 2 ]; then
    show_progress "$what" &
    ticker=$!
  fi
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null
    wait "$ticker" 2>/dev/null
    printf '\r\033[K' >&2
  fi
  return "$status"
}

show_progress() {
  sleep 1
  while :; do
    # Ninja's own counter, when there is one: "[12/80] Building …".
    printf '\r\033[Kverifull: %s %s' "$1" \
      "$(tail -n 1 "$log" 2>/dev/null | grep -oE '^\[ *[0-9]+[/%][0-9]*\]' || true)" >&2
    sleep 0.5
  done
}

show_log() { cat "$log" >&2; }

# One build at a time: two hooks may start this at once.
lock_build() {
  mkdir -p "$root/build"
  if command -v flock >/dev/null; then
    exec 9>"$root/build/.lock"
    flock 9
  fi
}

unlock_build() { exec 9>&-; }

# configure PRESET [CMAKE OPTION…]: cheap when nothing has changed.
configure() {
  local preset=$1
  shift
  (
    cd "$root" || exit
    if [ -z "${CMAKE_GENERATOR:-}" ] && command -v ninja >/dev/null &&
      [ ! -e "build/$preset/CMakeCache.txt" ]; then
      export CMAKE_GENERATOR=Ninja
    fi
    cmake --preset "$preset" "$@"
  )
}

# compile PRESET TARGET…
compile() {
  local preset=$1
  shift
  (
    cd "$root" || exit
    # Precompiled headers change time stamps that ccache would look at.
    export CCACHE_BASEDIR="$root" CCACHE_SLOPPINESS=pch_defines,time_macros
    # Ninja finds the number of processors by itself, make does not.
    export CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(processors)}"
    cmake --build "build/$preset" --target "$@"
  )
}

processors() { nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }

is_configured() { [ -e "$root/build/$1/build.ninja" ] || [ -e "$root/build/$1/Makefile" ]; }

# build_quietly TARGET…: the release build, up to date, with no word unless it fails.
build_quietly() {
  lock_build
  install_packages "${build_packages[@]}" || return
  if ! is_configured release && ! quietly 'configuring' configure release; then
    show_log
    names_of_libraries
    echo 'verifull: could not set up the build (see above)' >&2
    return 1
  fi
  if ! quietly 'building' compile release "$@"; then
    show_log
    echo 'verifull: could not build (see above)' >&2
    return 1
  fi
  unlock_build
}
