#include "fix/fix_all.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "edit/edit_set.h"
#include "fix/verify.h"
#include "resolve/resolve.h"
#include "source/overlay_reader.h"
#include "source/path.h"

namespace verifull::fix {
namespace {

using check::Finding;

// Trials of one app. A file with more to repair is repaired as far as that goes.
constexpr int kMostTrials = 400;
constexpr int kMostPairs = 40;

using Chosen = std::vector<const Finding*>;

engine::Analysis analyzed(const Request& request, const engine::Options& options,
                          const std::vector<const check::Rule*>& rules,
                          source::FileReader& reader) {
  engine::Analysis analysis = engine::analyze(options, rules, reader);
  if (request.settle) request.settle(analysis);
  return analysis;
}

// One app repaired, or a whole run where its apps cannot be told apart.
class Repair {
 public:
  Repair(const Request& request, engine::Options options, source::OverlayReader& reader,
         std::map<std::string, Change>& changes, Result& result)
      : request_(request),
        options_(std::move(options)),
        reader_(reader),
        changes_(changes),
        result_(result) {
    state_ = look();
  }

  void run() {
    while (trials_ < kMostTrials && (repair(misspelt()) || repair(candidates()))) refused_.clear();
    for (const auto& [finding, why] : refused_) result_.refused.push_back(why);
  }

 private:
  State look() {
    State state;
    state.checked = analyzed(request_, options_, request_.all_rules, reader_);
    engine::Options every = options_;
    every.check = false;
    std::set<std::string> names;
    for (const engine::ProjectResult& project : state.checked.projects) {
      for (const auto& connection : project.connections) names.insert(connection.environment);
      for (const auto& skipped : project.skipped) {
        // What only lends its keys to others opens no connection.
        if (skipped.reason != resolve::kOnlyHolder) names.insert(skipped.name);
      }
    }
    every.environments.assign(names.begin(), names.end());
    state.resolved = engine::analyze(every, request_.all_rules, reader_);
    return state;
  }

  bool is_wanted(const Finding& finding) const {
    if (finding.state != check::FindingState::kActive || !finding.fix) return false;
    if (!finding.fix->safe && !request_.unsafe) return false;
    auto has = [&finding](const std::vector<const check::Rule*>& rules) {
      return std::find(rules.begin(), rules.end(), finding.rule) != rules.end();
    };
    // A configuration's own rules are in neither list, and run because they are wanted.
    bool of_rule = has(request_.rules) || !has(request_.all_rules);
    return of_rule && std::all_of(finding.fix->edits.begin(), finding.fix->edits.end(),
                                  [this](const edit::Edit& each) {
      return request_.only_file.empty() ||
             state_.checked.sources.at(each.span.file).path == request_.only_file;
    });
  }

  Chosen candidates() const {
    Chosen chosen;
    for (const Finding& finding : state_.checked.findings) {
      if (is_wanted(finding)) chosen.push_back(&finding);
    }
    return chosen;
  }

  // What is written is put right before what is missing is added.
  Chosen misspelt() const {
    Chosen chosen = candidates();
    std::erase_if(chosen, [](const Finding* finding) {
      return finding->rule->applies_to != facts::SubjectKind::kKey;
    });
    return chosen;
  }

  bool repair(const Chosen& chosen) { return try_single(chosen) || try_pair(chosen); }

  bool try_single(const Chosen& chosen) {
    for (const Finding* finding : chosen) {
      auto [entry, is_new] = refused_.try_emplace(finding->fingerprint);
      if (!is_new) continue;
      std::string why = attempt({finding});
      if (why.empty()) return true;
      entry->second = {std::string(finding->rule->id),
                       state_.checked.sources.at(finding->primary.file).path, std::move(why)};
    }
    return false;
  }

  bool try_pair(const Chosen& all) {
    int pairs = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size() && pairs < kMostPairs; ++j) {
        if (all[i]->primary.file != all[j]->primary.file) continue;
        ++pairs;
        if (attempt({all[i], all[j]}).empty()) return true;
      }
    }
    return false;
  }

