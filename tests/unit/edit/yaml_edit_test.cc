#include "edit/yaml_edit.h"

#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "edit/edit_set.h"
#include "edit/erb_tags.h"
#include "edit/scalar_text.h"
#include "edit/yaml_document.h"

namespace verifull::edit {
namespace {

std::string made(std::string_view text, const Outcome& outcome) {
  if (!outcome) return "cannot: " + outcome.why;
  return applied(text, 0, {*outcome.edit});
}

// The place of the key `name` at its first appearance.
std::optional<PairPlace> place_of(const YamlDocument& document, std::string_view name) {
  std::size_t at = document.text().find(std::string(name) + ":");
  if (at == std::string_view::npos) return std::nullopt;
  auto begin = static_cast<std::uint32_t>(at);
  return document.pair_with_key({0, begin, begin + static_cast<std::uint32_t>(name.size())});
}

constexpr std::string_view kBehind[] = {"host"};

std::string inserted(std::string_view text, std::string_view value = "verify-full") {
  YamlDocument document(text, 0);
  if (!document.ok()) return "no YAML";
  std::optional<PairPlace> place = place_of(document, "production");
  if (!place) return "no production";
  return made(text, insert_pair(document, document.mapping_of(*place), "sslmode", value, kBehind));
}

TEST(YamlEdit, InsertsBehindTheSiblingInItsManner) {
  EXPECT_EQ(inserted("production:\n  host: a\n  port: 1\n"),
            "production:\n  host: a\n  sslmode: verify-full\n  port: 1\n");
  EXPECT_EQ(inserted("production:\r\n  host: a # x\r\n"),
            "production:\r\n  host: a # x\r\n  sslmode: verify-full\r\n");
  EXPECT_EQ(inserted("production:\n    \"host\": 'a'"),
            "production:\n    \"host\": 'a'\n    \"sslmode\": 'verify-full'");
  EXPECT_EQ(inserted("production: { host: a, port: 1 }\n"),
            "production: { host: a, sslmode: verify-full, port: 1 }\n");
  EXPECT_EQ(inserted("production:\n  adapter:  x\n  host:     a\n"),
            "production:\n  adapter:  x\n  host:     a\n  sslmode:  verify-full\n");
  EXPECT_EQ(inserted("production:\n  host: a\n", "a b"),
            "production:\n  host: a\n  sslmode: \"a b\"\n");
}

TEST(YamlEdit, InsertsBehindMergeKeysAndBeforeCode) {
  EXPECT_EQ(inserted("d: &d\n  a: 1\nproduction:\n  host: a\n  <<: *d\n"),
            "d: &d\n  a: 1\nproduction:\n  host: a\n  <<: *d\n  sslmode: verify-full\n");
  EXPECT_EQ(inserted("production:\n  a: b\n<% if x %>\n  host: a\n<% end %>\n"),
            "production:\n  a: b\n  sslmode: verify-full\n<% if x %>\n  host: a\n<% end %>\n");
  EXPECT_EQ(inserted("production:\n<% if x %>\n  host: a\n<% end %>\n"),
            "production:\n<% if x %>\n  host: a\n  sslmode: verify-full\n<% end %>\n");
  EXPECT_EQ(inserted("production:\n<% if x %>\n  host: a\n<% end %>\n  port: 1\n"),
            "cannot: Ruby code decides what is in this mapping");
  EXPECT_EQ(inserted("production:\n  host: <%= ENV[\"A: b\"] %>\n  v:\n    a: b\n"),
            "production:\n  host: <%= ENV[\"A: b\"] %>\n  sslmode: verify-full\n  v:\n    a: b\n");
  EXPECT_EQ(inserted("production:\n  url: x\n  v:\n    a: b\n"),
            "production:\n  url: x\n  sslmode: verify-full\n  v:\n    a: b\n");
}

std::string with_value(std::string_view text, std::string_view key, std::string_view value) {
  YamlDocument document(text, 0);
  std::optional<PairPlace> place = place_of(document, key);
  return place ? made(text, set_value(document, *place, value)) : "no place";
}

TEST(YamlEdit, ReplacesAValueInItsQuotes) {
  EXPECT_EQ(with_value("a: b # c\n", "a", "x"), "a: x # c\n");
  EXPECT_EQ(with_value("a: 'b'\n", "a", "it's"), "a: 'it''s'\n");
  EXPECT_EQ(with_value("a: \"b\"\n", "a", "x\"y"), "a: \"x\\\"y\"\n");
  EXPECT_EQ(with_value("a: &m b\nc: *m\n", "a", "x"), "a: &m x\nc: *m\n");
  EXPECT_EQ(with_value("a:\n", "a", "x"), "a: x\n");
  EXPECT_EQ(with_value("a: b\n", "a", "off"), "a: \"off\"\n");
  EXPECT_EQ(with_value("a: 'b'\n", "a", "<%= c %>"), "a: <%= c %>\n");
  EXPECT_EQ(with_value("a: <%= b %>\n", "a", "x"), "cannot: the value comes from Ruby code");
  EXPECT_EQ(with_value("a: !!str b\n", "a", "x"), "cannot: the value has a tag");
  EXPECT_EQ(with_value("a: |\n  b\n", "a", "x"), "cannot: the value is a block of lines");
  EXPECT_EQ(with_value("a: [b]\n", "a", "x"), "cannot: the value is no scalar");
}

std::string without(std::string_view text, std::string_view key) {
  YamlDocument document(text, 0);
  std::optional<PairPlace> place = place_of(document, key);
  return place ? made(text, remove_pair(document, *place)) : "no place";
}

TEST(YamlEdit, RemovesAPairWithItsLines) {
  EXPECT_EQ(without("a: 1\nb: 2 # two\nc: 3\n", "b"), "a: 1\nc: 3\n");
  EXPECT_EQ(without("a: 1\r\nb: 2", "b"), "a: 1");
  EXPECT_EQ(without("a: 1\nb:\n  - x\n  - y\nc: 3\n", "b"), "a: 1\nc: 3\n");
  EXPECT_EQ(without("{a: 1, b: 2, c: 3}\n", "b"), "{a: 1, c: 3}\n");
  EXPECT_EQ(without("{a: 1, b: 2}\n", "b"), "{a: 1}\n");
  EXPECT_EQ(without("a: 1\n", "a"), "cannot: nothing would be left of the mapping");
  EXPECT_EQ(without("a: &x 1\nb: *x\n", "a"),
            "cannot: the value is used elsewhere by its anchor");
  EXPECT_EQ(without("a: 1\n<% if x %>\nb: 2\n<% end %>\nc: 3\n", "c"),
            "cannot: Ruby code decides what is in this mapping");
}

TEST(YamlEdit, RenamesAKeyInItsQuotes) {
  std::string_view text = "\"a\": 1\nb: 2\n:c: 3\n";
  YamlDocument document(text, 0);
  EXPECT_EQ(made(text, rename_key(document, {document.tree().root, 0}, "x")),
            "\"x\": 1\nb: 2\n:c: 3\n");
  EXPECT_EQ(made(text, rename_key(document, {document.tree().root, 1}, "x")),
            "\"a\": 1\nx: 2\n:c: 3\n");
  EXPECT_EQ(made(text, rename_key(document, {document.tree().root, 2}, "x")),
            "\"a\": 1\nb: 2\n:x: 3\n");
}

TEST(ErbTags, BecomeWordsBlanksAndComments) {
  auto plain = [](std::string_view text) { return without_tags(text, erb_tags(text)); };
  EXPECT_EQ(plain("a: <%= b %>\n"), "a: xxxxxxxx\n");
  EXPECT_EQ(plain("<% b %>c"), "       c");
  EXPECT_EQ(plain(" <%= b\n %>\nc"), " #xxxxxxxx\nc");
  EXPECT_EQ(plain("a <%% b"), "a <%% b");
  EXPECT_EQ(plain("a <%= '%%>' %> b"), "a xxxxxxxxxxxx b");
  EXPECT_EQ(plain("a <%= b"), "a xxxxx");
}

TEST(YamlDocument, KnowsWhoUsesAMapping) {
  YamlDocument document("d: &d\n  a: 1\ne:\n  <<: *d\nf:\n  <<: [*d]\ng: *d\n", 0);
  ASSERT_TRUE(document.ok());
  std::optional<PairPlace> holder = place_of(document, "d");
  ASSERT_TRUE(holder);
  EXPECT_EQ(document.users_of(document.mapping_of(*holder)).size(), 4U);
}

TEST(ScalarText, WritesWhatIsReadBack) {
  EXPECT_EQ(yaml_scalar("verify-full", 0), "verify-full");
  EXPECT_EQ(yaml_scalar("/etc/a b", 0), "\"/etc/a b\"");
  EXPECT_EQ(yaml_scalar("yes", 0), "\"yes\"");
  EXPECT_EQ(yaml_scalar("1", 0), "\"1\"");
  EXPECT_EQ(ruby_literal("'a'", "b").value_or("none"), "'b'");
  EXPECT_EQ(ruby_literal("\"#{a}\"", "b").value_or("none"), "none");
  EXPECT_EQ(ruby_literal("'a'", "b'").value_or("none"), "none");
  EXPECT_EQ(env_value("a", "b").value_or("none"), "b");
  EXPECT_EQ(env_value("'a'", "b").value_or("none"), "'b'");
  EXPECT_EQ(env_value("a", "b c").value_or("none"), "\"b c\"");
  EXPECT_EQ(env_value("a", "b$c").value_or("none"), "'b$c'");
  EXPECT_EQ(query_value("/a b&c"), "/a%20b%26c");
}

}  // namespace
}  // namespace verifull::edit
