#include "edit/edit_set.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "edit/comment_edit.h"
#include "edit/dockerfile_edit.h"
#include "edit/env_edit.h"
#include "edit/ruby_edit.h"
#include "edit/url_edit.h"

namespace verifull::edit {
namespace {

// The bytes of the first `part` in `text`.
base::Span span_of(std::string_view text, std::string_view part) {
  auto begin = static_cast<std::uint32_t>(text.find(part));
  return {0, begin, begin + static_cast<std::uint32_t>(part.size())};
}

std::string made(std::string_view text, const Outcome& outcome) {
  if (!outcome) return "cannot: " + outcome.why;
  return applied(text, 0, {*outcome.edit});
}

TEST(EditSet, RefusesWhatOverlaps) {
  EditSet set;
  EXPECT_TRUE(set.add({{0, 4, 6}, "x"}));
  EXPECT_TRUE(set.add({{0, 4, 6}, "x"}));
  EXPECT_FALSE(set.add({{0, 4, 6}, "y"}));
  EXPECT_FALSE(set.add({{0, 5, 7}, "y"}));
  EXPECT_FALSE(set.add({{0, 5, 5}, "y"}));
  EXPECT_TRUE(set.add({{0, 6, 6}, "w"}));
  EXPECT_TRUE(set.add({{1, 5, 7}, "y"}));
  EXPECT_TRUE(set.add({{0, 0, 1}, "z"}));
  EXPECT_TRUE(set.add({{0, 2, 2}, "m"}));
  EXPECT_TRUE(set.add({{0, 2, 2}, "n"}));
  EXPECT_TRUE(set.add({{0, 2, 2}, "n"}));
  EXPECT_EQ(applied("0123456789", 0, set.edits()), "z1mn23xw6789");
  EXPECT_EQ(applied("0123456789", 1, set.edits()), "01234y789");
}

TEST(UrlEdit, ChangesOneParameter) {
  constexpr std::string_view kUrl = "postgres://u:p@h/d?a=1&sslmode=require&b=2";
  base::Span mode = span_of(kUrl, "sslmode=require");
  EXPECT_EQ(made(kUrl, set_parameter(kUrl, mode, "a/b c")),
            "postgres://u:p@h/d?a=1&sslmode=a/b%20c&b=2");
  EXPECT_EQ(made(kUrl, rename_parameter(kUrl, mode, "x")),
            "postgres://u:p@h/d?a=1&x=require&b=2");
  EXPECT_EQ(made(kUrl, remove_parameter(kUrl, mode)), "postgres://u:p@h/d?a=1&b=2");
  EXPECT_EQ(made(kUrl, remove_parameter(kUrl, span_of(kUrl, "b=2"))),
            "postgres://u:p@h/d?a=1&sslmode=require");
  constexpr std::string_view kAlone = "postgres://h/d?sslmode=require";
  EXPECT_EQ(made(kAlone, remove_parameter(kAlone, span_of(kAlone, "sslmode=require"))),
            "postgres://h/d");
  EXPECT_EQ(made(kAlone, remove_parameter(kAlone, span_of(kAlone, "h/d"))),
            "cannot: this is no query parameter");
}

std::string present(std::string_view tag) {
  return made(tag, add_presence(tag, {0, 0, static_cast<std::uint32_t>(tag.size())},
                                "verify-full"));
}

TEST(RubyEdit, GivesAVariableAFallback) {
  EXPECT_EQ(present("<%= ENV[\"A\"] %>"), "<%= ENV[\"A\"].presence || \"verify-full\" %>");
  EXPECT_EQ(present("<%=ENV['A']%>"), "<%=ENV['A'].presence || 'verify-full'%>");
  EXPECT_EQ(present("<%= ENV['A'] || 'b' %>"), "<%= ENV['A'].presence || 'b' %>");
  EXPECT_EQ(present("<%= ENV.fetch('A', 'b') %>"), "<%= ENV['A'].presence || 'b' %>");
  EXPECT_EQ(present("<%= ENV.fetch('A') { 'b' } %>"), "<%= ENV['A'].presence || 'b' %>");
  EXPECT_EQ(present("<%= ENV.fetch 'A', 'b' %>"), "<%= ENV['A'].presence || 'b' %>");
  for (std::string_view tag : {"<%= ENV.fetch('A') %>", "<%= ENV['A'] ? 'b' : 'c' %>",
                               "<%= ENV['A' + x] %>", "<%= f(ENV['A']) %>"}) {
    EXPECT_EQ(present(tag), "cannot: the tag does more than read a variable") << tag;
  }
  EXPECT_EQ(present("ENV['A']"), "cannot: the value is no output tag");
}

TEST(RubyEdit, ReplacesALiteral) {
  constexpr std::string_view kTag = "<%= ENV.fetch('A', 'require') %>";
  EXPECT_EQ(made(kTag, set_literal(kTag, span_of(kTag, "'require'"), "verify-full")),
            "<%= ENV.fetch('A', 'verify-full') %>");
}

std::string quoted(std::string_view text, std::string_view value) {
  EditSet set;
  for (const Edit& edit : quote_line_value(text, span_of(text, value))) set.add(edit);
  return set.edits().empty() ? "cannot" : applied(text, 0, set.edits());
}

TEST(EnvEdit, QuotesTheWholeValue) {
  EXPECT_EQ(quoted("A=b$c#d\nE=f\n", "b$c"), "A='b$c#d'\nE=f\n");
  EXPECT_EQ(quoted("A=\"b$c\"\r\n", "\"b$c\""), "A='b$c'\r\n");
  EXPECT_EQ(quoted("NAME = b$c # d\n", " b$c"), "NAME = 'b$c' # d\n");
  EXPECT_EQ(quoted("NAME=\"b$c # d\"\n", "NAME"), "NAME='b$c # d'\n");
  EXPECT_EQ(quoted("NAME=b$c#d\n", "NAME"), "NAME='b$c#d'\n");
  EXPECT_EQ(quoted("A=it's\n", "it"), "cannot");
  EXPECT_EQ(quoted("A='b$c'\n", "'b$c'"), "cannot");
}

TEST(EnvEdit, ReplacesAValue) {
  constexpr std::string_view kText = "A=require\nB=\"$C\"\n";
  EXPECT_EQ(made(kText, set_env_value(kText, span_of(kText, "require"), "x y")),
            "A=\"x y\"\nB=\"$C\"\n");
  EXPECT_EQ(made(kText, set_env_value(kText, span_of(kText, "\"$C\""), "x")),
            "cannot: the value is made of other variables");
}

TEST(DockerfileEdit, SetsAFlag) {
  constexpr std::string_view kText = "FROM a\nADD --chmod=0600 u /p\nCOPY b c\n";
  EXPECT_EQ(made(kText, set_flag(kText, span_of(kText, "ADD"), "chmod", "0644")),
            "FROM a\nADD --chmod=0644 u /p\nCOPY b c\n");
  EXPECT_EQ(made(kText, set_flag(kText, span_of(kText, "b c"), "chmod", "0644")),
            "FROM a\nADD --chmod=0600 u /p\nCOPY --chmod=0644 b c\n");
  EXPECT_EQ(made(kText, set_flag(kText, span_of(kText, "FROM"), "chmod", "0644")),
            "cannot: it has no such flag");
}

TEST(DockerfileEdit, InsertsBehindAnInstruction) {
  constexpr std::string_view kText = "FROM a\r\nRUN b \\\r\n  c\r\nUSER d\r\n";
  EXPECT_EQ(made(kText, insert_instruction(kText, span_of(kText, "RUN"), "ADD x y")),
            "FROM a\r\nRUN b \\\r\n  c\r\nADD x y\r\nUSER d\r\n");
  EXPECT_EQ(made(kText, insert_instruction(kText, span_of(kText, "RUN"), "ADD x\nRUN y")),
            "cannot: an instruction has one line");
  constexpr std::string_view kHeredoc = "FROM a\nCOPY <<E /b\nx\nE\nUSER d";
  EXPECT_EQ(made(kHeredoc, insert_instruction(kHeredoc, span_of(kHeredoc, "COPY"), "ADD x y")),
            "FROM a\nCOPY <<E /b\nx\nE\nADD x y\nUSER d");
  EXPECT_EQ(made(kHeredoc, insert_instruction(kHeredoc, span_of(kHeredoc, "USER"), "ADD x y")),
            std::string(kHeredoc) + "\nADD x y");
}

TEST(DockerfileEdit, InsertsALineOfAList) {
  constexpr std::string_view kText = "*.pem\r\n/log\r\n";
  EXPECT_EQ(made(kText, insert_line(kText, span_of(kText, "*.pem"), "!a.pem")),
            "*.pem\r\n!a.pem\r\n/log\r\n");
  EXPECT_EQ(made("*.pem", insert_line("*.pem", {0, 0, 5}, "!a.pem")), "*.pem\n!a.pem");
}

TEST(RubyEdit, ReplacesAPathOfTheApp) {
  auto replaced = [](std::string_view text) {
    auto size = static_cast<std::uint32_t>(text.size());
    return made(text, replace_app_path(text, {0, 0, size}, "/certs/ca.pem"));
  };
  EXPECT_EQ(replaced("<%= Rails.root.join(\"config/ca.pem\") %>"), "/certs/ca.pem");
  EXPECT_EQ(replaced("<%= Rails.root.join('config', 'ca.pem').to_s %>"), "/certs/ca.pem");
  for (std::string_view other : {"<%= ENV[\"X\"] %>", "<%= Rails.root.join(\"#{x}\") %>",
                                 "<%= Rails.root.join(x) %>", "<%= Rails.root.join(\"a\") || b(\"c\") %>"}) {
    EXPECT_EQ(replaced(other), "cannot: the value comes from Ruby code") << other;
  }
}

TEST(DockerfileEdit, ReplacesAWord) {
  constexpr std::string_view kText = "ADD https://h/old.pem $X/p\n";
  EXPECT_EQ(made(kText, set_word(kText, span_of(kText, "https://h/old.pem"), "https://h/n.pem")),
            "ADD https://h/n.pem $X/p\n");
  EXPECT_EQ(made(kText, set_word(kText, span_of(kText, "$X/p"), "/p")),
            "cannot: the word is made of more than its letters");
}

TEST(CommentEdit, RemovesWhatIsOurs) {
  constexpr std::string_view kText = "a: 1 # verifull: ignore[x]\n  # verifull: ignore[y, z]\nb: 2";
  EXPECT_EQ(made(kText, remove_comment(kText, span_of(kText, "verifull: ignore[x]"))),
            "a: 1\n  # verifull: ignore[y, z]\nb: 2");
  EXPECT_EQ(made(kText, remove_comment(kText, span_of(kText, "verifull: ignore[y, z]"))),
            "a: 1 # verifull: ignore[x]\nb: 2");
  EXPECT_EQ(made(kText, remove_listed(kText, span_of(kText, "y"))),
            "a: 1 # verifull: ignore[x]\n  # verifull: ignore[z]\nb: 2");
  EXPECT_EQ(made(kText, remove_listed(kText, span_of(kText, "z"))),
            "a: 1 # verifull: ignore[x]\n  # verifull: ignore[y]\nb: 2");
  constexpr std::string_view kOther = "a: 1 # why verifull: ignore[x]\n";
  EXPECT_EQ(made(kOther, remove_comment(kOther, span_of(kOther, "verifull: ignore[x]"))),
            "a: 1 # why\n");
}

}  // namespace
}  // namespace verifull::edit
