// What the server says about files, asked for or not. A client gets diagnostics in
// one of two ways, never both: an editor that pulls would show all of them twice.
#include <functional>
#include <utility>

#include "lsp/diagnostics.h"
#include "lsp/server.h"
#include "lsp/uri.h"
#include "report/redaction.h"

namespace verifull::lsp {
namespace {

constexpr int kErrorMessage = 1;  // MessageType.Error

Json full_report(const Json& items, std::string id) {
  return {{"kind", "full"}, {"resultId", std::move(id)}, {"items", items}};
}

// Names a state of the diagnostics; equal ones have the same.
std::string result_id(const Json& items) {
  return std::to_string(std::hash<std::string>{}(written(items)));
}

}  // namespace

std::map<std::string, Json> Server::all_diagnostics() const {
  std::map<std::string, Json> by_path;
  for (const auto& app : workspace_.apps()) {
    for (auto& [path, list] : diagnostics_of(places(*app))) {
      Json& here = by_path.emplace(path, Json::array()).first->second;
      for (Json& item : list) here.push_back(std::move(item));
    }
  }
  return by_path;
}

Json Server::pull_diagnostics(const Json& parameters) {
  auto wanted = shown_path(parameters);
  workspace_.refresh();
  Json answer = full_report(Json::array(), "0");
  Json others = Json::object();
  for (auto& [path, items] : all_diagnostics()) {
    const App* app = workspace_.app_of(path);
    if (app == nullptr) continue;
    Json report = full_report(items, result_id(items));
    if (wanted && path == *wanted) {
      answer = std::move(report);
    } else if (client_.related_documents && !items.empty()) {
      others[places(*app).uri(path)] = std::move(report);
    }
  }
  if (text_at(parameters, {"previousResultId"}) == text_at(answer, {"resultId"})) {
    answer = {{"kind", "unchanged"}, {"resultId", text_at(answer, {"resultId"})}};
  }
  if (!others.empty()) answer["relatedDocuments"] = std::move(others);
  return answer;
}

void Server::publish() {
  if (!std::exchange(dirty_, false)) return;
  workspace_.refresh();
  for (const auto& app : workspace_.apps()) {
    for (const base::Error& error : app->analysis.errors) {
      if (!error.place.known()) say_once(error);
    }
  }
  std::map<std::string, Json> now = all_diagnostics();
  for (const auto& [path, said] : published_) now.emplace(path, Json::array());
  bool changed = false;
  for (auto& [path, items] : now) {
    const App* app = workspace_.app_of(path);
    const Document* document = workspace_.document(path);
    // A client that waits for the diagnostics of its last change gets them, be they
    // the same as before.
    std::string text = written(items);
    if (document != nullptr) text += " of version " + std::to_string(document->version);
    auto before = published_.find(path);
    bool no_news = before == published_.end() && items.empty() && document == nullptr;
    if (no_news || (before != published_.end() && before->second == text)) continue;
    published_[path] = std::move(text);
    changed = true;
    if (client_.pulls_diagnostics) continue;
    Json parameters = {{"uri", document != nullptr ? document->uri
                               : app != nullptr    ? places(*app).uri(path)
                                                   : uri_of(workspace_.absolute(path))},
                       {"diagnostics", std::move(items)}};
    if (document != nullptr) parameters["version"] = document->version;
    send({{"method", "textDocument/publishDiagnostics"}, {"params", std::move(parameters)}});
  }
  if (!changed) return;
  if (client_.pulls_diagnostics && client_.refreshes_diagnostics) {
    ask_client("workspace/diagnostic/refresh", nullptr);
  }
  if (client_.refreshes_lenses) ask_client("workspace/codeLens/refresh", nullptr);
}

// Trouble that is in no place of a file, such as one that cannot be read.
void Server::say_once(const base::Error& error) {
  std::string text = "verifull: " + report::shown(error.message);
  if (!said_.insert(text).second) return;
  send({{"method", "window/logMessage"},
        {"params", {{"type", kErrorMessage}, {"message", text}}}});
}

}  // namespace verifull::lsp
