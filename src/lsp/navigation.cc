#include "lsp/navigation.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lsp/connection_at.h"
#include "report/redaction.h"
#include "resolve/verdict.h"
#include "source/path.h"

namespace verifull::lsp {
namespace {

void add_once(Json& list, Json item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

// The project's file that the setting names, here; "" when that is not certain.
std::string project_file(const Places& places, const engine::ProjectResult& project,
                         const resolve::Setting& setting) {
  if (!setting.known || setting.value.is_secret() || setting.value.shown().empty()) return "";
  const std::string& root = project.project.root;
  std::string here = source::moved_path(setting.value.shown(), project.rails_root, root);
  bool inside = root == "." ? !here.starts_with("..") : source::is_within(here, root);
  return !here.empty() && inside && places.workspace().is_file(here) ? here : "";
}

// The bytes to make a link of: the value when the file has it, else the key.
base::Span link_span(const Places& places, base::FileId file, const resolve::Setting& setting) {
  const std::string_view text = places.analysis().sources.at(file).text;
  for (const resolve::Origin& origin : setting.trail) {
    const base::Span& span = origin.span;
    if (span.file != file) continue;
    std::size_t end = text.find('\n', span.begin);
    std::string_view line = text.substr(span.begin, std::min(end, text.size()) - span.begin);
    std::size_t found = line.find(setting.value.shown());
    if (found == std::string_view::npos) return span;
    auto begin = static_cast<std::uint32_t>(span.begin + found);
    return {file, begin, static_cast<std::uint32_t>(begin + setting.value.shown().size())};
  }
  return {};
}

bool names_a_file(std::string_view key) {
  return key == "sslrootcert" || key == "sslcert" || key == "sslkey" || key == "sslcrl";
}

std::string lens_title(const resolve::Connection& connection) {
  std::string title(resolve::verdict_name(connection.verdict));
  if (!connection.why.empty()) title += ": " + report::shown(connection.why);
  bool first = true;
  for (const std::string& condition : connection.conditions) {
    title += (first ? " when " : " and ") + report::shown(condition);
    first = false;
  }
  return title;
}

}  // namespace

Json definition(const Places& places, base::FileId file, std::uint32_t offset) {
  Json list = Json::array();
  for (const SettingAt& at : settings_at(places.analysis(), file, offset)) {
    for (const resolve::Origin& origin : at.setting->trail) {
      if (!origin.span.known()) continue;
      // Nearest to the value first: that is what gives it.
      add_once(list, places.location(origin.span));
      break;
    }
  }
  return list;
}

Json code_lenses(const Places& places, base::FileId file) {
  Json list = Json::array();
  for (const engine::ProjectResult& project : places.analysis().projects) {
    for (const resolve::Connection& connection : project.connections) {
      if (connection.span.file != file) continue;
      // A lens without a command is a text; clients show it all the same.
      add_once(list, {{"range", places.range(connection.span)},
                      {"command", {{"title", lens_title(connection)}, {"command", ""}}}});
    }
  }
  return list;
}

Json document_links(const Places& places, base::FileId file) {
  Json list = Json::array();
  for (const engine::ProjectResult& project : places.analysis().projects) {
    for (const resolve::Connection& connection : project.connections) {
      for (const resolve::Setting& setting : connection.settings) {
        if (!names_a_file(setting.key)) continue;
        base::Span span = link_span(places, file, setting);
        if (!span.known()) continue;
        std::string target = project_file(places, project, setting);
        if (target.empty()) continue;
        add_once(list, {{"range", places.range(span)}, {"target", places.uri(target)}});
      }
    }
  }
  return list;
}

}  // namespace verifull::lsp
