#include "report/json.h"

#include <initializer_list>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "sample.h"

namespace verifull::report {
namespace {

using Json = nlohmann::ordered_json;

std::string written(const engine::Analysis& analysis, bool resolve = false) {
  Report report(analysis, check::Severity::kInfo, Terminal{});
  return resolve ? write_resolve_json(report) : write_json(report);
}

// The members of the object are these, in this order.
void expect_members(const Json& object, const std::vector<std::string>& members,
                    const std::string& what) {
  ASSERT_TRUE(object.is_object()) << what;
  std::vector<std::string> found;
  for (const auto& item : object.items()) found.push_back(item.key());
  EXPECT_EQ(found, members) << what;
}

void expect_texts(const Json& array, const std::string& what) {
  ASSERT_TRUE(array.is_array()) << what;
  for (const Json& item : array) EXPECT_TRUE(item.is_string()) << what;
}

void expect_place(const Json& object) {
  EXPECT_TRUE(object["path"].is_string());
  for (const char* number : {"line", "column", "end_line", "end_column"}) {
    ASSERT_TRUE(object[number].is_number_unsigned()) << number;
    EXPECT_GE(object[number].get<int>(), 1) << number;
  }
}

void expect_trail(const Json& trail) {
  ASSERT_TRUE(trail.is_array());
  EXPECT_FALSE(trail.empty());
  for (const Json& origin : trail) {
    EXPECT_TRUE(origin["kind"].is_string());
    for (const auto& item : origin.items()) {
      bool known = item.key() == "kind" || item.key() == "path" || item.key() == "line" ||
                   item.key() == "column" || item.key() == "name";
      EXPECT_TRUE(known) << item.key();
    }
  }
}

void expect_setting(const Json& setting) {
  expect_members(setting, {"value", "known", "secret", "origin", "overrides"}, "setting");
  EXPECT_TRUE(setting["value"].is_string());
  EXPECT_TRUE(setting["known"].is_boolean());
  EXPECT_TRUE(setting["secret"].is_boolean());
  expect_trail(setting["origin"]);
  for (const Json& loser : setting["overrides"]) {
    expect_members(loser, {"value", "origin"}, "override");
    expect_trail(loser["origin"]);
  }
}

void expect_connection(const Json& connection) {
  std::vector<std::string> members{"environment", "name",  "adapter", "verdict", "conditions",
                                   "settings",    "libpq", "ignored", "error"};
  if (connection["verdict"] == "unknown") members.insert(members.begin() + 5, "why");
  expect_members(connection, members, "connection");
  expect_texts(connection["conditions"], "conditions");
  expect_texts(connection["ignored"], "ignored");
  ASSERT_TRUE(connection["settings"].is_object());
  for (const auto& item : connection["settings"].items()) expect_setting(item.value());
  ASSERT_TRUE(connection["libpq"].is_object());
  for (const auto& item : connection["libpq"].items()) EXPECT_TRUE(item.value().is_string());
  if (!connection["error"].is_null()) {
    expect_members(connection["error"], {"class", "message", "path", "line"}, "error");
  }
}

void expect_finding(const Json& finding) {
  expect_members(finding,
                 {"rule", "severity", "confidence", "message", "path", "line", "column", "end_line",
                  "end_column", "environments", "connection", "related", "help", "url",
                  "fingerprint", "state", "fix"},
                 "finding");
  expect_place(finding);
  expect_texts(finding["environments"], "environments");
  for (const char* text : {"rule", "severity", "confidence", "message", "connection", "help", "url",
                           "fingerprint", "state"}) {
    EXPECT_TRUE(finding[text].is_string()) << text;
  }
  EXPECT_TRUE(finding["fix"].is_null());
  for (const Json& related : finding["related"]) {
    expect_members(related, {"path", "line", "column", "end_line", "end_column", "message"},
                   "related");
    expect_place(related);
  }
}

Json expect_document(const std::string& text, bool findings) {
  EXPECT_TRUE(base::is_valid_utf8(text));
  EXPECT_TRUE(text.ends_with("}\n"));
  Json document = Json::parse(text);
  std::vector<std::string> members{"format_version", "tool", "projects", "findings", "summary"};
  if (!findings) members.erase(members.begin() + 3);
  expect_members(document, members, "document");
  EXPECT_EQ(document["format_version"], 1);
  expect_members(document["tool"], {"name", "version"}, "tool");
  EXPECT_EQ(document["tool"]["name"], "verifull");
  for (const Json& project : document["projects"]) {
    expect_members(project, {"root", "rails", "connections"}, "project");
    expect_members(project["rails"], {"version", "from"}, "rails");
    for (const Json& connection : project["connections"]) expect_connection(connection);
  }
  if (findings) {
    for (const Json& finding : document["findings"]) expect_finding(finding);
  }
  expect_members(document["summary"],
                 {"files", "projects", "connections", "errors", "warnings", "infos", "suppressed",
                  "baselined", "fixable"},
                 "summary");
  for (const auto& item : document["summary"].items()) {
    EXPECT_TRUE(item.value().is_number_integer()) << item.key();
  }
  return document;
}

TEST(JsonReport, EmptyRun) {
  Json document = expect_document(written({}), true);
  EXPECT_TRUE(document["projects"].empty() && document["projects"].is_array());
  EXPECT_TRUE(document["findings"].empty() && document["findings"].is_array());
  expect_document(written({}, true), false);
}

TEST(JsonReport, Finding) {
  testing::Sample sample = testing::sample();
  Json document = expect_document(written(sample.analysis), true);
  const Json& finding = document["findings"][0];
  EXPECT_EQ(finding["rule"], "sslmode-weak");
  EXPECT_EQ(finding["path"], "config/database.yml");
  EXPECT_EQ(finding["line"], 11);
  EXPECT_EQ(finding["column"], 12);
  EXPECT_EQ(finding["end_line"], 11);
  EXPECT_EQ(finding["end_column"], 19);
  EXPECT_EQ(finding["related"].size(), 3U);
  EXPECT_EQ(finding["related"][2]["path"], ".env.production");
  EXPECT_EQ(document["summary"].dump(),
            "{\"files\":3,\"projects\":1,\"connections\":1,\"errors\":1,\"warnings\":0,"
            "\"infos\":0,\"suppressed\":0,\"baselined\":0,\"fixable\":0}");
}

TEST(JsonReport, Connection) {
  testing::Sample sample = testing::sample();
  Json document = expect_document(written(sample.analysis, true), false);
  const Json& connection = document["projects"][0]["connections"][0];
  EXPECT_EQ(connection["verdict"], "ca-only");
  EXPECT_EQ(connection["settings"]["password"]["value"], "[redacted]");
  EXPECT_EQ(connection["settings"]["password"]["secret"], true);
  EXPECT_EQ(connection["settings"]["port"]["known"], false);
  EXPECT_EQ(connection["settings"]["port"]["origin"].dump(),
            "[{\"kind\":\"url\",\"name\":\"port\"}]");
  EXPECT_EQ(connection["settings"]["sslrootcert"]["origin"].dump(),
            "[{\"kind\":\"dockerfile\",\"path\":\"Dockerfile\",\"line\":2,\"column\":5,"
            "\"name\":\"RDS_CA_BUNDLE\"},{\"kind\":\"yaml\",\"path\":\"config/database.yml\","
            "\"line\":12,\"column\":16,\"name\":\"sslrootcert\"}]");
  EXPECT_EQ(connection["libpq"]["sslmode"], "require");
  EXPECT_EQ(connection["ignored"].dump(), "[\"pool\",\"ssl_mode\"]");
  EXPECT_EQ(document["summary"]["errors"], 0);
}

TEST(JsonReport, ErrorAndUnknown) {
  testing::Sample sample = testing::sample(false);
  resolve::Connection& connection = sample.analysis.projects[0].connections[0];
  connection.error = {"KeyError", "key not found: \"X\"", sample.in_yml("<%= ENV")};
  connection.verdict = resolve::Verdict::kUnknown;
  connection.why = "the host is unknown";
  Json document = expect_document(written(sample.analysis), true);
  const Json& found = document["projects"][0]["connections"][0];
  EXPECT_EQ(found["error"].dump(),
            "{\"class\":\"KeyError\",\"message\":\"key not found: \\\"X\\\"\","
            "\"path\":\"config/database.yml\",\"line\":10}");
  EXPECT_EQ(found["why"], "the host is unknown");
}

TEST(JsonReport, HostileTextIsHarmless) {
  testing::Sample sample = testing::sample();
  check::Finding& finding = sample.analysis.findings[0];
  finding.message = "a\x1b[31m\xFF ##[error]\xE2\x80\xAE\n postgres://u:hunter2@h/d";
  finding.environments = {"\xC3"};
  std::string text = written(sample.analysis);
  Json document = expect_document(text, true);
  EXPECT_EQ(document["findings"][0]["message"],
            "a\x1b[31m\xEF\xBF\xBD ##[error]\xE2\x80\xAE\n postgres://u:[redacted]@h/d");
  EXPECT_EQ(text.find("##["), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
}

TEST(JsonReport, NoSecretInAnyFormat) {
  testing::Sample sample = testing::sample();
  for (const std::string& text : {written(sample.analysis), written(sample.analysis, true)}) {
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
  }
}

}  // namespace
}  // namespace verifull::report
