// Whole conversations with a server whose disk is in memory.
#include "lsp/server.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "check/rules.h"
#include "lsp/code_action.h"
#include "lsp/connection_at.h"
#include "lsp/diagnostics.h"
#include "lsp/hover.h"
#include "lsp/navigation.h"
#include "lsp/place.h"
#include "lsp/workspace.h"
#include "source/memory_reader.h"

namespace verifull::lsp {
namespace {

constexpr const char* kConfig = "file:///app/config/database.yml";
constexpr const char* kDotenv = "file:///app/.env";

constexpr const char* kWeak =
    "production:\n"
    "  adapter: postgresql\n"
    "  host: db.example.com\n"
    "  password: hunter2\n"
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

std::string range_text(const Json& range) {
  auto place = [](const Json& position) {
    return std::to_string(position["line"].get<int>()) + ":" +
           std::to_string(position["character"].get<int>());
  };
  return place(range["start"]) + "-" + place(range["end"]);
}

// "FILE vVERSION: RULE RANGE, …" for each publication.
std::string published(const std::vector<Json>& messages) {
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

TEST(Server, HasALifeCycle) {
  Talk talk;
  EXPECT_EQ(talk.ask("textDocument/hover", Json::object()), "error -32002");
  EXPECT_TRUE(talk.notify("textDocument/didOpen", Json::object()).empty());
  EXPECT_EQ(talk.start()["serverInfo"]["name"], "verifull");
  EXPECT_EQ(talk.ask("initialize", Json::object()), "error -32600");
  EXPECT_EQ(talk.ask("no/such", Json::object()), "error -32601");
  EXPECT_TRUE(talk.notify("$/unknown", Json::object()).empty());
  EXPECT_TRUE(talk.notify("no/such", Json::object()).empty());
  EXPECT_EQ(talk.ask("shutdown", nullptr), nullptr);
  EXPECT_EQ(talk.ask("textDocument/hover", Json::object()), "error -32600");
  EXPECT_EQ(talk.server->exit_code(), std::nullopt);
  talk.notify("exit", nullptr);
  EXPECT_EQ(talk.server->exit_code(), 0);
}

TEST(Server, ExitWithoutShutdownIsAFailure) {
  Talk talk;
  talk.start();
  talk.notify("exit", nullptr);
  EXPECT_EQ(talk.server->exit_code(), 1);
}

TEST(Server, SaysWhatIsNoMessage) {
  Talk talk;
  for (const auto& [text, code] : std::vector<std::pair<const char*, int>>{
           {"{", -32700}, {"\xff", -32700}, {"[]", -32600}, {R"({"id": 1})", -32600}}) {
    talk.server->receive(text);
    const std::vector<Json> out = talk.settle();
    ASSERT_EQ(out.size(), 1U) << text;
    EXPECT_EQ(out[0]["error"]["code"], code) << text;
  }
  // An answer to one of our requests is no request.
  EXPECT_TRUE(talk.send({{"id", "verifull-1"}, {"result", nullptr}}).empty());
}

TEST(Server, ACancelledRequestIsAnswered) {
  Talk talk;
  talk.start();
  talk.server->receive(written(Talk::request("textDocument/hover", Talk::at(kConfig, 4, 3), 5)));
  talk.server->receive(written(Talk::notification("$/cancelRequest", {{"id", 5}})));
  const std::vector<Json> out = talk.settle();
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out[0]["id"], 5);
  EXPECT_EQ(out[0]["error"]["code"], -32800);
}

TEST(Server, AnUnsavedTextCountsForAllFiles) {
  Talk talk;
  talk.start();
  EXPECT_EQ(published(talk.open(kConfig, kWeak)),
            ".env: sslmode-weak 0:5-0:12\ndatabase.yml v1:\n");
  EXPECT_EQ(published(talk.open(kDotenv, "MODE=verify-ca\n")),
            ".env v1: sslmode-weak 0:5-0:14 sslrootcert-missing 0:5-0:14\n");
}

TEST(Server, BrokenTextLeavesNothingStale) {
  Talk talk;
  talk.start();
  talk.open(kConfig, kWeak);
  EXPECT_EQ(published(talk.change(kConfig, "production:\n\t- x\n", 2)),
            ".env:\ndatabase.yml v2: boot-error 1:0-1:0\n");
  EXPECT_EQ(published(talk.change(kConfig, kWeak, 3)),
            ".env: sslmode-weak 0:5-0:12\ndatabase.yml v3:\n");
  EXPECT_EQ(published(talk.notify("textDocument/didClose", {{"textDocument", {{"uri", kConfig}}}})),
            ".env:\ndatabase.yml:\n");
}

TEST(Server, ManyChangesAreOneAnswer) {
  Talk talk;
  talk.start();
  talk.open(kConfig, kWeak);
  for (int version = 2; version < 9; ++version) {
    talk.server->receive(written(Talk::notification(
        "textDocument/didChange", {{"textDocument", {{"uri", kConfig}, {"version", version}}},
                                   {"contentChanges", Json::array({{{"text", kWeak}}})}})));
  }
  EXPECT_EQ(published(talk.settle()), "database.yml v8:\n");
}

TEST(Server, PullsOrPublishesNeverBoth) {
  Talk talk;
  Json can = talk.start({{"textDocument", {{"diagnostic", {{"relatedDocumentSupport", true}}}}},
                         {"workspace", {{"diagnostics", {{"refreshSupport", true}}}}}});
  EXPECT_EQ(can["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
  const std::vector<Json> out = talk.open(kConfig, kWeak);
  EXPECT_EQ(published(out), "");
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out[0]["method"], "workspace/diagnostic/refresh");
  Json report = talk.ask("textDocument/diagnostic", {{"textDocument", {{"uri", kConfig}}}});
  EXPECT_EQ(report["kind"], "full");
  EXPECT_TRUE(report["items"].empty());
  EXPECT_EQ(report["relatedDocuments"][kDotenv]["items"][0]["code"], "sslmode-weak");
  Json again = talk.ask("textDocument/diagnostic", {{"textDocument", {{"uri", kConfig}}},
                                                    {"previousResultId", report["resultId"]}});
  EXPECT_EQ(again["kind"], "unchanged");
}

TEST(Server, WatchesFilesWhereTheClientCan) {
  Talk talk;
  talk.ask("initialize",
           {{"capabilities",
             {{"workspace", {{"didChangeWatchedFiles", {{"dynamicRegistration", true}}}}}}}});
  const std::vector<Json> out = talk.notify("initialized", Json::object());
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out[0]["method"], "client/registerCapability");
  talk.open(kConfig, kWeak);
  talk.disk.add(".env", "MODE=disable\n");
  EXPECT_EQ(published(talk.notify("workspace/didChangeWatchedFiles", {{"changes", Json::array()}})),
            ".env: sslmode-weak 0:5-0:12\n");
}

TEST(Server, HoverTellsTheWayAndNoSecret) {
  Talk talk;
  talk.start();
  talk.open(kConfig, kWeak);
  EXPECT_EQ(talk.ask("textDocument/hover", Talk::at(kConfig, 4, 12))["contents"]["value"],
            "- `production / primary`: `sslmode` is `require` ← `.env:1 MODE` ← "
            "`config/database.yml:5`\n");
  EXPECT_EQ(talk.ask("textDocument/hover", Talk::at(kDotenv, 0, 0))["contents"]["value"],
            "- `production / primary`: `sslmode` is `require` ← `.env:1 MODE` ← "
            "`config/database.yml:5`\n");
  EXPECT_EQ(talk.ask("textDocument/hover", Talk::at(kConfig, 3, 12))["contents"]["value"],
            "- `production / primary`: `password` is `[redacted]` ← `config/database.yml:4`\n");
  const std::string whole =
      talk.ask("textDocument/hover", Talk::at(kConfig, 0, 3))["contents"]["value"];
  EXPECT_NE(whole.find("**encrypted-unverified**"), std::string::npos) << whole;
  EXPECT_EQ(whole.find("hunter2"), std::string::npos) << whole;
  EXPECT_EQ(talk.ask("textDocument/hover", Talk::at(kConfig, 9, 0)), nullptr);
  EXPECT_EQ(talk.ask("textDocument/hover", Talk::at("file:///x/y", 0, 0)), nullptr);
}

TEST(Server, HoverOnAnIgnoreIsTheRule) {
  Talk talk;
  talk.start();
  talk.open(kConfig, std::string("# verifull: ignore[sslmode-weak] later\n") + kWeak);
  const std::string page =
      talk.ask("textDocument/hover", Talk::at(kConfig, 0, 22))["contents"]["value"];
  EXPECT_NE(page.find("sslmode-weak"), std::string::npos);
  EXPECT_GT(page.size(), 300U);
}

TEST(Server, GoesToTheLineThatGivesTheValue) {
  Talk talk;
  talk.start();
  talk.open(kConfig, kWeak);
  const Json list = talk.ask("textDocument/definition", Talk::at(kConfig, 4, 3));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["uri"], kDotenv);
  EXPECT_EQ(range_text(list[0]["range"]), "0:5-0:12");
}

TEST(Server, ShowsTheVerdictAboveTheEnvironment) {
  Talk talk;
  talk.start();
  talk.open(kConfig, kWeak);
  const Json list = talk.ask("textDocument/codeLens", {{"textDocument", {{"uri", kConfig}}}});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["command"]["title"],
            "encrypted-unverified when DATABASE_URL sets no sslmode");
  EXPECT_EQ(range_text(list[0]["range"]), "0:0-0:10");
}

