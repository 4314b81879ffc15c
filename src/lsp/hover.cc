#include "lsp/hover.h"

#include <string>
#include <vector>

#include "check/ignore_comment.h"
#include "check/rule_doc.h"
#include "check/rules.h"
#include "lsp/connection_at.h"
#include "report/origin_text.h"
#include "report/redaction.h"
#include "resolve/verdict.h"

namespace verifull::lsp {
namespace {

// Lines of a hover that somebody reads; an anchor may serve a hundred databases.
constexpr std::size_t kMostConnections = 12;

// As code, whatever is in it: one backtick more than the text has in a row.
std::string code(std::string_view text) {
  std::string safe = report::shown(text);
  std::size_t run = 0;
  std::size_t longest = 0;
  for (char c : safe) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  std::string fence(longest + 1, '`');
  bool padded = safe.empty() || safe.front() == '`' || safe.back() == '`';
  return fence + (padded ? " " : "") + safe + (padded ? " " : "") + fence;
}

std::string name_of(const resolve::Connection& connection) {
  return code(connection.environment + " / " + connection.name);
}

std::string verdict_of(const resolve::Connection& connection) {
  std::string text = "**" + std::string(resolve::verdict_name(connection.verdict)) + "**";
  if (!connection.why.empty()) text += ": " + code(connection.why);
  for (const std::string& condition : connection.conditions) text += "  \n  when " + code(condition);
  return text;
}

std::string trail_of(const Places& places, const engine::ProjectResult& project,
                     const resolve::Trail& trail) {
  std::string text;
  for (const std::string& step :
       report::trail_texts(places.analysis().sources, project.project.root, trail)) {
    text += " ← " + code(step);
  }
  return text;
}

std::string setting_text(const Places& places, const SettingAt& at) {
  const resolve::Setting& setting = *at.setting;
  std::string text = "- " + name_of(*at.connection) + ": " + code(setting.key) + " is " +
                     code(setting.value.shown());
  if (!setting.known) text += " (not known here)";
  text += trail_of(places, *at.project, setting.trail) + "\n";
  for (const resolve::Overridden& loser : setting.overrides) {
    text += "  - instead of " + code(loser.value.shown()) +
            trail_of(places, *at.project, loser.trail) + "\n";
  }
  return text;
}

std::string connection_text(const Places& places, const ConnectionAt& at) {
  const resolve::Connection& connection = *at.connection;
  std::string text = name_of(connection) + " → " + verdict_of(connection) + "\n\n";
  if (connection.error) {
    text += code(connection.error->ruby_class + ": " + connection.error->message) + "\n\n";
  }
  for (const resolve::LibpqParameter& parameter : connection.libpq) {
    text += "- " + code(parameter.keyword) + " " + code(parameter.value.shown());
    if (const resolve::Setting* setting = connection.find(parameter.keyword)) {
      text += trail_of(places, *at.project, setting->trail);
    }
    text += "\n";
  }
  return text + "\n";
}

std::string ignore_text(const Places& places, base::FileId file, std::uint32_t offset) {
  std::string text;
  for (const auto& comment :
       check::ignore_comments(places.analysis().sources.at(file), file)) {
    if (offset < comment.span.begin || offset > comment.span.end) continue;
    for (const check::IgnoredId& id : comment.ids) {
      bool meant = comment.ids.size() == 1 || (offset >= id.span.begin && offset <= id.span.end);
      const check::Rule* rule = meant ? check::find_rule(id.id) : nullptr;
      if (rule != nullptr) text += check::rule_markdown(*rule);
    }
  }
  return text;
}

std::string text_at(const Places& places, base::FileId file, std::uint32_t offset) {
  std::string text = ignore_text(places, file, offset);
  if (!text.empty()) return text;
  std::size_t shown = 0;
  auto settings = settings_at(places.analysis(), file, offset);
  for (const SettingAt& at : settings) {
    if (shown++ == kMostConnections) break;
    text += setting_text(places, at);
  }
  if (settings.size() > kMostConnections) {
    text += "- and " + std::to_string(settings.size() - kMostConnections) + " more\n";
  }
  if (!settings.empty()) return text;
  for (const ConnectionAt& at : connections_at(places.analysis(), file, offset)) {
    if (shown++ == kMostConnections) break;
    text += connection_text(places, at);
  }
  return text;
}

}  // namespace

Json hover(const Places& places, base::FileId file, std::uint32_t offset) {
  std::string text = text_at(places, file, offset);
  if (text.empty()) return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", text}}}};
}

}  // namespace verifull::lsp
