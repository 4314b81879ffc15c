// To Rails every top-level key is an environment, also `default:`, which only holds
// an anchor. What tells them apart here: a key that is anchored and merged, or
// aliased, somewhere else is a holder, unless its name is one that servers run
// under. A name in config/environments settles it.
#include "resolve/environment_list.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.h"
#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

constexpr std::string_view kDeployed[] = {
    "production", "staging", "demo", "sandbox", "review", "preview", "qa", "uat", "beta",
    "performance", "preprod", "preproduction", "integration", "loadtest", "heroku",
};

constexpr std::string_view kHolders[] = {"default", "defaults", "base", "common"};

constexpr std::string_view kDevelopmentWords[] = {
    "development", "dev", "test", "tests", "testing", "cucumber", "ci", "local", "spec",
};

template <typename Table>
bool contains(const Table& table, std::string_view name) {
  return std::find(std::begin(table), std::end(table), name) != std::end(table);
}

// Anchors that an alias names.
std::set<std::string> used_anchors(const parse::YamlTree& tree) {
  std::set<std::string> result;
  for (const parse::YamlNode& node : tree.nodes) {
    if (node.kind == parse::YamlKind::kAlias && node.target != parse::kNoYaml) {
      result.insert(tree.at(node.target).anchor);
    }
  }
  return result;
}

// Keys of the top mapping whose value has an anchor that is used.
std::set<std::string> holders(const parse::YamlTree& tree) {
  std::set<std::string> result;
  if (tree.root == parse::kNoYaml) return result;
  std::set<std::string> used = used_anchors(tree);
  for (const parse::YamlPair& pair : tree.at(tree.root).pairs) {
    const parse::YamlNode& value = tree.at(pair.value);
    bool anchored = !value.anchor.empty() && used.contains(value.anchor);
    if (anchored) result.insert(tree.follow(pair.key).value);
  }
  return result;
}

bool is_known(const EnvironmentList& list, std::string_view name) {
  bool used = std::find(list.used.begin(), list.used.end(), name) != list.used.end();
  return used || std::any_of(list.unused.begin(), list.unused.end(),
                             [&](const UnusedEnvironment& unused) { return unused.name == name; });
}

std::string_view reason_against(const ConfigEntry& entry, bool holder,
                                const NamedEnvironments& named) {
  if (contains(named.ignored, entry.key)) return "ignored by the configuration";
  if (contains(named.production, entry.key)) return "";
  bool certain = contains(named.known, entry.key);
  if (is_development_like(entry.key)) return "development or test";
  if (certain || contains(kDeployed, entry.key)) return "";
  if (holder || contains(kHolders, entry.key)) return kOnlyHolder;
  return "";
}

}  // namespace

bool is_development_like(std::string_view environment) {
  std::string name = base::replace_all(environment, "-", "_");
  for (std::string_view word : base::split(name, '_')) {
    if (contains(kDevelopmentWords, word)) return true;
  }
  return false;
}

bool is_development(std::string_view environment, const std::vector<std::string>& production) {
  return is_development_like(environment) && !contains(production, environment);
}

void add_environments(const ConfigValue& root, const parse::YamlTree& tree,
                      const NamedEnvironments& named, EnvironmentList& list) {
  std::set<std::string> holding = holders(tree);
  for (const ConfigEntry& entry : root.entries) {
    if (entry.key == "shared" || !parse::is_closed(entry.key) || is_known(list, entry.key)) {
      continue;
    }
    std::string_view reason = reason_against(entry, holding.contains(entry.key), named);
    if (reason.empty()) {
      list.used.push_back(entry.key);
    } else {
      list.unused.push_back({entry.key, std::string(reason)});
    }
  }
}

}  // namespace verifull::resolve