TEST(Server, LinksCertificatesOfTheProject) {
  Talk talk;
  talk.disk.add("config/rds.pem", "x");
  talk.start();
  talk.open(kConfig, "production:\n  adapter: postgresql\n  host: h.example\n"
                     "  sslrootcert: /rails/config/rds.pem\n");
  const Json list = talk.ask("textDocument/documentLink", {{"textDocument", {{"uri", kConfig}}}});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["target"], "file:///app/config/rds.pem");
  EXPECT_EQ(range_text(list[0]["range"]), "3:15-3:36");
}

TEST(Server, OffersAnIgnoreWhereItWorks) {
  Talk talk;
  talk.start();
  const std::string text =
      "production:\n  adapter: postgresql\n  host: h.example\n  sslmode: require\n";
  talk.open(kConfig, text);
  auto actions = [&](Json context) {
    return talk.ask("textDocument/codeAction",
                    {{"textDocument", {{"uri", kConfig}}},
                     {"range",
                      {{"start", {{"line", 3}, {"character", 2}}},
                       {"end", {{"line", 3}, {"character", 2}}}}},
                     {"context", std::move(context)}});
  };
  EXPECT_TRUE(actions({{"only", {"refactor"}}}).empty());
  Json list = actions({{"diagnostics", Json::array()}, {"only", {"quickfix"}}});
  const Json* ignore = nullptr;
  for (const Json& action : list) {
    if (action["title"] == "Ignore sslmode-weak here, with a reason") ignore = &action;
  }
  ASSERT_NE(ignore, nullptr) << list.dump(1);
  const Json& edit = (*ignore)["edit"]["changes"][kConfig][0];
  EXPECT_EQ(edit["newText"], "  # verifull: ignore[sslmode-weak] reason\n");
  EXPECT_EQ(range_text(edit["range"]), "3:0-3:0");
  std::string after = text;
  after.insert(after.find("  sslmode"), edit["newText"].get<std::string>());
  EXPECT_EQ(published(talk.change(kConfig, after, 2)), "database.yml v2:\n");
}

