# shellcheck shell=bash disable=SC2034
# What the scripts need from the system, in one place.

# To build the program (Debian's names).
build_packages=(
  g++ cmake ninja-build
  libyaml-cpp-dev libcli11-dev libfmt-dev nlohmann-json3-dev libssl-dev libpq-dev
)

# To run the tests, besides: real Ruby and Rails are what the program is held
# against, as are real PostgreSQL servers, also with German messages; ripgrep is what
# the benchmark compares with.
test_packages=(
  libgtest-dev libgmock-dev
  ruby ruby-activerecord ruby-railties ruby-dotenv ruby-pg
  postgresql locales openssl
  ripgrep shellcheck
  pre-commit git python3-yaml python3-jsonschema
  fish zsh mandoc man-db bsdextrautils bsdutils
  neovim strace parallel
)
# Debian's npm cannot stand beside a Node.js from elsewhere, which brings its own.
command -v npm >/dev/null || test_packages+=(npm)

# For script/fuzz, besides what builds the program.
fuzz_packages=(clang libclang-rt-dev)

# The same on other systems, for the message that names them.
other_systems='  Homebrew:  brew install cmake ninja yaml-cpp cli11 fmt nlohmann-json openssl libpq googletest ripgrep
  dnf:       sudo dnf install gcc-c++ cmake ninja-build yaml-cpp-devel cli11-devel fmt-devel json-devel openssl-devel libpq-devel gtest-devel gmock-devel ripgrep libstdc++-static glibc-static
  apk:       sudo apk add g++ cmake samurai yaml-cpp-dev cli11-dev fmt-dev nlohmann-json openssl-dev libpq-dev gtest-dev ripgrep'

# Prints those of the given packages that are not installed.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null) || true
  local package
  for package in "$@"; do
    grep -qxF "installed $package" <<<"$installed" || echo "$package"
  done
}

# Runs a command with the rights to install, or says why it cannot.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "not root, and there is no sudo: cannot run: $*" >&2
    return 1
  fi
}

# Installs what is missing of the given packages. Without apt it does nothing:
# then either the libraries are there, or the build fails and names_of_libraries
# is what the reader needs to see.
install_packages() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  # A list that cannot be refreshed may still be good enough.
  quietly "refreshing the package list" as_root "${apt[@]}" update || true
  if ! quietly "installing ${missing[*]}" \
    as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; then
    show_log
    echo "verifull: could not install: ${missing[*]}" >&2
    echo "verifull: install them by hand and try again: apt-get install ${missing[*]}" >&2
    return 1
  fi
}

# What to install by hand where there is no apt.
names_of_libraries() {
  command -v apt-get >/dev/null && return 0
  printf 'verifull: a C++20 compiler, CMake, yaml-cpp, CLI11, fmt and nlohmann-json are needed:\n%s\n' \
    "$other_systems" >&2
}
