#include "lsp/code_action.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "check/rule.h"
#include "edit/edit_set.h"
#include "lsp/diagnostics.h"
#include "report/redaction.h"

namespace verifull::lsp {
namespace {

// `only` of the request, by kind and its ancestors; nothing means everything.
bool is_wanted(const Json& parameters, std::string_view kind) {
  const Json& only = at(parameters, {"context", "only"});
  if (!only.is_array() || only.empty()) return true;
  return std::any_of(only.begin(), only.end(), [&](const Json& wanted) {
    if (!wanted.is_string()) return false;
    const auto& name = wanted.get_ref<const std::string&>();
    return name.empty() || kind == name || kind.starts_with(name + ".");
  });
}

// The diagnostic of the request that this finding is, as the client has it.
Json diagnostic_of(const Json& parameters, const check::Finding& finding) {
  const Json& diagnostics = at(parameters, {"context", "diagnostics"});
  if (!diagnostics.is_array()) return nullptr;
  for (const Json& diagnostic : diagnostics) {
    if (at(diagnostic, {"data"}) == data_of(finding)) return diagnostic;
  }
  return nullptr;
}

// By lines: nobody puts the cursor on the very word.
bool touches(const base::LineIndex& lines, const base::Span& span, std::uint32_t begin,
             std::uint32_t end) {
  return lines.line_of(span.begin) <= lines.line_of(end) &&
         lines.line_of(begin) <= lines.line_of(span.end);
}

// The comment on a line of its own above the finding, as deep as that line.
struct Insertion {
  std::uint32_t offset = 0;
  std::string text;
};

Insertion ignore_above(const source::SourceFile& file, const check::Finding& finding) {
  std::uint32_t line = file.lines.line_of(finding.primary.begin);
  std::string_view text = file.lines.line(file.text, line);
  std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
  auto offset = static_cast<std::uint32_t>(text.data() - file.text.data());
  bool windows = file.text.find("\r\n") != std::string::npos;
  std::string comment(text.substr(0, indent));
  comment += "# verifull: ignore[" + std::string(finding.rule->id) + "] reason";
  return {offset, comment + (windows ? "\r\n" : "\n")};
}

bool is_active(const engine::Analysis& analysis, const check::Finding& wanted) {
  return std::any_of(analysis.findings.begin(), analysis.findings.end(), [&](const auto& finding) {
    return finding.state == check::FindingState::kActive && finding.rule == wanted.rule &&
           finding.fingerprint == wanted.fingerprint;
  });
}

// The finding would be gone and nothing would come.
bool repairs(const Places& places, const App& app, const std::map<std::string, std::string>& texts,
             const check::Finding& finding) {
  engine::Analysis after = places.workspace().try_texts(app, texts);
  return !is_active(after, finding) &&
         after.findings.size() <= places.analysis().findings.size();
}

// A line of YAML may be in the middle of a text, where a comment would be part of
// it; so it is tried.
bool hides(const Places& places, const App& app, const source::SourceFile& file,
           const Insertion& insertion, const check::Finding& finding) {
  std::string text = file.text;
  text.insert(insertion.offset, insertion.text);
  return repairs(places, app, {{file.path, std::move(text)}}, finding);
}

Json action_of(std::string title, bool preferred, Json changes, const Json& diagnostic) {
  Json action = {{"title", std::move(title)},
                 {"kind", kQuickFix},
                 {"isPreferred", preferred},
                 {"edit", {{"changes", std::move(changes)}}}};
  if (!diagnostic.is_null()) action["diagnostics"] = Json::array({diagnostic});
  return action;
}

Json ignore_action(const Places& places, base::FileId file, const check::Finding& finding,
                   const Insertion& insertion, const Json& diagnostic) {
  base::Span at{file, insertion.offset, insertion.offset};
  Json edits = Json::array({{{"range", places.range(at)}, {"newText", insertion.text}}});
  return action_of("Ignore " + std::string(finding.rule->id) + " here, with a reason", false,
                   {{places.uri(file), std::move(edits)}}, diagnostic);
}

// null: it would not do what it promises.
Json fix_action(const Places& places, const App& app, const check::Finding& finding,
                const Json& diagnostic) {
  const edit::Fix& fix = *finding.fix;
  const source::SourceSet& sources = places.analysis().sources;
  Json changes = Json::object();
  std::map<std::string, std::string> texts;
  for (const edit::Edit& each : fix.edits) {
    const source::SourceFile& file = sources.at(each.span.file);
    changes[places.uri(each.span.file)].push_back(
        {{"range", places.range(each.span)}, {"newText", each.text}});
    texts.try_emplace(file.path, edit::applied(file.text, each.span.file, fix.edits));
  }
  if (!repairs(places, app, texts, finding)) return nullptr;
  std::string title = report::shown(fix.title);
  if (!fix.safe) title += " (the app may then refuse to connect)";
  return action_of(std::move(title), fix.safe, std::move(changes), diagnostic);
}

Json all_of(const Places& places, const base::FileId file, const std::string& text) {
  auto size = static_cast<std::uint32_t>(places.analysis().sources.at(file).text.size());
  return Json::array({{{"range", places.range({file, 0, size})}, {"newText", text}}});
}

// Every safe fix of the app; null when there is none.
Json fix_all_action(const Places& places, const App& app) {
  Json changes = Json::object();
  for (const fix::Change& change : places.workspace().fixed(app).changes) {
    base::FileId file = places.analysis().sources.find(change.path);
    if (file == base::kNoFile) continue;
    changes[places.uri(file)] = all_of(places, file, change.after);
  }
  if (changes.empty()) return nullptr;
  return {{"title", "Fix all that is safe to fix (verifull)"},
          {"kind", kFixAll},
          {"edit", {{"changes", std::move(changes)}}}};
}

// Asked for by name: it is too much work for a lamp beside a line.
bool asks_to_fix_all(const Json& parameters) {
  const Json& only = at(parameters, {"context", "only"});
  return only.is_array() && !only.empty() && is_wanted(parameters, kFixAll);
}

}  // namespace

Json code_actions(const Places& places, const App& app, base::FileId file,
                  const Json& parameters) {
  Json actions = Json::array();
  if (asks_to_fix_all(parameters)) {
    Json action = fix_all_action(places, app);
    if (!action.is_null()) actions.push_back(std::move(action));
  }
  auto begin = places.offset(file, at(parameters, {"range", "start"}));
  auto end = places.offset(file, at(parameters, {"range", "end"}));
  if (!begin || !end || !is_wanted(parameters, kQuickFix)) return actions;
  const source::SourceFile& source = places.analysis().sources.at(file);
  for (const check::Finding& finding : places.analysis().findings) {
    bool here = finding.primary.file == file &&
                touches(source.lines, finding.primary, *begin, *end);
    if (finding.state != check::FindingState::kActive || !here) continue;
    Json diagnostic = diagnostic_of(parameters, finding);
    if (finding.fix) {
      Json action = fix_action(places, app, finding, diagnostic);
      if (!action.is_null()) actions.push_back(std::move(action));
    }
    Insertion insertion = ignore_above(source, finding);
    if (!hides(places, app, source, insertion, finding)) continue;
    actions.push_back(ignore_action(places, file, finding, insertion, diagnostic));
  }
  return actions;
}

}  // namespace verifull::lsp
