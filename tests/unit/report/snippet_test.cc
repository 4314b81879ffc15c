#include "report/snippet.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/analysis.h"

namespace verifull::report {
namespace {

struct TestMark {
  std::uint32_t begin;
  std::uint32_t end;
  std::string_view text;
  bool primary;
};

struct Case {
  std::string_view what;
  std::string_view source;
  std::vector<TestMark> marks;
  std::string_view expected;
  std::size_t width = 80;
  bool unicode = true;
};

std::string drawn(const Case& each) {
  engine::Analysis analysis;
  base::FileId file =
      analysis.sources.add("a.yml", source::FileKind::kDatabaseConfig, std::string(each.source));
  Redactor redactor(analysis);
  Terminal terminal;
  terminal.width = each.width;
  terminal.unicode = each.unicode;
  std::vector<Mark> marks;
  for (const TestMark& mark : each.marks) {
    marks.push_back({{file, mark.begin, mark.end}, std::string(mark.text), mark.primary});
  }
  return draw({analysis.sources, redactor, terminal, check::Severity::kError}, marks);
}

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases = {
      {"one mark",
       "a: b\n",
       {{3, 4, "here", true}},
       " --> a.yml:1:4\n  |\n1 | a: b\n  |    ^ here\n  |\n"},
      {"two on one line, the right one said behind",
       "aa: bb\n",
       {{4, 6, "value", true}, {0, 2, "key", false}},
       "1 | aa: bb\n  | --  ^^ value\n  | |\n  | key\n"},
      {"primary inside of a label",
       "aa: bb\n",
       {{4, 6, "value", true}, {0, 6, "pair", false}},
       "1 | aa: bb\n  | ----^^ value\n  | |\n  | pair\n"},
      {"three, texts from right to left",
       "a b c\n",
       {{0, 1, "x", false}, {2, 3, "y", true}, {4, 5, "z", false}},
       "1 | a b c\n  | - ^ - z\n  | | |\n  | | y\n  | x\n"},
      {"same place twice",
       "abc\n",
       {{0, 3, "one", true}, {0, 3, "two", false}},
       "1 | abc\n  | ^^^ two\n  | |\n  | one\n"},
      {"one line between is shown",
       "a\nb\nc\n",
       {{0, 1, "", false}, {4, 5, "", true}},
       "1 | a\n  | -\n2 | b\n3 | c\n  | ^\n"},
      {"more are left out",
       "a\nb\nc\nd\ne\n",
       {{0, 1, "", false}, {8, 9, "", true}},
       "1 | a\n  | -\n...\n5 | e\n  | ^\n"},
      {"several lines: the first",
       "ab\ncd\n",
       {{1, 4, "x", true}},
       "1 | ab\n  |  ^\xE2\x80\xA6 x\n"},
      {"several lines in ASCII", "ab\ncd\n", {{1, 4, "", true}}, "1 | ab\n  |  ^...\n", 80, false},
      {"empty", "ab\n", {{1, 1, "x", true}}, "1 | ab\n  |  ^ x\n"},
      {"end of line", "ab\n", {{2, 2, "x", true}}, "1 | ab\n  |   ^ x\n"},
      {"end of file", "ab", {{2, 2, "x", true}}, "1 | ab\n  |   ^ x\n"},
      {"empty file", "", {{0, 0, "x", true}}, "1 |\n  | ^ x\n"},
      {"past the end of the file", "ab\n", {{9, 12, "x", true}}, "2 |\n  | ^ x\n"},
      {"tab", "\ta\n", {{1, 2, "", true}}, "1 |     a\n  |     ^\n"},
      {"CRLF", "a: b\r\nc\r\n", {{3, 4, "", true}}, "1 | a: b\n  |    ^\n"},
      {"byte-order mark",
       "\xEF\xBB\xBF"
       "a: b\n",
       {{6, 7, "", true}},
       "1 | a: b\n  |    ^\n"},
      {"wide", "\xE6\xBC\xA2: b\n", {{5, 6, "", true}}, "1 | \xE6\xBC\xA2: b\n  |     ^\n"},
      {"wide marked", "\xE6\xBC\xA2\n", {{0, 3, "", true}}, "1 | \xE6\xBC\xA2\n  | ^^\n"},
      {"control character", "\x1b[1m b\n", {{5, 6, "", true}}, "1 | \\x1B[1m b\n  |         ^\n"},
      {"runner command",
       "##[error] b\n",
       {{10, 11, "", true}},
       "1 | ##\\x5Berror] b\n  |              ^\n"},
      {"malformed", "\xFF b\n", {{2, 3, "", true}}, "1 | \\xFF b\n  |      ^\n"},
      {"behind a secret",
       "u: postgres://a:hunter2@h/d\n",
       {{24, 25, "host", true}},
       "1 | u: postgres://a:[redacted]@h/d\n  |                            ^ host\n"},
      {"part of a secret is all of it",
       "password: hunter2\n",
       {{12, 14, "", true}},
       "1 | password: [redacted]\n  |           ^^^^^^^^^^\n"},
      {"long line, cut on both sides",
       "0123456789012345678901234567890123456789X123456789012345678901234567890123456789\n",
       {{40, 41, "x", true}},
       "1 | \xE2\x80\xA6"
       "890123456789X1234567890123456789012\xE2\x80\xA6\n"
       "  |              ^ x\n",
       41},
      {"long line, end",
       "0123456789012345678901234567890123456789012345678901234567890123456789X\n",
       {{70, 71, "x", true}},
       "1 | \xE2\x80\xA6"
       "789012345678901234567890123456789X\n"
       "  |                                   ^\n"
       "  |                                   |\n"
       "  |                                   x\n",
       40},
      {"long line, beginning",
       "X12345678901234567890123456789012345678901234567890123456789\n",
       {{0, 1, "x", true}},
       "1 | X123456789012345678901234567890...\n  | ^ x\n",
       41,
       false},
  };
  return kCases;
}

// Without the head, which the first case shows.
TEST(Snippet, Drawings) {
  for (const Case& each : cases()) {
    SCOPED_TRACE(each.what);
    std::string text = drawn(each);
    if (!each.expected.starts_with(" -->")) {
      text = text.substr(text.find("|\n") + 2);
      text = text.substr(0, text.rfind("  |\n"));
    }
    EXPECT_EQ(text, each.expected);
  }
}

TEST(Snippet, EveryFileIsABlock) {
  engine::Analysis analysis;
  base::FileId a = analysis.sources.add("a.yml", source::FileKind::kDatabaseConfig, "x: y\n");
  base::FileId b =
      analysis.sources.add(".env", source::FileKind::kDotenv, "1\n2\n3\n4\n5\n6\n7\n8\n9\nX=y\n");
  Redactor redactor(analysis);
  Terminal terminal;
  std::string text = draw({analysis.sources, redactor, terminal, check::Severity::kError},
                          {{{b, 18, 19}, "given", false}, {{a, 3, 4}, "read", true}});
  EXPECT_EQ(text,
            "  --> a.yml:1:4\n"
            "   |\n"
            " 1 | x: y\n"
            "   |    ^ read\n"
            "   |\n"
            "  ::: .env:10\n"
            "   |\n"
            "10 | X=y\n"
            "   | - given\n"
            "   |\n");
}

}  // namespace
}  // namespace verifull::report
