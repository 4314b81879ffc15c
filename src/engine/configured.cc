#include "engine/configured.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/config_files.h"
#include "engine/glob.h"
#include "source/path.h"

namespace verifull::engine {
namespace {

std::string absolute(const std::string& path, const Options& options) {
  if (options.working_directory.empty()) return source::normalised(path);
  return source::absolute_path(path, options.working_directory);
}

// As the globs of the configuration see it: from its base.
std::string seen_from_base(const std::string& path, const Config& config, const Options& options) {
  std::string base = absolute(config.base, options);
  std::string whole = absolute(path, options);
  if (base == "." || !source::is_within(whole, base)) return whole;
  return std::string(source::path_within(whole, base));
}

void take_dockerfile(const Config& config, const Options& options,
                     const source::FileReader& reader, source::Project& project,
                     Analysis& analysis) {
  std::string base = absolute(config.base, options);
  std::string path = source::normalised(source::join_path(base, config.dockerfile));
  bool leaves = config.dockerfile.starts_with('/') || path.starts_with("..") ||
                (base != "." && !source::is_within(path, base));
  if (leaves) {
    analysis.errors.push_back({base::ErrorKind::kUsage,
                               config.dockerfile_place + ": the Dockerfile is outside of this folder",
                               "--dockerfile takes one from anywhere", {}});
    return;
  }
  std::string shown = source::shown_path(path, options.working_directory);
  auto text = reader.read(shown, source::FileKind::kDockerfile, config.base);
  if (!text) {
    analysis.errors.push_back({base::ErrorKind::kUsage,
                               config.dockerfile_place + ": " + text.error().message,
                               "`dockerfile` is a path from " + config.base, {}});
    return;
  }
  project.dockerfile =
      analysis.sources.add(shown, source::FileKind::kDockerfile, std::move(*text));
  for (source::FileDecision& decision : analysis.decisions) {
    if (decision.path != shown) continue;
    decision = {shown, true, "named by " + config.dockerfile_place};
    return;
  }
  analysis.decisions.push_back({shown, true, "named by " + config.dockerfile_place});
  std::sort(analysis.decisions.begin(), analysis.decisions.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
}

// What `levels` says of the rule goes to `level`.
void look_up(const RuleLevels& levels, std::string_view id,
             std::optional<std::optional<check::Severity>>& level) {
  auto found = levels.find(std::string(id));
  if (found != levels.end()) level = found->second;
}

// Of all environments that see the finding the most that one allows.
check::Severity most_severe(const check::Finding& finding, const Config& config) {
  if (finding.environments.empty()) return check::Severity::kError;
  check::Severity most = check::Severity::kInfo;
  for (const std::string& name : finding.environments) {
    auto use = config.environments.find(name);
    bool capped = use != config.environments.end() && use->second.severity;
    most = std::max(most, capped ? *use->second.severity : check::Severity::kError);
  }
  return most;
}

bool contains(const std::vector<const check::Rule*>& rules, const check::Rule* rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

// False when the finding's rule is off there.
bool apply(const Config& config, const Options& options, const std::string& path,
           check::Finding& finding) {
  std::optional<std::optional<check::Severity>> level;
  look_up(config.rules, finding.rule->id, level);
  // --only is asked for now, the configuration once.
  if (level && !*level && options.rules_named) level.reset();
  std::string seen = seen_from_base(path, config, options);
  for (const auto& [glob, levels] : config.paths) {
    if (glob_fits(glob, seen)) look_up(levels, finding.rule->id, level);
  }
  if (level && !*level) return false;
  if (!level && contains(options.optional_rules, finding.rule)) return false;
  if (level) finding.severity = **level;
  finding.severity = std::min(finding.severity, most_severe(finding, config));
  return true;
}

std::size_t innermost(const Analysis& analysis, const std::string& path) {
  std::size_t best = analysis.projects.size();
  for (std::size_t i = 0; i < analysis.projects.size(); ++i) {
    const std::string& root = analysis.projects[i].project.root;
    bool holds = root == "." || source::is_within(path, root);
    bool nearer = best == analysis.projects.size() ||
                  root.size() > analysis.projects[best].project.root.size();
    if (holds && nearer) best = i;
  }
  return best;
}

}  // namespace

std::vector<Config> configure(const Options& options, const source::FileReader& reader,
                              std::vector<source::Project>& projects, Analysis& analysis) {
  std::vector<Config> configs(projects.size());
  if (options.no_config) return configs;
  for (std::size_t i = 0; i < projects.size(); ++i) {
    auto config =
        config_of(projects[i].root, options.config, options.working_directory, reader);
    if (!config) {
      const std::string& message = config.error().message;
      bool said = std::any_of(analysis.errors.begin(), analysis.errors.end(),
                              [&](const base::Error& error) { return error.message == message; });
      if (!said) analysis.errors.push_back(config.error());
      continue;
    }
    configs[i] = std::move(*config);
    if (options.dockerfile.empty() && !configs[i].dockerfile.empty()) {
      take_dockerfile(configs[i], options, reader, projects[i], analysis);
    }
  }
  return configs;
}

void add_own_rules(const Options& options, const Config& config,
                   std::vector<const check::Rule*>& rules) {
  if (!config.own_rules) return;
  for (const check::Rule& rule : config.own_rules->rules()) {
    if (!options.wants_own || options.wants_own(rule)) rules.push_back(&rule);
  }
}

std::vector<const check::Rule*> rules_for(const Options& options, const Config& config,
                                          const std::vector<const check::Rule*>& rules) {
  std::vector<const check::Rule*> all = rules;
  for (const check::Rule* rule : options.optional_rules) {
    std::optional<std::optional<check::Severity>> level;
    look_up(config.rules, rule->id, level);
    bool on = level && *level;
    for (const auto& [glob, levels] : config.paths) {
      level.reset();
      look_up(levels, rule->id, level);
      on = on || (level && *level);
    }
    if (on && !contains(all, rule)) all.push_back(rule);
  }
  add_own_rules(options, config, all);
  return all;
}

void apply_config(const Options& options, const std::vector<std::size_t>& owners,
                  Analysis& analysis) {
  std::vector<check::Finding> kept;
  for (std::size_t i = 0; i < analysis.findings.size(); ++i) {
    check::Finding& finding = analysis.findings[i];
    const std::string& path = analysis.sources.at(finding.primary.file).path;
    std::size_t owner = i < owners.size() ? owners[i] : innermost(analysis, path);
    bool stays = owner >= analysis.projects.size() ||
                 apply(analysis.projects[owner].config, options, path, finding);
    if (stays) kept.push_back(std::move(finding));
  }
  analysis.findings = std::move(kept);
}

}  // namespace verifull::engine
