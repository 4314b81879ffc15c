#include "lsp/server.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "lsp/diagnostics.h"
#include "lsp/place.h"
#include "lsp/workspace.h"
#include "talk.h"

namespace verifull::lsp {
namespace {

using testing::kConfig;
using testing::kDotenv;
using testing::kWeak;
using testing::published;
using testing::Talk;

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

}  // namespace
}  // namespace verifull::lsp
