#include "engine/config.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>

#include "base/text.h"
#include "check/ignore_rules.h"
#include "check/rule_yaml.h"
#include "check/rules.h"

namespace verifull::engine {
namespace {

using check::RuleYaml;
using parse::YamlId;

constexpr std::string_view kFields[] = {"extends",    "environments", "rules",
                                        "paths",      "dockerfile",   "target",
                                        "require_reason", "runtime",  "custom_rules"};
constexpr std::string_view kEnvironmentFields[] = {"use", "severity"};
constexpr std::string_view kRuntimeFields[] = {"files", "variables"};
constexpr std::string_view kUses[] = {"production", "ignore"};
constexpr std::string_view kLevels[] = {"off", "info", "warning", "error"};
constexpr std::size_t kLongestGlob = 256;

class Reader {
 public:
  Reader(RuleYaml& yaml, Config& config) : yaml_(yaml), config_(config) {}

  ConfigHead read_head() {
    root_ = yaml_.root();
    if (!yaml_.is(root_, parse::YamlKind::kMapping)) return {};
    return {named_files("extends"), named_files("custom_rules")};
  }

  void read() {
    root_ = yaml_.root();
    yaml_.fields(root_, "a configuration", kFields);
    read_environments();
    read_levels(find("rules"), "rules", config_.rules);
    for (const parse::YamlPair& pair : yaml_.pairs(find("paths"), "`paths`")) read_path(pair);
    if (auto id = find("dockerfile"); id != parse::kNoYaml) {
      config_.dockerfile = yaml_.line(id, "dockerfile");
      config_.dockerfile_place = yaml_.place(id);
    }
    if (auto id = find("target"); id != parse::kNoYaml) config_.target = yaml_.line(id, "target");
    read_runtime(find("runtime"));
    if (auto id = find("require_reason"); id != parse::kNoYaml) {
      config_.require_reason = yaml_.truth(id, "require_reason");
    }
  }

 private:
  YamlId find(std::string_view key) const { return yaml_.find(root_, key); }

  // One name or a list of them.
  std::vector<NamedFile> named_files(std::string_view key) {
    YamlId id = find(key);
    if (id == parse::kNoYaml) return {};
    if (yaml_.is(id, parse::YamlKind::kScalar)) {
      return {{std::string(yaml_.line(id, key)), yaml_.place(id)}};
    }
    std::vector<NamedFile> files;
    for (YamlId item : yaml_.items(id, key)) {
      files.push_back({std::string(yaml_.text(item, key)), yaml_.place(item)});
    }
    return files;
  }

  void read_runtime(YamlId id) {
    yaml_.fields(id, "`runtime`", kRuntimeFields);
    if (YamlId files = yaml_.find(id, "files"); files != parse::kNoYaml) {
      for (YamlId item : yaml_.items(files, "files")) {
        std::string_view glob = yaml_.text(item, "files");
        if (glob.size() > kLongestGlob) yaml_.fail(item, "a path is too long");
        add_once(config_.runtime_files, glob);
      }
    }
    YamlId variables = yaml_.find(id, "variables");
    if (variables == parse::kNoYaml) return;
    for (YamlId item : yaml_.items(variables, "variables")) {
      std::string_view name = yaml_.text(item, "variables");
      if (name.find('=') != std::string_view::npos) {
        yaml_.fail(item, "`variables` are names without values",
                   "-D NAME=VALUE gives a value to one run");
      }
      add_once(config_.runtime_variables, name);
    }
  }

  static void add_once(std::vector<std::string>& list, std::string_view item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
  }

  void read_environments() {
    for (const parse::YamlPair& pair : yaml_.pairs(find("environments"), "`environments`")) {
      EnvironmentUse& use = config_.environments[std::string(yaml_.text(pair.key, "a name"))];
      YamlId id = pair.value;
      if (yaml_.is(id, parse::YamlKind::kScalar)) {
        set_use(id, use);
        continue;
      }
      yaml_.fields(id, "an environment", kEnvironmentFields);
      if (YamlId at = yaml_.find(id, "use"); at != parse::kNoYaml) set_use(at, use);
      if (YamlId at = yaml_.find(id, "severity"); at != parse::kNoYaml) {
        use.severity = static_cast<check::Severity>(
            yaml_.choice(at, "severity", std::span(kLevels).subspan(1)));
      }
    }
  }

  void set_use(YamlId id, EnvironmentUse& use) {
    use.ignored = yaml_.choice(id, "use", kUses) == 1;
    use.production = !use.ignored;
  }

