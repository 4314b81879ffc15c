#include "check/rules.h"

#include <unistd.h>

#include "app/commands/command.h"
#include "app/exit_code.h"
#include "app/rule_choice.h"
#include "app/session.h"
#include "check/rule_doc.h"
#include "engine/config_files.h"
#include "report/rule_list.h"
#include "source/disk_reader.h"

namespace verifull::app {
namespace {

using Rules = std::vector<const check::Rule*>;

// Rules of one's own are those of the configuration of this folder. A page of a
// built-in rule can be read whatever is wrong with it.
base::Result<engine::Config> config_here(const Options& options) {
  bool built_in = !options.rule_id.empty() && check::find_rule(options.rule_id) != nullptr;
  if (built_in || options.engine.no_config) return engine::Config();
  source::DiskReader disk;
  return engine::config_of(".", options.engine.config, source::working_directory(), disk);
}

std::string page(const report::Format& format, const Options& options, const Rules& rules) {
  if (format.name == "json") return report::rule_json(rules);
  if (!options.rule_id.empty()) return check::rule_text(*rules.front());
  return report::rule_table(rules, report::detect_terminal(options.color, STDOUT_FILENO));
}

int refuse(const base::Error& error, Output& output) {
  output.complain(error.message, error.hint);
  return kUsage;
}

}  // namespace

int rules(const Options& options, Output& output) {
  base::Result<engine::Config> config = config_here(options);
  if (!config) return refuse(config.error(), output);
  Rules all = known_rules(*config);
  Rules chosen;
  for (const check::Rule* rule : all) {
    if (options.rule_id.empty() || rule->id == options.rule_id) chosen.push_back(rule);
  }
  if (chosen.empty()) return refuse(no_such_rule("", options.rule_id, all), output);
  for (const FormatRequest& request : options.formats) {
    std::string text = page(*request.format, options, chosen);
    if (request.file.empty()) {
      output.out += text;
    } else if (auto error = write_file(request.file, text)) {
      output.complain(error->message);
      return kFailed;
    }
  }
  return kClean;
}

// parse_options() has seen to it that there is an id.
int explain(const Options& options, Output& output) { return rules(options, output); }

}  // namespace verifull::app
