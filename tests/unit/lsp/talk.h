// Whole conversations with a server whose disk is in memory.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "check/rules.h"
#include "lsp/server.h"
#include "source/memory_reader.h"

namespace verifull::lsp::testing {

inline constexpr const char* kConfig = "file:///app/config/database.yml";
inline constexpr const char* kDotenv = "file:///app/.env";

inline constexpr const char* kWeak =
    "production:\n"
    "  adapter: postgresql\n"
    "  host: db.example.com\n"
    "  password: hunter2 # verifull: ignore[password-in-file] of a test\n"
    "  sslmode: <%= ENV[\"MODE\"] %>\n";

class Talk {
 public:
  Talk() {
    disk.add("config/database.yml", kWeak);
    disk.add(".env", "MODE=require\n");
    disk.add("Gemfile.lock", "GEM\n  specs:\n    dotenv-rails (2.8.1)\n    pg (1.5.4)\n"
                             "    rails (7.1.0)\n\nDEPENDENCIES\n  dotenv-rails\n  pg\n  rails\n");
    std::vector<const check::Rule*> rules;
    for (const check::Rule& rule : check::all_rules()) {
      if (!rule.pedantic) rules.push_back(&rule);
    }
    engine::Options options;
    options.working_directory = "/app";
    options.today = "2026-11-24";
    server = std::make_unique<Server>(options, rules, disk, nullptr);
  }

  // What came back, one message a line.
  std::vector<Json> send(const Json& message) {
    server->receive(written(message));
    return settle();
  }

  std::vector<Json> settle() {
    server->settle();
    std::vector<Json> out;
    for (const std::string& text : server->take_output()) out.push_back(Json::parse(text));
    return out;
  }

  static Json request(const std::string& method, Json parameters, const Json& id = 1) {
    return {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(parameters)}};
  }
  static Json notification(const std::string& method, Json parameters) {
    return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(parameters)}};
  }

  std::vector<Json> notify(const std::string& method, Json parameters) {
    return send(notification(method, std::move(parameters)));
  }

  // The result, or "error CODE"; what else came is dropped.
  Json ask(const std::string& method, Json parameters) {
    for (const Json& message : send(request(method, std::move(parameters)))) {
      if (!message.contains("id") || message["id"] != 1) continue;
      if (message.contains("error")) {
        return "error " + std::to_string(message["error"]["code"].get<int>());
      }
      return message["result"];
    }
    return "no answer";
  }

  Json start(Json capabilities = Json::object()) {
    Json result = ask("initialize", {{"processId", nullptr},
                                     {"rootUri", "file:///app"},
                                     {"capabilities", std::move(capabilities)}});
    notify("initialized", Json::object());
    return result;
  }

  std::vector<Json> open(const char* uri, const std::string& text) {
    return notify("textDocument/didOpen",
                  {{"textDocument",
                    {{"uri", uri}, {"languageId", "x"}, {"version", 1}, {"text", text}}}});
  }

  std::vector<Json> change(const char* uri, const std::string& text, int version) {
    return notify("textDocument/didChange",
                  {{"textDocument", {{"uri", uri}, {"version", version}}},
                   {"contentChanges", Json::array({{{"text", text}}})}});
  }

  static Json at(const char* uri, int line, int character) {
    return {{"textDocument", {{"uri", uri}}},
            {"position", {{"line", line}, {"character", character}}}};
  }

  source::MemoryReader disk;
  std::unique_ptr<Server> server;
};

inline std::string range_text(const Json& range) {
  auto place = [](const Json& position) {
    return std::to_string(position["line"].get<int>()) + ":" +
           std::to_string(position["character"].get<int>());
  };
  return place(range["start"]) + "-" + place(range["end"]);
}

// "FILE vVERSION: RULE RANGE, …" for each publication.
inline std::string published(const std::vector<Json>& messages) {
  std::string out;
  for (const Json& message : messages) {
    if (text_at(message, {"method"}) != "textDocument/publishDiagnostics") continue;
    const Json& parameters = message["params"];
    std::string uri = parameters["uri"];
    out += uri.substr(uri.rfind('/') + 1);
    if (parameters.contains("version")) {
      out += " v" + std::to_string(parameters["version"].get<int>());
    }
    out += ":";
    for (const Json& item : parameters["diagnostics"]) {
      out += " " + text_at(item, {"code"}) + " " + range_text(item["range"]);
    }
    out += "\n";
  }
  return out;
}

}  // namespace verifull::lsp::testing