  void read_path(const parse::YamlPair& pair) {
    std::string glob(yaml_.text(pair.key, "a path"));
    if (glob.size() > kLongestGlob) yaml_.fail(pair.key, "a path is too long");
    RuleLevels levels;
    read_levels(pair.value, "a path", levels);
    config_.paths.emplace_back(std::move(glob), std::move(levels));
  }

  void read_levels(YamlId id, std::string_view what, RuleLevels& levels) {
    for (const parse::YamlPair& pair : yaml_.pairs(id, what)) {
      std::string_view rule = yaml_.text(pair.key, "a rule");
      if (check::find_rule(rule) == nullptr && own_rule(config_, rule) == nullptr) {
        yaml_.fail(pair.key, "there is no rule " + check::quoted(rule), hint(rule));
      }
      std::size_t level = yaml_.choice(pair.value, rule, kLevels);
      levels[std::string(rule)] =
          level == 0 ? std::nullopt : std::optional(static_cast<check::Severity>(level - 1));
    }
  }

  std::string hint(std::string_view id) const {
    std::vector<std::string_view> ids;
    for (const check::Rule& rule : check::all_rules()) ids.push_back(rule.id);
    for (const check::Rule& rule : check::ignore_rules()) ids.push_back(rule.id);
    if (config_.own_rules) {
      for (const check::Rule& rule : config_.own_rules->rules()) ids.push_back(rule.id);
    }
    std::string slip = check::did_you_mean(id, ids);
    return slip.empty() ? "`verifull rules` lists them" : slip;
  }

  RuleYaml& yaml_;
  Config& config_;
  YamlId root_ = parse::kNoYaml;
};

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string list_text(const std::string& key, const std::vector<std::string>& items) {
  std::vector<std::string> texts;
  for (const std::string& item : items) texts.push_back(in_quotes(item));
  return items.empty() ? "" : key + ": [" + base::join(texts, ", ") + "]\n";
}

std::string levels_text(const RuleLevels& levels, const std::string& indent) {
  std::string out;
  for (const auto& [id, level] : levels) {
    out += indent + id + ": " + std::string(level ? check::severity_name(*level) : "off") + "\n";
  }
  return out;
}

}  // namespace

const check::Rule* own_rule(const Config& config, std::string_view id) {
  if (!config.own_rules) return nullptr;
  for (const check::Rule& rule : config.own_rules->rules()) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

base::Result<ConfigHead> read_config_head(std::string_view text, const std::string& path) {
  RuleYaml yaml(text, path, base::kNoFile, check::YamlUse::kConfiguration);
  Config config;
  ConfigHead head;
  if (yaml.ok()) head = Reader(yaml, config).read_head();
  if (!yaml.ok()) return yaml.error();
  return head;
}

std::optional<base::Error> read_config(std::string_view text, const std::string& path,
                                       Config& config) {
  RuleYaml yaml(text, path, base::kNoFile, check::YamlUse::kConfiguration);
  if (yaml.ok() && yaml.root() != parse::kNoYaml) Reader(yaml, config).read();
  return yaml.ok() ? std::nullopt : std::optional(yaml.error());
}

std::string write_config(const Config& config) {
  std::string out;
  if (!config.environments.empty()) out += "environments:\n";
  for (const auto& [name, use] : config.environments) {
    out += "  " + in_quotes(name) + ":\n";
    if (use.production || use.ignored) {
      out += std::string("    use: ") + (use.ignored ? "ignore" : "production") + "\n";
    }
    if (use.severity) {
      out += "    severity: " + std::string(check::severity_name(*use.severity)) + "\n";
    }
  }
  if (!config.rules.empty()) out += "rules:\n" + levels_text(config.rules, "  ");
  // A glob of two files is one key here, which YAML has once only.
  std::map<std::string, RuleLevels> merged;
  std::vector<std::string> order;
  for (const auto& [glob, levels] : config.paths) {
    if (!merged.contains(glob)) order.push_back(glob);
    for (const auto& [id, level] : levels) merged[glob][id] = level;
  }
  if (!order.empty()) out += "paths:\n";
  for (const std::string& glob : order) {
    out += "  " + in_quotes(glob) + ":\n" + levels_text(merged[glob], "    ");
  }
  if (!config.dockerfile.empty()) out += "dockerfile: " + in_quotes(config.dockerfile) + "\n";
  if (!config.target.empty()) out += "target: " + in_quotes(config.target) + "\n";
  if (!config.runtime_files.empty() || !config.runtime_variables.empty()) {
    out += "runtime:\n" + list_text("  files", config.runtime_files) +
           list_text("  variables", config.runtime_variables);
  }
  out += list_text("custom_rules", config.custom_rules);
  return out + "require_reason: " + (config.require_reason ? "true" : "false") + "\n";
}

}  // namespace verifull::engine