  // Empty when the fixes are kept, else why not.
  std::string attempt(const Chosen& chosen) {
    ++trials_;
    edit::EditSet edits;
    for (const Finding* finding : chosen) {
      for (const edit::Edit& each : finding->fix->edits) {
        if (!edits.add(each)) return "they are in each other's way";
      }
    }
    std::map<std::string, std::string> old;
    for (const edit::Edit& each : edits.edits()) {
      const source::SourceFile& file = state_.checked.sources.at(each.span.file);
      if (!old.emplace(file.path, file.text).second) continue;
      reader_.set(file.path, edit::applied(file.text, each.span.file, edits.edits()));
    }
    State now = look();
    std::string trouble = objection(state_, now, chosen);
    if (!trouble.empty()) {
      for (const auto& [path, text] : old) reader_.set(path, text);
      return trouble;
    }
    keep(chosen, old, now);
    state_ = std::move(now);
    return "";
  }

  std::vector<std::string> environments_of(const Finding& finding) const {
    std::set<std::string> names;
    for (const Finding& each : state_.checked.findings) {
      if (each.rule == finding.rule) names.insert(each.environments.begin(), each.environments.end());
    }
    return {names.begin(), names.end()};
  }

  void keep(const Chosen& chosen, const std::map<std::string, std::string>& old,
            const State& now) {
    for (const auto& [path, text] : old) {
      Change& change = changes_.try_emplace(path, Change{path, text, ""}).first->second;
      change.after = now.checked.sources.at(now.checked.sources.find(path)).text;
    }
    for (const Finding* finding : chosen) {
      result_.done.push_back({std::string(finding->rule->id),
                       state_.checked.sources.at(finding->primary.file).path,
                       finding->fix->title, finding->fix->changes, environments_of(*finding)});
    }
  }

  const Request& request_;
  engine::Options options_;
  source::OverlayReader& reader_;
  std::map<std::string, Change>& changes_;
  Result& result_;
  State state_;
  std::map<std::string, Refused> refused_;  // by fingerprint
  int trials_ = 0;
};

// Options that find this app alone, because a trial has to read all it finds. Those
// of the whole run when that comes out otherwise.
engine::Options options_for(const engine::ProjectResult& project, const engine::Analysis& whole,
                            const Request& request, source::FileReader& reader) {
  engine::Options narrow = request.options;
  narrow.paths = {whole.sources.at(project.project.database_config).path};
  engine::Analysis alone = engine::analyze(narrow, {}, reader);
  bool same = alone.projects.size() == 1 && alone.projects[0].project.root == project.project.root;
  return same ? narrow : request.options;
}

// Only for speed: most apps of a large tree have nothing to repair.
bool has_work(const engine::ProjectResult& project, const engine::Analysis& analysis) {
  const std::string& root = project.project.root;
  return std::any_of(analysis.findings.begin(), analysis.findings.end(), [&](const Finding& each) {
    bool beside = project.project.dockerfile == each.primary.file;
    bool inside = source::is_within(analysis.sources.at(each.primary.file).path, root);
    return each.fix && (beside || inside);
  });
}

}  // namespace

Result fix_all(const Request& request, const source::FileReader& below) {
  source::OverlayReader reader(below);
  Result result;
  result.before = analyzed(request, request.options, request.rules, reader);
  std::map<std::string, Change> changes;
  bool several = result.before.projects.size() > 1;
  for (const engine::ProjectResult& project : result.before.projects) {
    if (!has_work(project, result.before)) continue;
    engine::Options options = several ? options_for(project, result.before, request, reader)
                                      : request.options;
    Repair(request, std::move(options), reader, changes, result).run();
  }
  result.after = analyzed(request, request.options, request.rules, reader);
  for (auto& [path, change] : changes) {
    if (change.before != change.after) result.changes.push_back(std::move(change));
  }
  return result;
}

}  // namespace verifull::fix
