#include "engine/ignores.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "check/fingerprint.h"
#include "check/ignore_comment.h"
#include "check/ignore_rules.h"
#include "check/rules.h"
#include "edit/comment_edit.h"
#include "source/path.h"

namespace verifull::engine {
namespace {

using check::Finding;
using check::IgnoreComment;
using check::IgnoredId;
using check::Rule;

// One id of one comment.
struct Ignore {
  const IgnoreComment* comment = nullptr;
  const IgnoredId* id = nullptr;
  std::string environment;  // whose header line it is on, or ""
  std::string inside;       // the top-level key of YAML that the line belongs to
  const ProjectResult* project = nullptr;
  bool holds = true;  // its date is not over
  bool used = false;
};

// The key that a line without indentation begins with, or "".
std::string top_level_key(std::string_view line) {
  std::size_t colon = line.find(':');
  if (line.empty() || colon == std::string_view::npos || base::is_space(line[0])) return "";
  std::string_view key = base::trim(line.substr(0, colon));
  if (key.size() > 1 && (key[0] == '"' || key[0] == '\'') && key.back() == key[0]) {
    key = key.substr(1, key.size() - 2);
  }
  return key.empty() || key[0] == '#' ? "" : std::string(key);
}

class Ignores {
 public:
  Ignores(const Options& options, const std::vector<const Rule*>& rules, Analysis& analysis)
      : options_(options), rules_(rules), analysis_(analysis) {
    for (const ProjectResult& project : analysis.projects) {
      add(project.project.database_config, project);
      for (const source::DotenvSource& dotenv : project.project.dotenv) add(dotenv.file, project);
      if (project.project.dockerfile) add(*project.project.dockerfile, project);
    }
  }

  void apply() {
    for (Finding& finding : analysis_.findings) suppress(finding);
    std::vector<Finding> own;
    for (const auto& [file, comments] : comments_) {
      for (const IgnoreComment& comment : comments) judge(comment, own);
    }
    for (const Ignore& ignore : ignores_) judge(ignore, own);
    for (Finding& finding : own) analysis_.findings.push_back(std::move(finding));
  }

 private:
  // A file of several apps is read once.
  void add(base::FileId file, const ProjectResult& project) {
    if (file == base::kNoFile || comments_.contains(file)) return;
    const source::SourceFile& source = analysis_.sources.at(file);
    std::vector<IgnoreComment>& comments = comments_[file];
    comments = check::ignore_comments(source, file);
    bool yaml = file == project.project.database_config;
    if (project.config.require_reason) strict_.insert(file);
    for (const IgnoreComment& comment : comments) {
      bool holds = comment.until.empty() ||
                   (check::is_date(comment.until) && options_.today <= comment.until);
      if (project.config.require_reason && comment.reason.empty()) holds = false;
      for (const IgnoredId& id : comment.ids) {
        Ignore ignore{&comment, &id, "", "", &project, holds, false};
        if (yaml) place(source, ignore);
        ignores_.push_back(std::move(ignore));
      }
    }
  }

  static void place(const source::SourceFile& source, Ignore& ignore) {
    std::uint32_t line = ignore.comment->line;
    if (line >= source.lines.line_count()) return;
    ignore.environment = top_level_key(source.lines.line(source.text, line));
    ignore.inside = ignore.environment;
    while (ignore.inside.empty() && line > 0) {
      ignore.inside = top_level_key(source.lines.line(source.text, --line));
    }
  }

  bool covers(const Ignore& ignore, const Finding& finding) const {
    if (!ignore.holds || ignore.id->id != finding.rule->id) return false;
    const base::Span& at = finding.primary;
    bool here = at.file == ignore.comment->span.file &&
                analysis_.sources.at(at.file).lines.line_of(at.begin) == ignore.comment->line;
    if (here) return true;
    bool of_app =
        source::is_within(analysis_.sources.at(at.file).path, ignore.project->project.root);
    return of_app && !ignore.environment.empty() &&
           finding.environments == std::vector<std::string>{ignore.environment};
  }

  void suppress(Finding& finding) {
    for (Ignore& ignore : ignores_) {
      if (!covers(ignore, finding)) continue;
      ignore.used = true;
      finding.state = check::FindingState::kSuppressed;
    }
  }

