#include "app/rule_choice.h"

#include <algorithm>
#include <string>

#include "app/command_line.h"
#include "check/ignore_rules.h"
#include "check/rules.h"

namespace verifull::app {
namespace {

bool names(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// A pedantic rule that is named runs without --pedantic: it was asked for.
bool is_wanted(const check::Rule& rule, const Options& options) {
  if (names(options.except, rule.id)) return false;
  if (!options.only.empty()) return names(options.only, rule.id);
  return options.pedantic || !rule.pedantic;
}

}  // namespace

std::vector<const check::Rule*> wanted_rules(const Options& options) {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : check::all_rules()) {
    if (is_wanted(rule, options)) rules.push_back(&rule);
  }
  for (const check::Rule& rule : check::ignore_rules()) {
    if (is_wanted(rule, options)) rules.push_back(&rule);
  }
  return rules;
}

std::vector<const check::Rule*> optional_rules(const Options& options) {
  std::vector<const check::Rule*> rules;
  if (!options.only.empty() || options.pedantic) return rules;
  for (const check::Rule& rule : check::all_rules()) {
    if (rule.pedantic && !names(options.except, rule.id)) rules.push_back(&rule);
  }
  return rules;
}

void choose_own_rules(const Options& options, engine::Options& engine) {
  engine.wants_own = [&options](const check::Rule& rule) { return is_wanted(rule, options); };
}

std::vector<const check::Rule*> known_rules(const engine::Config& config) {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : check::all_rules()) rules.push_back(&rule);
  for (const check::Rule& rule : check::ignore_rules()) rules.push_back(&rule);
  if (config.own_rules) {
    for (const check::Rule& rule : config.own_rules->rules()) rules.push_back(&rule);
  }
  std::sort(rules.begin(), rules.end(),
            [](const check::Rule* a, const check::Rule* b) { return a->id < b->id; });
  return rules;
}

base::Error no_such_rule(std::string_view option, std::string_view id,
                         const std::vector<const check::Rule*>& rules) {
  std::vector<std::string_view> ids;
  for (const check::Rule* rule : rules) ids.push_back(rule->id);
  std::string slip = did_you_mean(id, ids);
  std::string message = option.empty() ? "no rule is called" : "`" + std::string(option) + "` names no rule:";
  return {base::ErrorKind::kUsage, message + " `" + std::string(id) + "`",
          slip.empty() ? "`verifull rules` lists them" : slip, {}};
}

std::optional<base::Error> unknown_rule(const Options& options, const engine::Analysis& analysis) {
  for (const std::string& id : options.perhaps_own) {
    bool known = false;
    engine::Config config;
    for (const engine::ProjectResult& project : analysis.projects) {
      known = known || engine::own_rule(project.config, id) != nullptr;
      if (project.config.own_rules) config = project.config;
    }
    if (known) continue;
    return no_such_rule(names(options.only, id) ? "--only" : "--except", id, known_rules(config));
  }
  return std::nullopt;
}

}  // namespace verifull::app
