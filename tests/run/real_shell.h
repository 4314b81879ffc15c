// A program run by a real shell in a folder, without a network.
#pragma once

#include <fcntl.h>
#include <grp.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <iostream>
#include <string>
#include <string_view>

namespace verifull::run {

// A program ends within this time, also on a slow machine, or it is killed.
inline constexpr auto kMostTime = std::chrono::seconds(30);
// No file grows beyond this many bytes: `cat x | tee -a x` may never end.
inline constexpr rlim_t kMaxFile = 65'536;

// Understands the forms that ProgramMaker makes; "fail" in a URL is a 404.
inline constexpr std::string_view kDownloader = R"SH(#!/bin/sh
outs= urls= dir= make= names= stdout=
tool=${0##*/}
while [ $# -gt 0 ]; do
  case $1 in
    --output-dir|-P) dir=$2; shift ;;
    --create-dirs) make=1 ;;
    --no-check-certificate|-q|-s|-sS|-k|-fsSL) ;;
    -sO|-O) if [ $tool = wget ]; then outs="$outs $2"; shift; else outs="$outs @"; fi ;;
    -qO-) stdout=1 ;;
    -o|--output) outs="$outs $2"; shift ;;
    *) urls="$urls $1" ;;
  esac
  shift
done
status=0
set -- $outs
for url in $urls; do
  out=$1; [ $# -gt 0 ] && shift
  case $url in *fail*) status=22; [ $tool = wget ] && [ -n "$out" ] && : > "$out"; continue ;; esac
  name=${url##*/}
  if [ $tool = curl ]; then
    [ "$out" = @ ] && out=${name%%\?*}
    [ -n "$dir" ] && out=$dir/$out
  elif [ -z "$out" ] && [ -z "$stdout" ]; then
    out=$name
    if [ -n "$dir" ]; then mkdir -p "$dir" || exit 1; out=$dir/$out; fi
    [ -e "$out" ] && out=$out.1
  fi
  if [ -z "$out" ]; then echo "<$url>"; continue; fi
  if [ -n "$make" ]; then (umask 027; mkdir -p "${out%/*}"); fi
  echo "<$url>" > "$out" || status=23
done
exit $status
)SH";

struct Person {
  uid_t uid = 0;
  gid_t gid = 0;
};

[[noreturn]] inline void start_shell(const std::string& shell, const std::string& program,
                              const std::string& root, const std::string& tools,
                              const Person& who) {
  ::setpgid(0, 0);
  const int null = ::open("/dev/null", O_RDWR);
  for (int stream : {0, 1, 2}) ::dup2(null, stream);
  if (::geteuid() == 0 &&
      (::setgroups(0, nullptr) != 0 || ::setgid(who.gid) != 0 || ::setuid(who.uid) != 0))
    ::_exit(99);
  if (::chdir(root.c_str()) != 0) ::_exit(99);
  const rlimit size{kMaxFile, kMaxFile};
  ::setrlimit(RLIMIT_FSIZE, &size);
  ::umask(022);
  const std::string path = "PATH=" + tools + ":/usr/bin:/bin";
  const std::string home = "HOME=" + root;
  const char* environment[] = {path.c_str(), home.c_str(), "LC_ALL=C", "V=d", nullptr};
  const char* arguments[] = {shell.c_str(), "-c", program.c_str(), nullptr};
  ::execve(shell.c_str(), const_cast<char**>(arguments), const_cast<char**>(environment));
  ::_exit(99);
}

// Its exit status; 98 when a signal ended it.
inline int run_really(const std::string& shell, const std::string& program, const std::string& root,
               const std::string& tools, const Person& who) {
  const pid_t child = ::fork();
  if (child == 0) start_shell(shell, program, root, tools, who);
  ::setpgid(child, child);
  const auto end = std::chrono::steady_clock::now() + kMostTime;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) {
      std::cout << "killed, for it did not end:\n" << program << "\n";
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
      break;
    }
    ::usleep(500);
  }
  // Whatever a pipe left behind must not write into the next program's folder.
  ::kill(-child, SIGKILL);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

}  // namespace verifull::run
