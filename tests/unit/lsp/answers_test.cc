// What a server answers about a place: hovers, definitions, lenses, links, actions.
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "lsp/code_action.h"
#include "lsp/connection_at.h"
#include "lsp/hover.h"
#include "lsp/navigation.h"
#include "support/authority.h"
#include "talk.h"

namespace verifull::lsp {
namespace {

using testing::kConfig;
using testing::kDotenv;
using testing::kWeak;
using testing::published;
using testing::range_text;
using testing::Talk;

TEST(Answers, HoverTellsTheWayAndNoSecret) {
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

TEST(Answers, HoverOnAnIgnoreIsTheRule) {
  Talk talk;
  talk.start();
  talk.open(kConfig, std::string("# verifull: ignore[sslmode-weak] later\n") + kWeak);
  const std::string page =
      talk.ask("textDocument/hover", Talk::at(kConfig, 0, 22))["contents"]["value"];
  EXPECT_NE(page.find("sslmode-weak"), std::string::npos);
  EXPECT_GT(page.size(), 300U);
}

TEST(Answers, GoesToTheLineThatGivesTheValue) {
  Talk talk;
  talk.start();
  talk.open(kConfig, kWeak);
  const Json list = talk.ask("textDocument/definition", Talk::at(kConfig, 4, 3));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["uri"], kDotenv);
  EXPECT_EQ(range_text(list[0]["range"]), "0:5-0:12");
}

TEST(Answers, ShowsTheVerdictAboveTheEnvironment) {
  Talk talk;
  talk.start();
  talk.open(kConfig, kWeak);
  const Json list = talk.ask("textDocument/codeLens", {{"textDocument", {{"uri", kConfig}}}});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["command"]["title"],
            "encrypted-unverified when DATABASE_URL sets no sslmode");
  EXPECT_EQ(range_text(list[0]["range"]), "0:0-0:10");
}

TEST(Answers, LinksCertificatesOfTheProject) {
  Talk talk;
  talk.disk.add("config/rds.pem", "x");
  talk.start();
  talk.open(kConfig, "production:\n  adapter: postgresql\n  host: h.example\n"
                     "  sslrootcert: /app/config/rds.pem\n");
  const Json list = talk.ask("textDocument/documentLink", {{"textDocument", {{"uri", kConfig}}}});
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["target"], "file:///app/config/rds.pem");
  EXPECT_EQ(range_text(list[0]["range"]), "3:15-3:34");
}

// A path outside of the app may end as one inside does, and is another file.
TEST(Answers, LinksOnlyWhatIsCertain) {
  Talk talk;
  talk.disk.add("certs/ca.pem", "x");
  talk.start();
  for (const char* path : {"/etc/ssl/certs/ca.pem", "/app/../certs/ca.pem", "''"}) {
    talk.open(kConfig, "production:\n  adapter: postgresql\n  host: h.example\n  sslrootcert: " +
                           std::string(path) + "\n");
    EXPECT_TRUE(talk.ask("textDocument/documentLink", {{"textDocument", {{"uri", kConfig}}}}).empty())
        << path;
  }
}

TEST(Answers, OffersAnIgnoreWhereItWorks) {
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

TEST(Answers, OffersFixesThatWork) {
  Talk talk;
  talk.start();
  const std::string text =
      "production:\n  adapter: postgresql\n  host: h.example\n  sslmode: verify_full\n"
      "  sslrootcert: config/ca.pem\n";
  talk.disk.add("config/ca.pem", support::kAuthority);
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

TEST(Answers, CountsInWhatWasAgreedOn) {
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
