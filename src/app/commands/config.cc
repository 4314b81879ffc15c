#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "app/commands/command.h"
#include "app/config_schema.h"
#include "app/exit_code.h"
#include "app/output_schema.h"
#include "app/session.h"
#include "base/text.h"
#include "engine/config_files.h"

namespace verifull::app {
namespace {

// Never over a file that is there, not even one that came a moment ago.
int init(Output& output) {
  std::string name(engine::kConfigName);
  int file = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) {
    bool there = errno == EEXIST;
    output.complain(name + (there ? " is there already" : " can't be written"),
                    there ? "`verifull config show` shows what is in force" : "");
    return there ? kUsage : kFailed;
  }
  auto error = write_all(file, config_starter(), name);
  close(file);
  if (error) {
    output.complain(error->message);
    return kFailed;
  }
  output.err += name + " is written\n";
  return kClean;
}

int show(const Options& options, Output& output) {
  Options quiet = options;
  quiet.engine.check = false;
  base::Result<engine::Analysis> analysis = analyze(quiet, {});
  if (!analysis) {
    output.complain(analysis.error().message, analysis.error().hint);
    return kFailed;
  }
  int trouble = complain(*analysis, quiet, output);
  if (trouble == kUsage) return kUsage;
  for (const engine::ProjectResult& project : analysis->projects) {
    const engine::Config& config = project.config;
    if (!output.out.empty()) output.out += "---\n";
    std::string from = config.files.empty() ? "no configuration" : base::join(config.files, ", ");
    output.out += "# " + base::neutralised(project.project.root) + ": " + base::neutralised(from) +
                  "\n" + engine::write_config(config);
  }
  return trouble;
}

}  // namespace

int config(const Options& options, Output& output) {
  if (options.config_action == "init") return init(output);
  if (options.config_action == "show") return show(options, output);
  output.out += options.output_schema ? std::string(output_schema()) : config_schema();
  return kClean;
}

}  // namespace verifull::app
