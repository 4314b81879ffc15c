#include "lsp/code_action.h"

#include <algorithm>
#include <string>
#include <utility>

#include "check/rule.h"
#include "lsp/diagnostics.h"

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

// A line of YAML may be in the middle of a text, where a comment would be part of
// it; so it is tried.
bool hides(const Places& places, const App& app, const source::SourceFile& file,
           const Insertion& insertion, const check::Finding& finding) {
  std::string text = file.text;
  text.insert(insertion.offset, insertion.text);
  engine::Analysis after = places.workspace().try_text(app, file.path, std::move(text));
  std::size_t before = places.analysis().findings.size();
  return !is_active(after, finding) && after.findings.size() <= before;
}

Json edit_of(const Places& places, base::FileId file, const Json& edits) {
  return {{"changes", {{places.uri(file), edits}}}};
}

Json ignore_action(const Places& places, base::FileId file, const check::Finding& finding,
                   const Insertion& insertion, const Json& diagnostic) {
  base::Span at{file, insertion.offset, insertion.offset};
  Json action = {{"title", "Ignore " + std::string(finding.rule->id) + " here, with a reason"},
                 {"kind", kQuickFix},
                 {"isPreferred", false},
                 {"edit", edit_of(places, file, Json::array({{{"range", places.range(at)},
                                                              {"newText", insertion.text}}}))}};
  if (!diagnostic.is_null()) action["diagnostics"] = Json::array({diagnostic});
  return action;
}

}  // namespace

Json code_actions(const Places& places, const App& app, base::FileId file,
                  const Json& parameters) {
  Json actions = Json::array();
  auto begin = places.offset(file, at(parameters, {"range", "start"}));
  auto end = places.offset(file, at(parameters, {"range", "end"}));
  if (!begin || !end || !is_wanted(parameters, kQuickFix)) return actions;
  const source::SourceFile& source = places.analysis().sources.at(file);
  for (const check::Finding& finding : places.analysis().findings) {
    bool here = finding.primary.file == file &&
                touches(source.lines, finding.primary, *begin, *end);
    if (finding.state != check::FindingState::kActive || !here) continue;
    Insertion insertion = ignore_above(source, finding);
    if (!hides(places, app, source, insertion, finding)) continue;
    actions.push_back(ignore_action(places, file, finding, insertion,
                                    diagnostic_of(parameters, finding)));
  }
  return actions;
}

}  // namespace verifull::lsp
