#include "lsp/client.h"

#include <string>

#include <gtest/gtest.h>

#include "lsp/json.h"

namespace verifull::lsp {
namespace {

std::string dump(const char* parameters) {
  const Client client = read_client(Json::parse(parameters));
  std::string out(encoding_name(client.encoding));
  if (client.pulls_diagnostics) out += " pulls";
  if (client.related_documents) out += " related";
  if (client.refreshes_diagnostics) out += " refreshes";
  if (client.refreshes_lenses) out += " lenses";
  if (client.registers_watchers) out += " watches";
  for (const std::string& folder : client.folders) out += " " + folder;
  if (client.process) out += " process " + std::to_string(*client.process);
  return out;
}

TEST(Client, IsWhatItSays) {
  struct Case {
    const char* parameters;
    const char* expected;
  };
  const Case cases[] = {
      {"{}", "utf-16"},
      {"[]", "utf-16"},
      {"null", "utf-16"},
      {R"({"processId": 7, "rootUri": "file:///a", "rootPath": "/b"})", "utf-16 /a process 7"},
      {R"({"processId": null, "rootUri": null, "rootPath": "/b/"})", "utf-16 /b"},
      {R"({"workspaceFolders": [{"uri": "file:///x", "name": "x"}, 3, {"uri": "file:///y"}]})",
       "utf-16 /x /y"},
      {R"({"workspaceFolders": null, "rootUri": "http://a"})", "utf-16"},
      {R"({"capabilities": {"general": {"positionEncodings": ["utf-7", "utf-32", "utf-8"]}}})",
       "utf-32"},
      {R"({"capabilities": {"general": {"positionEncodings": "utf-8"}}})", "utf-16"},
      {R"({"capabilities": {"textDocument": {"diagnostic": {"relatedDocumentSupport": true}},
           "workspace": {"diagnostics": {"refreshSupport": true},
                         "codeLens": {"refreshSupport": true},
                         "didChangeWatchedFiles": {"dynamicRegistration": true}}}})",
       "utf-16 pulls related refreshes lenses watches"},
      {R"({"capabilities": {"textDocument": {"diagnostic": true}, "workspace": []}})", "utf-16"},
  };
  for (const Case& each : cases) EXPECT_EQ(dump(each.parameters), each.expected) << each.parameters;
}

TEST(Json, WhatIsNotThereIsNull) {
  const Json json = Json::parse(R"({"a": {"b": 1, "c": "x", "d": true, "e": 1.5}})");
  EXPECT_EQ(number_at(json, {"a", "b"}), 1);
  EXPECT_EQ(number_at(json, {"a", "e"}), std::nullopt);
  EXPECT_EQ(number_at(json, {"a", "b", "c"}), std::nullopt);
  EXPECT_EQ(text_at(json, {"a", "c"}), "x");
  EXPECT_EQ(text_at(json, {"a", "b"}), "");
  EXPECT_TRUE(truth_at(json, {"a", "d"}));
  EXPECT_FALSE(truth_at(json, {"x", "d"}));
  EXPECT_EQ(written(Json("\xff\n")), "\"\xEF\xBF\xBD\\n\"");
}

}  // namespace
}  // namespace verifull::lsp
