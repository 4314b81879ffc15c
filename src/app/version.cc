#include "app/version.h"

#include <sys/utsname.h>

#include <chrono>
#include <string_view>

#include "base/text.h"
#include "check/rules.h"
#include "live/ask.h"
#include "pki/version.h"
#include "report/tool.h"
#include "source/child_process.h"

namespace verifull::app {
namespace {

std::string libpq_version() {
  constexpr std::string_view kName = "libpq: ";
  std::string program = live::find_probe();
  if (program.empty()) return "none, there is no verifull-live beside this program or in libexec";
  source::ChildResult child = source::run_child(program, {"verifull-live", "--version"}, {}, "",
                                                std::chrono::seconds(10), 4096);
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