  bool runs(std::string_view id) const {
    return std::any_of(rules_.begin(), rules_.end(),
                       [id](const Rule* rule) { return rule->id == id; });
  }

  static bool is_skipped(const Ignore& ignore) {
    const auto& skipped = ignore.project->skipped;
    return std::any_of(skipped.begin(), skipped.end(), [&ignore](const SkippedEnvironment& each) {
      return each.name == ignore.inside;
    });
  }

  void judge(const IgnoreComment& comment, std::vector<Finding>& own) {
    if (comment.ids.empty()) {
      add(check::ignore_unknown_rule(), comment.span,
          "this ignore names no rule in brackets, so it hides nothing", own);
    }
    if (!comment.until.empty() && !check::is_date(comment.until)) {
      add(check::ignore_expired(), comment.until_span,
          "the date of this ignore is not of the form YYYY-MM-DD, so it hides nothing", own);
    } else if (!comment.until.empty() && options_.today > comment.until) {
      add(check::ignore_expired(), comment.until_span,
          "this ignore held until " + comment.until + " and hides nothing any more", own);
    }
    if (!comment.reason.empty() || comment.ids.empty()) return;
    if (strict_.contains(comment.span.file)) {
      // Said without --pedantic too: it is why what it names is shown.
      push(check::ignore_without_reason(), comment.span,
           "this ignore gives no reason, so it hides nothing (`require_reason`)", own);
    } else {
      add(check::ignore_without_reason(), comment.span, "this ignore gives no reason", own);
    }
  }

  void judge(const Ignore& ignore, std::vector<Finding>& own) {
    const std::string& id = ignore.id->id;
    if (check::find_rule(id) == nullptr && !runs(id)) {
      add(check::ignore_unknown_rule(), ignore.id->span, "there is no rule `" + id + "` to ignore",
          own);
      return;
    }
    bool whole = options_.environments.empty() && options_.defines.empty() &&
                 options_.unset.empty() && !options_.closed_world && !options_.env_from_process;
    const Rule* rule = check::find_rule(id);
    // Only a real server's answers could have used it.
    if (rule != nullptr && check::needs_live(*rule)) return;
    if (ignore.used || !ignore.holds || !whole || !runs(id) || is_skipped(ignore)) return;
    add(check::ignore_unused(), ignore.id->span, "nothing here is found by `" + id + "`", own);
    if (runs(check::ignore_unused().id)) own.back().fix = removal_of(ignore);
  }

  // With its only rule the comment goes.
  std::optional<edit::Fix> removal_of(const Ignore& ignore) const {
    std::string_view text = analysis_.sources.at(ignore.id->span.file).text;
    bool alone = ignore.comment->ids.size() == 1;
    edit::Outcome outcome = alone ? edit::remove_comment(text, ignore.comment->span)
                                  : edit::remove_listed(text, ignore.id->span);
    if (!outcome) return std::nullopt;
    std::string title = alone ? "remove this ignore" : "remove `" + ignore.id->id + "` from it";
    return edit::Fix{std::move(title), true, {*outcome.edit}, {}};
  }

  void add(const Rule& rule, const base::Span& span, std::string message,
           std::vector<Finding>& own) {
    if (runs(rule.id)) push(rule, span, std::move(message), own);
  }

  void push(const Rule& rule, const base::Span& span, std::string message,
            std::vector<Finding>& own) {
    Finding finding;
    finding.rule = &rule;
    finding.severity = rule.severity;
    finding.message = std::move(message);
    finding.help = rule.help;
    finding.primary = span;
    check::Fingerprint print;
    print.add(rule.id).add(analysis_.sources.at(span.file).path);
    int before = count_[print.hex()]++;
    finding.fingerprint = print.add(std::to_string(before)).hex();
    own.push_back(std::move(finding));
  }

  const Options& options_;
  const std::vector<const Rule*>& rules_;
  Analysis& analysis_;
  std::map<base::FileId, std::vector<IgnoreComment>> comments_;  // addresses stay
  std::vector<Ignore> ignores_;
  std::set<base::FileId> strict_;  // whose app requires a reason
  std::map<std::string, int> count_;
};

}  // namespace

void apply_ignores(const Options& options, const std::vector<const Rule*>& rules,
                   Analysis& analysis) {
  Ignores(options, rules, analysis).apply();
}

}  // namespace verifull::engine
