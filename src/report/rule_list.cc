#include "report/rule_list.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "check/message.h"
#include "check/rule_doc.h"
#include "report/tool.h"

namespace verifull::report {

std::string rule_table(const std::vector<const check::Rule*>& rules, const Terminal& terminal) {
  std::size_t ids = 0;
  for (const check::Rule* rule : rules) ids = std::max(ids, rule->id.size());
  std::string out;
  for (const check::Rule* rule : rules) {
    std::string_view severity = check::severity_name(rule->severity);
    out += terminal.painted(Style::kStrong, padded(rule->id, ids)) + "  ";
    out += terminal.painted(style_of(rule->severity), severity);
    out += std::string(9 - severity.size(), ' ') + std::string(rule->title);
    if (!check::fix_word(*rule).empty()) {
      out += terminal.painted(Style::kFaint, " [" + std::string(check::fix_word(*rule)) + "]");
    }
    if (rule->pedantic) out += terminal.painted(Style::kFaint, " (only with --pedantic)");
    out += '\n';
  }
  return out;
}

std::string rule_json(const std::vector<const check::Rule*>& rules) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const check::Rule* rule : rules) {
    list.push_back({{"id", rule->id},
                    {"severity", check::severity_name(rule->severity)},
                    {"title", rule->title},
                    {"applies_to", facts::subject_kind_name(rule->applies_to)},
                    {"pedantic", rule->pedantic},
                    {"fix", check::fix_word(*rule)},
                    {"help", check::render_pattern(rule->help)},
                    {"url", rule_url(rule->id)}});
  }
  return list.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace verifull::report
