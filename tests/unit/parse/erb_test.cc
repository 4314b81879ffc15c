#include "parse/erb.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "../../support/ruby_dump.h"
#include "parse/erb_source.h"

namespace verifull::parse {
namespace {

std::string parsed(std::string_view text) {
  ErbProgram result = parse_erb(text, 0);
  if (!result.error) return tests::dump_ruby(result.program);
  static constexpr std::string_view kKinds[] = {"syntax", "unsupported", "deep"};
  return std::string(kKinds[static_cast<std::size_t>(result.error->kind)]) + ": " +
         result.error->message;
}

// The left sides are what `ERB.new(text).src` gives in Ruby 3.1, without the
// coding comment.
TEST(Erb, CompilesAsErbDoes) {
  struct Row {
    std::string_view text;
    std::string_view code;
  };
  static constexpr Row kRows[] = {
      {"", "_erbout = +''; _erbout"},
      {"a\n\nb", "_erbout = +''; _erbout.<< \"a\\n\\nb\".freeze\n\n; _erbout"},
      {"a: <%= x %>\n",
       "_erbout = +''; _erbout.<< \"a: \".freeze; _erbout.<<(( x ).to_s); _erbout.<< "
       "\"\\n\".freeze\n; _erbout"},
      {"<% x\n%>z", "_erbout = +'';  x\n_erbout.<< \"z\".freeze; _erbout"},
      {"<% x\r\n%>", "_erbout = +'';  x\n_erbout"},
      {"<%# c\n %>z", "_erbout = +''; _erbout.<< \"z\".freeze; _erbout"},
      {"a<%% b %>c", "_erbout = +''; _erbout.<< \"a<% b %>c\".freeze; _erbout"},
      {"<% a %%> b %>", "_erbout = +'';  a %> b ; _erbout"},
      {"a <% b", "_erbout = +''; _erbout.<< \"a \".freeze; _erbout.<< \" b\".freeze; _erbout"},
      {"<%= a %%> b", "_erbout = +''; _erbout.<< \" a %> b\".freeze; _erbout"},
      {"<%%\n<% a %>", "_erbout = +''; _erbout.<< \"<%\\n\".freeze\n;  a ; _erbout"},
      {"\"\\#{x} # $\xC3\xA9\t\x1b\x01",
       "_erbout = +''; _erbout.<< \"\\\"\\\\\\#{x} # $\\xC3\\xA9\\t\\e\\x01\".freeze; _erbout"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(compile_erb(row.text).code, row.code);
  }
}

TEST(Erb, ReadsTemplatesAsRubyDoes) {
  struct Row {
    std::string_view text;
    std::string_view tree;
  };
  static constexpr Row kRows[] = {
      {"", "(seq)"},
      {"a\n", "(seq (text \"a\\n\"))"},
      {"a: <%= x %>\n", "(seq (text \"a: \") (out (call _ x)) (text \"\\n\"))"},
      {"<%=x%>", "(seq (out (call _ x)))"},
      {"<%= %>", "(seq (out nil))"},
      {"<%= a; b %>", "(seq (out (seq (call _ a) (call _ b))))"},
      {"<%= foo 1, 2 %>", "(seq (out (call _ foo 1 2)))"},
      {"<%= ENV['A'] or 'b' %>", "(seq (out (or (call ENV [] \"A\") \"b\")))"},
      {"<% if a %>\nb\n<% else %>c<% end %>",
       "(seq (if (call _ a) (text \"\\nb\\n\") (text \"c\")))"},
      {"<% x = 1 %><%= x %>", "(seq (assign x 1) (out x))"},
      {"<% a.each do |k, v| %><%= k %>: <%= v %>\n<% end %>",
       "(seq (call (call _ a) each (block |k v| (seq (out k) (text \": \") (out v) "
       "(text \"\\n\")))))"},
      {"<% else_ = 1; y = 2 %>", "(seq (assign else_ 1) (assign y 2))"},
      {"a<%% b", "(seq (text \"a<%\") (text \" b\"))"},
      {"a <% b", "(seq (text \"a \") (text \" b\"))"},
      {"<%# c %>z", "(seq (text \"z\"))"},
      {"<%- x = 1 %>", "(seq (call (assign x 1) -@))"},
      // A comment goes on to the next newline of the program, not of the tag.
      {"<% x # c %>lost <%= y %>\nlost too\n<%= z %>", "(seq (call _ x) (out (call _ z)))"},
      {"<% x = [1, # c\n 2] %>z", "(seq (assign x (array 1 2)) (text \"z\"))"},
      // Behind a newline that ends a tag the text is the next line of the code.
      {"<% x =\n%>z", "(seq (assign x (text \"z\")))"},
      {"<% x = <<~A\n  b\nA\n%>z", "(seq (assign x \"b\\n\") (text \"z\"))"},
      {"<% x = ( %>z<% ) %>", "(seq (assign x (text \"z\")))"},
      {"<% 1\n%><% .foo %>", "(seq (call 1 foo))"},
      {"\xEF\xBB\xBF"
       "a",
       "(seq (text \"\\xEF\\xBB\\xBFa\"))"},

      {"<%= x # c %>\n", "syntax: unexpected the end of the template"},
      {"<%= x -%>", "syntax: unexpected the end of the output tag"},
      {"<% x -%>", "syntax: unexpected `;`"},
      {"<%== x %>", "syntax: unexpected `=`"},
      {"<% case x %>\n<% when 1 %>a<% end %>", "syntax: unexpected text of the template"},
      {"<% case x\n when 1 %>a<% end %>", "(seq (case (call _ x) (when 1 (text \"a\")) _))"},
      {"<%= \"a %> b\" %>\n", "syntax: unexpected a name"},
      {"<% if a %>", "syntax: unexpected the end of the template"},
      {"<% end %>", "syntax: unexpected `end`"},
      {"<%= foo do %>a<% end %>", "syntax: unexpected the end of the output tag"},
      {"<%= a, b %>", "syntax: unexpected the end of the output tag"},
      {"<%= x) + (y %>", "unsupported: a parenthesis runs over the start of the output tag"},
      {"<%= foo( %>", "syntax: unexpected the end of the output tag"},
      {"<%= (foo %>", "syntax: unexpected the end of the output tag"},
      {"a <% 5 # c %>", "unsupported: a comment hides the end of the template"},
      {"<% _erbout << 'x' %>", "unsupported: the template uses ERB's own variable _erbout"},
      {"<% foo.\n%>z", "unsupported: a call runs over the end of its tag"},
      {"<%# coding: ascii %>", "unsupported: a magic comment asks for another encoding"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(parsed(row.text), row.tree);
  }
}

TEST(Erb, SpansAreOfTheTemplate) {
  static constexpr std::string_view kText =
      "a: <%= ENV['A'] %>\nb: 1 <%% c\n<% if x('%%>') %>d<% end %>\n";
  ErbProgram result = parse_erb(kText, 7);
  ASSERT_FALSE(result.error);
  std::string found;
  for (const RubyNode& node : result.program.nodes) {
    EXPECT_EQ(node.span.file, 7U);
    std::string_view text = kText.substr(node.span.begin, node.span.size());
    EXPECT_TRUE(node.kind != RubyKind::kErbText || node.text == text);
    found += std::string(tests::kind_name(node.kind)) + "=" + tests::quoted_text(text) + " ";
  }
  EXPECT_EQ(found,
            "text=\"a: \" const=\"ENV\" string=\"'A'\" call=\"ENV['A']\" "
            "out=\"<%= ENV['A'] %>\" text=\"\\nb: 1 <%\" text=\" c\\n\" string=\"'%%>'\" "
            "call=\"x('%%>')\" text=\"d\" if=\"if x('%%>') %>d<% end\" text=\"\\n\" "
            "seq=\"a: <%= ENV['A'] %>\\nb: 1 <%% c\\n<% if x('%%>') %>d<% end %>\\n\" ");
}

TEST(Erb, PlacesErrorsInTheTemplate) {
  struct Row {
    std::string_view text;
    std::string_view place;
  };
  static constexpr Row kRows[] = {
      {"a <%= x) %> b", ")"},
      {"a\n<%= b + %> c", "%>"},
      {"a\n<% b %>\n<% end %>", "end"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    ErbProgram result = parse_erb(row.text, 0);
    ASSERT_TRUE(result.error);
    const base::Span& span = result.error->span;
    EXPECT_EQ(row.text.substr(span.begin, span.size()), row.place);
  }
}

TEST(Erb, EndsQuicklyOnHostileTemplates) {
  auto repeated = [](std::string_view part) {
    std::string text;
    while (text.size() < 1'000'000) text += part;
    return text;
  };
  EXPECT_EQ(parsed(repeated("<% if a %>")), "deep: the code is nested too deeply");
  EXPECT_FALSE(parse_erb(repeated("text \"quoted\"\n"), 0).error);
  EXPECT_FALSE(parse_erb(repeated("<%= a %>"), 0).error);
  EXPECT_FALSE(parse_erb(repeated("<%%"), 0).error);
  EXPECT_FALSE(parse_erb(repeated("<%# a %>"), 0).error);
}

}  // namespace
}  // namespace verifull::parse