TEST(Server, OffersFixesThatWork) {
  Talk talk;
  talk.start();
  const std::string text =
      "production:\n  adapter: postgresql\n  host: h.example\n  sslmode: verify_full\n"
      "  sslrootcert: config/ca.pem\n";
  talk.disk.add("config/ca.pem", "x");
  EXPECT_EQ(published(talk.open(kConfig, text)).substr(0, 38), "database.yml v1: sslmode-invalid 3:11-");
  auto actions = [&](const char* kind) {
    return talk.ask("textDocument/codeAction",
                    {{"textDocument", {{"uri", kConfig}}},
                     {"range",
                      {{"start", {{"line", 3}, {"character", 2}}},
                       {"end", {{"line", 3}, {"character", 2}}}}},
                     {"context", {{"diagnostics", Json::array()}, {"only", {kind}}}}});
  };
  const Json quick = actions("quickfix");
  ASSERT_FALSE(quick.empty());
  EXPECT_EQ(quick[0]["isPreferred"], true) << quick.dump(1);
  EXPECT_EQ(quick[0]["edit"]["changes"][kConfig][0]["newText"], "verify-full");
  EXPECT_EQ(range_text(quick[0]["edit"]["changes"][kConfig][0]["range"]), "3:11-3:22");
  for (const char* kind : {"source.fixAll", "source.fixAll.verifull"}) {
    const Json all = actions(kind);
    ASSERT_EQ(all.size(), 1U) << kind;
    EXPECT_EQ(all[0]["kind"], "source.fixAll.verifull");
    const std::string fixed = all[0]["edit"]["changes"][kConfig][0]["newText"];
    EXPECT_NE(fixed.find("  sslmode: verify-full\n"), std::string::npos) << fixed;
  }
}

TEST(Server, CountsInWhatWasAgreedOn) {
  for (const auto& [encoding, column] : std::vector<std::pair<const char*, const char*>>{
           {"utf-8", "5:15"}, {"utf-16", "5:13"}, {"utf-32", "5:12"}}) {
    Talk talk;
    Json can = talk.start({{"general", {{"positionEncodings", {encoding}}}}});
    EXPECT_EQ(can["capabilities"]["positionEncoding"], encoding);
    const std::vector<Json> out =
        talk.open(kConfig, "x: &x {adapter: postgresql, host: h.example}\n\n\nproduction:\n"
                           "  <<: *x\n  ? \"😀\" \n  : 1\n  sslmode: require\n");
    EXPECT_NE(published(out).find("sslmode-weak 7:11-7:18"), std::string::npos) << published(out);
    const std::vector<Json> flow = talk.change(
        kConfig, "production: {\"😀\": 1, adapter: postgresql, host: h.example, sslmode: require}\n",
        2);
    const std::string text = published(flow);
    const int shift = encoding == std::string("utf-8") ? 3 : encoding == std::string("utf-16") ? 1 : 0;
    EXPECT_NE(text.find("sslmode-weak 0:" + std::to_string(68 + shift)), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace verifull::lsp
