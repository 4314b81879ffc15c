#include "lsp/server.h"

#include <utility>

#include "lsp/code_action.h"
#include "lsp/hover.h"
#include "lsp/navigation.h"
#include "lsp/uri.h"
#include "report/redaction.h"
#include "source/path.h"

namespace verifull::lsp {
namespace {

// JSON-RPC 2.0 section 5.1 and LSP 3.17, "ErrorCodes".
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kServerNotInitialized = -32002;
constexpr int kRequestCancelled = -32800;

constexpr int kFullSync = 1;  // TextDocumentSyncKind.Full: the files are small

bool is_request(const Json& message) { return message.contains("id"); }

Json server_capabilities(const Client& client) {
  Json can = {
      {"positionEncoding", encoding_name(client.encoding)},
      {"textDocumentSync",
       {{"openClose", true}, {"change", kFullSync}, {"save", {{"includeText", false}}}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"codeActionProvider", {{"codeActionKinds", {kQuickFix, kFixAll}}}},
      {"codeLensProvider", {{"resolveProvider", false}}},
      {"documentLinkProvider", {{"resolveProvider", false}}},
      {"workspace",
       {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}},
  };
  if (client.pulls_diagnostics) {
    can["diagnosticProvider"] = {{"identifier", "verifull"},
                                 {"interFileDependencies", true},
                                 {"workspaceDiagnostics", false}};
  }
  return can;
}

}  // namespace

struct Server::Method {
  std::string_view name;
  Json (Server::*answer)(const Json&);
};

const Server::Method* Server::method_named(std::string_view name) {
  static constexpr Method kMethods[] = {
      {"initialize", &Server::initialize},
      {"shutdown", &Server::shut_down},
      {"textDocument/codeAction", &Server::code_actions},
      {"textDocument/hover", &Server::hover},
      {"textDocument/definition", &Server::definition},
      {"textDocument/codeLens", &Server::code_lenses},
      {"textDocument/documentLink", &Server::document_links},
      {"textDocument/diagnostic", &Server::pull_diagnostics},
  };
  for (const Method& method : kMethods) {
    if (method.name == name) return &method;
  }
  return nullptr;
}

Server::Server(engine::Options options, std::vector<const check::Rule*> rules,
               const source::FileReader& disk, Enter enter)
    : workspace_(std::move(options), std::move(rules), disk), enter_(enter) {}

void Server::receive(std::string_view message) {
  Json json = Json::parse(message, nullptr, false);
  if (json.is_discarded()) return refuse(nullptr, kParseError, "this is no JSON");
  if (!json.is_object()) return refuse(nullptr, kInvalidRequest, "a message is an object");
  if (text_at(json, {"method"}) == "$/cancelRequest") {
    for (Waiting& waiting : waiting_) {
      bool meant = is_request(waiting.message) && waiting.message["id"] == at(json, {"params", "id"});
      waiting.cancelled = waiting.cancelled || meant;
    }
    return;
  }
  waiting_.push_back({std::move(json), false});
}

void Server::settle() {
  while (!waiting_.empty() && !exit_code_) {
    Waiting waiting = std::move(waiting_.front());
    waiting_.pop_front();
    handle(waiting);
  }
  if (initialized_ && !shut_down_) publish();
}

std::vector<std::string> Server::take_output() { return std::exchange(output_, {}); }

void Server::handle(const Waiting& waiting) {
  const Json& message = waiting.message;
  std::string name = text_at(message, {"method"});
  // What the client answers to our own requests needs nothing done.
  if (name.empty() && (message.contains("result") || message.contains("error"))) return;
  const Json& parameters = at(message, {"params"});
  if (!is_request(message)) return notice(name, parameters);
  const Json& id = message["id"];
  if (name.empty()) return refuse(id, kInvalidRequest, "a request has a method");
  if (waiting.cancelled) return refuse(id, kRequestCancelled, "cancelled");
  answer_request(id, name, parameters);
}

void Server::answer_request(const Json& id, const std::string& name, const Json& parameters) {
  if (shut_down_) return refuse(id, kInvalidRequest, "the server is shut down");
  if (!initialized_ && name != "initialize") {
    return refuse(id, kServerNotInitialized, "`initialize` comes first");
  }
  if (initialized_ && name == "initialize") {
    return refuse(id, kInvalidRequest, "the server is initialized already");
  }
  const Method* method = method_named(name);
  if (method == nullptr) {
    return refuse(id, kMethodNotFound, "there is no method " + report::shown(name));
  }
  reply(id, (this->*method->answer)(parameters));
}

void Server::notice(const std::string& name, const Json& parameters) {
  if (name == "exit") {
    exit_code_ = shut_down_ ? 0 : 1;
    return;
  }
  if (!initialized_ || shut_down_) return;
  if (name == "initialized") return register_watchers();
  if (name == "textDocument/didOpen") return open(parameters);
  if (name == "textDocument/didChange") return change(parameters);
  if (name == "textDocument/didClose") return close(parameters);
  if (name == "workspace/didChangeConfiguration") {
    return configure(at(parameters, {"settings", "verifull"}));
  }
  if (name == "textDocument/didSave" || name == "workspace/didChangeWatchedFiles" ||
      name == "workspace/didChangeWorkspaceFolders") {
    workspace_.touch();
    dirty_ = true;
  }
}

Json Server::initialize(const Json& parameters) {
  client_ = read_client(parameters);
  initialized_ = true;
  if (!client_.folders.empty()) {
    const std::string& folder = client_.folders.front();
    if (enter_ == nullptr || enter_(folder)) workspace_.options().working_directory = folder;
  }
  configure(at(parameters, {"initializationOptions"}));
  return {{"capabilities", server_capabilities(client_)},
          {"serverInfo", {{"name", "verifull"}, {"version", VERIFULL_VERSION}}}};
}

Json Server::shut_down(const Json& /*parameters*/) {
  shut_down_ = true;
  return nullptr;
}

// The settings of an editor have the names of the command line.
void Server::configure(const Json& settings) {
  engine::Options& options = workspace_.options();
  if (at(settings, {"rails"}).is_string()) options.rails = text_at(settings, {"rails"});
  if (at(settings, {"target"}).is_string()) options.target = text_at(settings, {"target"});
  if (at(settings, {"closedWorld"}).is_boolean()) {
    options.closed_world = truth_at(settings, {"closedWorld"});
  }
  const Json& environments = at(settings, {"environments"});
  if (environments.is_array()) {
    options.environments.clear();
    for (const Json& name : environments) {
      if (name.is_string()) options.environments.push_back(name.get<std::string>());
    }
  }
  workspace_.touch();
  dirty_ = true;
}

std::optional<std::string> Server::shown_path(const Json& parameters) const {
  auto path = path_of(text_at(parameters, {"textDocument", "uri"}));
  if (!path) return std::nullopt;
  return source::shown_path(*path, workspace_.options().working_directory);
}

void Server::open(const Json& parameters) {
  auto path = shown_path(parameters);
  const Json& document = at(parameters, {"textDocument"});
  if (!path || !at(document, {"text"}).is_string()) return;
  workspace_.open(*path, {text_at(document, {"uri"}), text_at(document, {"text"}),
                          number_at(document, {"version"}).value_or(0)});
  dirty_ = true;
}

void Server::change(const Json& parameters) {
  auto path = shown_path(parameters);
  const Json& changes = at(parameters, {"contentChanges"});
  if (!path || !changes.is_array() || changes.empty()) return;
  // With full sync each change is the whole text and the last one counts.
  const Json& last = changes.back();
  if (!at(last, {"text"}).is_string() || last.contains("range")) return;
  workspace_.change(*path, text_at(last, {"text"}),
                    number_at(parameters, {"textDocument", "version"}).value_or(0));
  dirty_ = true;
}

void Server::close(const Json& parameters) {
  if (auto path = shown_path(parameters)) workspace_.close(*path);
  dirty_ = true;
}

Places Server::places(const App& app) const {
  return {workspace_, app.analysis, client_.encoding};
}

std::optional<Server::Asked> Server::asked(const Json& parameters) {
  auto path = shown_path(parameters);
  if (!path) return std::nullopt;
  workspace_.refresh();
  const App* app = workspace_.app_of(*path);
  if (app == nullptr) return std::nullopt;
  Asked result{app, app->analysis.sources.find(*path), std::nullopt};
  const Json& position = at(parameters, {"position"});
  if (!position.is_null()) result.offset = places(*app).offset(result.file, position);
  return result;
}

Json Server::code_actions(const Json& parameters) {
  auto place = asked(parameters);
  if (!place) return Json::array();
  return lsp::code_actions(places(*place->app), *place->app, place->file, parameters);
}

Json Server::hover(const Json& parameters) {
  auto place = asked(parameters);
  if (!place || !place->offset) return nullptr;
  return lsp::hover(places(*place->app), place->file, *place->offset);
}

Json Server::definition(const Json& parameters) {
  auto place = asked(parameters);
  if (!place || !place->offset) return nullptr;
  return lsp::definition(places(*place->app), place->file, *place->offset);
}

Json Server::code_lenses(const Json& parameters) {
  auto place = asked(parameters);
  return place ? lsp::code_lenses(places(*place->app), place->file) : Json::array();
}

Json Server::document_links(const Json& parameters) {
  auto place = asked(parameters);
  return place ? lsp::document_links(places(*place->app), place->file) : Json::array();
}

void Server::register_watchers() {
  if (!client_.registers_watchers) return;
  Json watchers = Json::array();
  for (const char* pattern :
       {"**/config/database*", "**/.env*", "**/*Dockerfile*", "**/Containerfile*",
        "**/.dockerignore", "**/Gemfile.lock", "**/*pg_service.conf", "**/.verifull.yml"}) {
    watchers.push_back({{"globPattern", pattern}});
  }
  Json registration = {{"id", "files"},
                       {"method", "workspace/didChangeWatchedFiles"},
                       {"registerOptions", {{"watchers", std::move(watchers)}}}};
  ask_client("client/registerCapability",
             {{"registrations", Json::array({std::move(registration)})}});
}

void Server::send(Json message) {
  message["jsonrpc"] = "2.0";
  output_.push_back(written(message));
}

void Server::reply(const Json& id, Json result) {
  send({{"id", id}, {"result", std::move(result)}});
}

void Server::refuse(const Json& id, int code, std::string_view message) {
  send({{"id", id}, {"error", {{"code", code}, {"message", message}}}});
}

void Server::ask_client(std::string_view method, Json parameters) {
  Json request = {{"id", "verifull-" + std::to_string(next_id_++)}, {"method", method}};
  if (!parameters.is_null()) request["params"] = std::move(parameters);
  send(std::move(request));
}

}  // namespace verifull::lsp
