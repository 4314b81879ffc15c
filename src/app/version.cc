#include "app/version.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <chrono>
#include <string_view>

#include "base/text.h"
#include "check/rules.h"
#include "pki/version.h"
#include "report/tool.h"
#include "source/child_process.h"
#include "source/path.h"

namespace verifull::app {
namespace {

// The program that `live` starts, or "".
std::string live_program() {
  char path[4096];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  if (size <= 0) return source::find_program("verifull-live");
  std::string folder = source::parent_path(std::string_view(path, static_cast<std::size_t>(size)));
  std::string program = source::join_path(folder, "verifull-live");
  return access(program.c_str(), X_OK) == 0 ? program : "";
}

std::string libpq_version() {
  constexpr std::string_view kName = "libpq: ";
  std::string program = live_program();
  if (program.empty()) return "none, there is no verifull-live beside this program";
  source::ChildResult child = source::run_child(program, {"verifull-live", "--version"}, {}, "",
                                                std::chrono::milliseconds(2000), 4096);
  for (std::string_view line : base::split(child.output, '\n')) {
    if (line.starts_with(kName)) return base::neutralised(line.substr(kName.size()));
  }
  return "unknown, verifull-live does not tell";
}

}  // namespace

std::string version_text(bool verbose) {
  std::string text(report::kToolName);
  text.append(" ").append(report::kToolVersion).append("\n");
  if (!verbose) return text;
  utsname system{};
  if (uname(&system) == 0) {
    text += "system: " + std::string(system.sysname) + " " + system.release + " " + system.machine +
            "\n";
  }
  text.append("yaml-cpp: ").append(VERIFULL_YAML_CPP_VERSION).append("\n");
  text += "OpenSSL: " + pki::openssl_version() + "\n";
  text += "libpq: " + libpq_version() + "\n";
  return text + "rules: " + std::to_string(check::all_rules().size()) + "\n";
}

}  // namespace verifull::app
