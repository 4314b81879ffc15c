#include "engine/config.h"

#include <cstddef>
#include <iterator>
#include <span>

#include "check/rule_yaml.h"
#include "check/rules.h"
#include "check/ignore_rules.h"

namespace verifull::engine {
namespace {

using check::RuleYaml;
using parse::YamlId;

constexpr std::string_view kFields[] = {"extends",    "environments", "rules",
                                        "paths",      "dockerfile",   "target",
                                        "require_reason", "runtime",  "custom_rules"};
// Planned words: a clear answer instead of "no such key".
constexpr std::string_view kUnsupported[] = {"runtime", "custom_rules"};
constexpr std::string_view kEnvironmentFields[] = {"use", "severity"};
constexpr std::string_view kUses[] = {"production", "ignore"};
constexpr std::string_view kLevels[] = {"off", "info", "warning", "error"};
constexpr std::size_t kLongestGlob = 256;

class Reader {
 public:
  Reader(RuleYaml& yaml, Config& config) : yaml_(yaml), config_(config) {}

  std::vector<std::string> read() {
    root_ = yaml_.root();
    yaml_.fields(root_, "a configuration", kFields);
    for (std::string_view key : kUnsupported) {
      if (YamlId id = find(key); id != parse::kNoYaml) {
        yaml_.fail(id, "`" + std::string(key) + "` is not supported by this version",
                   "take it out: it would have no effect");
      }
    }
    read_environments();
    read_levels(find("rules"), "rules", config_.rules);
    for (const parse::YamlPair& pair : yaml_.pairs(find("paths"), "`paths`")) read_path(pair);
    if (auto id = find("dockerfile"); id != parse::kNoYaml) {
      config_.dockerfile = yaml_.line(id, "dockerfile");
    }
    if (auto id = find("target"); id != parse::kNoYaml) config_.target = yaml_.line(id, "target");
    if (auto id = find("require_reason"); id != parse::kNoYaml) {
      config_.require_reason = yaml_.truth(id, "require_reason");
    }
    return extended();
  }

 private:
  YamlId find(std::string_view key) const { return yaml_.find(root_, key); }

  std::vector<std::string> extended() {
    YamlId id = find("extends");
    if (id == parse::kNoYaml) return {};
    if (yaml_.is(id, parse::YamlKind::kScalar)) return {std::string(yaml_.line(id, "extends"))};
    auto texts = yaml_.texts(id, "extends");
    return {texts.begin(), texts.end()};
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
      if (check::find_rule(rule) == nullptr) {
        yaml_.fail(pair.key, "there is no rule " + check::quoted(rule), hint(rule));
      }
      std::size_t level = yaml_.choice(pair.value, rule, kLevels);
      levels[std::string(rule)] =
          level == 0 ? std::nullopt : std::optional(static_cast<check::Severity>(level - 1));
    }
  }

  static std::string hint(std::string_view id) {
    std::vector<std::string_view> ids;
    for (const check::Rule& rule : check::all_rules()) ids.push_back(rule.id);
    for (const check::Rule& rule : check::ignore_rules()) ids.push_back(rule.id);
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

std::string levels_text(const RuleLevels& levels, const std::string& indent) {
  std::string out;
  for (const auto& [id, level] : levels) {
    out += indent + id + ": " + std::string(level ? check::severity_name(*level) : "off") + "\n";
  }
  return out;
}

}  // namespace

base::Result<std::vector<std::string>> read_config(std::string_view text, const std::string& path,
                                                   Config& config) {
  RuleYaml yaml(text, path, base::kNoFile, check::YamlUse::kConfiguration);
  if (!yaml.ok()) return yaml.error();
  std::vector<std::string> extended;
  if (yaml.root() != parse::kNoYaml) extended = Reader(yaml, config).read();
  if (!yaml.ok()) return yaml.error();
  return extended;
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
  return out + "require_reason: " + (config.require_reason ? "true" : "false") + "\n";
}

// A row of which ends of `path` are reachable, so that stars cost no more than
// pattern times path.
bool glob_fits(std::string_view pattern, std::string_view path) {
  std::string whole(pattern);
  if (whole.ends_with('/')) whole += "**";
  std::vector<bool> reached(path.size() + 1);
  reached[0] = true;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    bool star = whole[i] == '*';
    bool deep = star && i + 1 < whole.size() && whole[i + 1] == '*';
    bool folders = deep && i + 2 < whole.size() && whole[i + 2] == '/';
    std::vector<bool> next(path.size() + 1);
    bool open = false;  // a star that began before here
    for (std::size_t at = 0; at <= path.size(); ++at) {
      if (star) {
        if (folders) {
          next[at] = reached[at] || (open && path[at - 1] == '/');
          open = open || reached[at];
          continue;
        }
        open = reached[at] || (open && (deep || path[at - 1] != '/'));
        next[at] = open;
      } else if (at > 0 && reached[at - 1]) {
        next[at] = whole[i] == '?' ? path[at - 1] != '/' : whole[i] == path[at - 1];
      }
    }
    if (deep) i += folders ? 2 : 1;
    reached = std::move(next);
  }
  return reached[path.size()];
}

}  // namespace verifull::engine
