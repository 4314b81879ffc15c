#include "check/rules.h"

#include <unistd.h>

#include <span>

#include "app/commands/command.h"
#include "app/exit_code.h"
#include "check/rule_doc.h"
#include "report/rule_list.h"

namespace verifull::app {
namespace {

std::string page(const report::Format& format, const Options& options) {
  std::span<const check::Rule> rules = check::all_rules();
  if (!options.rule_id.empty()) rules = {check::find_rule(options.rule_id), 1};
  if (format.name == "json") return report::rule_json(rules);
  if (!options.rule_id.empty()) return check::rule_text(rules.front());
  return report::rule_table(rules, report::detect_terminal(options.color, STDOUT_FILENO));
}

}  // namespace

int rules(const Options& options, Output& output) {
  for (const FormatRequest& request : options.formats) {
    std::string text = page(*request.format, options);
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
