#include "parse/ruby_parser.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "../../support/ruby_dump.h"

namespace verifull::parse {
namespace {

struct Row {
  std::string_view code;
  std::string_view tree;  // or "syntax: …", "unsupported: …", "deep: …"
};

std::string parsed(std::string_view code) {
  ErbSource source = plain_source(code);
  ParsedRuby result = parse_ruby(source, code, 0);
  if (!result.error) return tests::dump_ruby(result.program);
  static constexpr std::string_view kKinds[] = {"syntax", "unsupported", "deep"};
  return std::string(kKinds[static_cast<std::size_t>(result.error->kind)]) + ": " +
         result.error->message;
}

void expect_rows(const Row* begin, const Row* end) {
  for (const Row* row = begin; row != end; ++row) {
    SCOPED_TRACE(row->code);
    EXPECT_EQ(parsed(row->code), row->tree);
  }
}

template <std::size_t kSize>
void expect_rows(const Row (&rows)[kSize]) {
  expect_rows(rows, rows + kSize);
}

TEST(RubyParser, ReadsLiterals) {
  static constexpr Row kRows[] = {
      {"", "(seq)"},
      {"nil; true; false; self", "(seq nil true false self)"},
      {"1_000; 0x1F; 0b101; 0o17; 017; 0d9; -5; -0", "(seq 1000 31 5 15 15 9 -5 0)"},
      {"0xffffffffffffffffffff", "(seq 1208925819614629174706175)"},
      {"1.5e3; 1_0.2_5; 0.5", "(seq 1.5e3 10.25 0.5)"},
      {"'a\\'b\\\\c\\n'", "(seq \"a'b\\\\c\\\\n\")"},
      {"\"\\t\\s\\e\\0\\x41\\101\\u00e9\\u{41 42}\\q\"", R"((seq "\x09 \x1B\x00AA\xC3\xA9ABq"))"},
      {"\"a\\\nb\"", "(seq \"ab\")"},
      {"%q(a(b)c) + %Q[x] + %<y>", "(seq (call (call \"a(b)c\" + \"x\") + \"y\"))"},
      {"\"a\" 'b' \"c\"", "(seq \"abc\")"},
      {"\"a#{x}b\" \"#@i#$g\"", "(seq (string \"a\" (call _ x) \"b\" @i $g))"},
      {"\"#{}\"", "(seq (string nil))"},
      {"\"a # b #c\"", "(seq \"a # b #c\")"},
      {"%w[a b\\ c]; %i(d e); %W[a#{1}b c]; %w[]",
       "(seq (array \"a\" \"b c\") (array :\"d\" :\"e\") (array (string \"a\" 1 \"b\") \"c\") "
       "(array))"},
      {":a; :\"b c\"; :+; :[]=; :a?; :d=; :@i; :if",
       "(seq :\"a\" :\"b c\" :\"+\" :\"[]=\" :\"a?\" :\"d=\" :\"@i\" :\"if\")"},
      {":\"a#{1}\"", "(seq (symbol \"a\" 1))"},
      {"`id`; %x(ls #{x})", "(seq (xstr \"id\") (xstr \"ls \" (call _ x)))"},
      {"/a\\/b/i; %r{^postgres://}", "(seq (regexp i \"a/b\") (regexp \"^postgres://\"))"},
      {"?a", "(seq \"a\")"},
      {"[1, *a, b: 2]", "(seq (array 1 (splat * (call _ a)) (hash :\"b\" 2)))"},
      {"{a: 1, \"b\": 2, :c => 3, **d}",
       "(seq (hash :\"a\" 1 :\"b\" 2 :\"c\" 3 (splat ** (call _ d)) _))"},
      {"1..2; (1...); (..3)", "(seq (range .. 1 2) (range ... 1 _) (range .. _ 3))"},
      {"A; A::B; ::C", "(seq A A::B ::C)"},
      {"@a; @@b; $c; $0; $1; $PROGRAM_NAME", "(seq @a @@b $c $0 $1 $PROGRAM_NAME)"},
      {"__FILE__; __dir__", "(seq (call _ __FILE__) (call _ __dir__))"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, ReadsHeredocs) {
  static constexpr Row kRows[] = {
      {"x <<A, 1\nfoo\\n\nA\ny", "(seq (call _ x \"foo\\n\\n\" 1) (call _ y))"},
      {"<<~A\n  a\n    b\n\n  c\nA\n", "(seq \"a\\n  b\\n\\nc\\n\")"},
      {"<<-'A'\n #{x}\n  A\n", "(seq \" #{x}\\n\")"},
      {"foo(<<A, <<B)\na\nA\nb\nB\n", "(seq (call _ foo \"a\\n\" \"b\\n\"))"},
      {"<<~A.strip\n  a #{x} b\n   c\nA\n",
       "(seq (call (string \"a \" (call _ x) \" b\\n c\\n\") strip))"},
      {"x = 1; x <<A\nA", "(seq (assign x 1) (call x << A) A)"},
      {"<<A\nfoo", "syntax: the end of a heredoc is missing"},
      {"<<~A\n\ta\nA\n", "unsupported: the indentation of a heredoc is not understood"},
      {"<<~A\n  a\n  \nA\n", "unsupported: the indentation of a heredoc is not understood"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, KeepsPrecedence) {
  static constexpr Row kRows[] = {
      {"1 + 2 * 3 ** 2 ** x", "(seq (call 1 + (call 2 * (call 3 ** (call 2 ** (call _ x))))))"},
      {"-2 ** 2; -2.abs; -x ** 2",
       "(seq (call (call 2 ** 2) -@) (call -2 abs) (call (call (call _ x) ** 2) -@))"},
      {"!a == b", "(seq (call (not (call _ a)) == (call _ b)))"},
      {"not a == b", "(seq (not (call (call _ a) == (call _ b))))"},
      {"a || b && c", "(seq (or (call _ a) (and (call _ b) (call _ c))))"},
      {"a or b and c", "(seq (and (or (call _ a) (call _ b)) (call _ c)))"},
      {"a ? b : c ? d : e",
       "(seq (if (call _ a) (call _ b) (if (call _ c) (call _ d) (call _ e))))"},
      {"1 + x = 2 + 3", "(seq (call 1 + (assign x (call 2 + 3))))"},
      {"x = a rescue b", "(seq (assign x (rescuemod (call _ a) (call _ b))))"},
      {"x = a if b", "(seq (if (call _ b) (assign x (call _ a)) _))"},
      {"a if b unless c", "(seq (if (call _ c) _ (if (call _ b) (call _ a) _)))"},
      {"x = a or b", "(seq (or (assign x (call _ a)) (call _ b)))"},
      {"defined? a && b", "(seq (defined (and (call _ a) (call _ b))))"},
      {"a < b < c", "(seq (call (call (call _ a) < (call _ b)) < (call _ c)))"},
      {"a == b == c", "syntax: unexpected `==`"},
      {"1..2..3", "syntax: unexpected `..`"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, TellsVariablesFromCalls) {
  static constexpr Row kRows[] = {
      {"x -1", "(seq (call _ x -1))"},
      {"x = 1; x -1", "(seq (assign x 1) (call x - 1))"},
      {"x [1]", "(seq (call _ x (array 1)))"},
      {"x = 1; x [1]", "(seq (assign x 1) (call x [] 1))"},
      {"x /1/", "(seq (call _ x (regexp \"1\")))"},
      {"x = 1; x /1", "(seq (assign x 1) (call x / 1))"},
      {"x ?1:2", "syntax: unexpected `:`"},
      {"x = 1; x ?1:2", "(seq (assign x 1) (if x 1 2))"},
      {"x = x", "(seq (assign x x))"},
      {"a { |v| v }; v", "(seq (call _ a (block |v| v)) (call _ v))"},
      {"v = 1; a { v }", "(seq (assign v 1) (call _ a (block v)))"},
      {"v = 1; def a; v; end", "(seq (assign v 1) (definition def))"},
      {"x = 1 if false; x", "(seq (if false (assign x 1) _) x)"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, ReadsCalls) {
  static constexpr Row kRows[] = {
      {"ENV.fetch \"X\", 5", "(seq (call ENV fetch \"X\" 5))"},
      {"ENV.fetch(\"X\") { }", "(seq (call ENV fetch \"X\" (block _)))"},
      {"ENV[\"X\"]&.strip", "(seq (call& (call ENV [] \"X\") strip))"},
      {"a.b c.d e", "(seq (call (call _ a) b (call (call _ c) d (call _ e))))"},
      {"puts [1].map do |x| end", "(seq (call _ puts (call (array 1) map) (block |x| _)))"},
      {"puts [1].map { |x| }", "(seq (call _ puts (call (array 1) map (block |x| _))))"},
      {"a 1 do end.b", "(seq (call (call _ a 1 (block _)) b))"},
      {"foo(*a, **b, &c)",
       "(seq (call _ foo (splat * (call _ a)) (hash (splat ** (call _ b)) _) "
       "(splat & (call _ c))))"},
      {"a.map(&:to_s)", "(seq (call (call _ a) map (splat & :\"to_s\")))"},
      {"Integer(ENV.fetch 'A', 1)", "(seq (call _ Integer (call ENV fetch \"A\" 1)))"},
      {"foo (1) + 2", "(seq (call _ foo (call 1 + 2)))"},
      {"foo (1) { }", "(seq (call _ foo 1 (block _)))"},
      {"foo.()", "(seq (call (call _ foo) call))"},
      {"a\n  # c\n  .b\n  &.c", "(seq (call& (call (call _ a) b) c))"},
      {"a\n\n.b", "syntax: unexpected `.`"},
      {"A::b; A::B(1); A.b", "(seq (call A b) (call A B 1) (call A b))"},
      {"->(x) { x }.call 1; -> do end", "(seq (call (lambda |x| x) call 1) (lambda _))"},
      {"foo(1,); [1,]; foo(\n1\n)", "(seq (call _ foo 1) (array 1) (call _ foo 1))"},
      {"[foo 1]", "syntax: unexpected a number"},
      {"foo(a, b 1)", "syntax: unexpected a number"},
      {"foo a: 1, 2", "syntax: unexpected the end of the program"},
      {"foo(,)", "syntax: unexpected `,`"},
      {"foo 1 {}", "syntax: unexpected `{`"},
      {"foo(&b) {}", "syntax: a call has two blocks"},
      {"foo ()", "unsupported: empty parentheses behind a space are not understood"},
      {"{a:}", "unsupported: a key has no value"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, ReadsAssignments) {
  static constexpr Row kRows[] = {
      {"a.b = 1; a[1] = 2; A = 3; @i = 4; $g = 5",
       "(seq (assign (call (call _ a) b=) 1) (assign (call (call _ a) []= 1) 2) (assign A 3) "
       "(assign @i 4) (assign $g 5))"},
      {"a ||= 1; b[1] += 2; @c &&= 3",
       "(seq (op || a 1) (op + (call (call _ b) []= 1) 2) (op && @c 3))"},
      {"a, b = 1, 2", "(seq (massign a b (array 1 2)))"},
      {"a, *b, c.d = e", "(seq (massign a (splat * b) (call (call _ c) d=) (call _ e)))"},
      {"a, = b", "(seq (massign a (call _ b)))"},
      {"a = 1, *b", "(seq (assign a (array 1 (splat * (call _ b)))))"},
      {"a = b = foo 1", "(seq (assign a (assign b (call _ foo 1))))"},
      {"a = foo 1 and b", "syntax: unexpected `and`"},
      {"A ||= foo 1", "(seq (op || A (call _ foo 1)))"},
      {"::A ||= foo 1", "syntax: unexpected a number"},
      {"-5.a = 1", "(seq (assign (call -5 a=) 1))"},
      {"a = 1 rescue 2, 3", "syntax: unexpected `,`"},
      {"a = (1 rescue 2), 3", "(seq (assign a (array (rescuemod 1 2) 3)))"},
      {"*a, *b = c", "syntax: unexpected `*`"},
      {"(a, b\n) = 1", "unsupported: nested targets are not understood"},
      {"nil = 1", "syntax: this cannot be assigned to"},
      {"$1 = 1", "syntax: this cannot be assigned to"},
      {"foo? = 1", "syntax: unexpected `=`"},
      {"foo() = 1", "syntax: unexpected `=`"},
      {"a, b", "syntax: unexpected the end of the program"},
      {"a&.b, c = 1", "syntax: `&.` in a multiple assignment"},
      {"(a, b), c = 1", "unsupported: nested targets are not understood"},
      {"def x; A = 1; end", "syntax: dynamic constant assignment"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, ReadsControlFlow) {
  static constexpr Row kRows[] = {
      {"if a then b elsif c; d else e end",
       "(seq (if (call _ a) (call _ b) (if (call _ c) (call _ d) (call _ e))))"},
      {"unless a\nb\nend", "(seq (if (call _ a) _ (call _ b)))"},
      {"unless a; b; else c; end", "(seq (if (call _ a) (call _ c) (call _ b)))"},
      {"case a\nwhen 1, /b/ then c\nwhen *d\nelse e\nend",
       "(seq (case (call _ a) (when 1 (regexp \"b\") (call _ c)) (when (splat * (call _ d)) _) "
       "(call _ e)))"},
      {"case\nwhen a then b\nend", "(seq (case _ (when (call _ a) (call _ b)) _))"},
      {"while a do b end", "(seq (loop while (call _ a) (call _ b)))"},
      {"for a, b in c do d end", "(seq (loop for |a b| (call _ c) (call _ d)))"},
      {"begin; a; end until b", "(seq (loop do until (call _ b) (begin (call _ a))))"},
      {"a until b", "(seq (loop until (call _ b) (call _ a)))"},
      {"begin\na\nrescue B, C => e\nd\nrescue\nensure\nf\nend",
       "(seq (begin (call _ a) (rescue e B C (call _ d)) (rescue _) (ensure (call _ f))))"},
      {"a do b rescue c end", "(seq (call _ a (block (rescuemod (call _ b) (call _ c)))))"},
      {"return a, b", "(seq (jump return (array (call _ a) (call _ b))))"},
      {"a { next 1; break }", "(seq (call _ a (block (seq (jump next 1) (jump break _)))))"},
      {"alias a b; undef c; END { }",
       "(seq (definition alias) (definition undef) (definition END))"},
      {"class A < B; def self.c(d, e); yield d; end; end; module F; end",
       "(seq (definition class) (definition module))"},
      {"def a(b, c = 1, *d, e, f:, g: 1, **h, &i); end", "(seq (definition def))"},
      {"def a(b: 1, c); end", "unsupported: the order of the parameters is not understood"},
      {"1.. && 2", "(seq (and (range .. 1 _) 2))"},
      {"..1..2", "syntax: unexpected `..`"},
      {"a rescue BEGIN { }", "syntax: unexpected `BEGIN`"},
      {"BEGIN { } if a", "syntax: unexpected `if`"},
      {"module A; return; end", "unsupported: a jump stands outside of what it jumps out of"},
      {"if a", "syntax: unexpected the end of the program"},
      {"if a b end", "syntax: unexpected `end`"},
      {"case a; end", "syntax: unexpected `end`"},
      {"begin; else; end", "syntax: `else` without `rescue`"},
      {"unless a; elsif b; end", "syntax: unexpected `elsif`"},
      {"x = return", "syntax: an expression has no value"},
      {"x = if a then return else return end", "syntax: an expression has no value"},
      {"break", "unsupported: a jump stands outside of what it jumps out of"},
      {"if /a/; end", "unsupported: a range or pattern is used as a condition"},
      {"case a\nin b\nend", "unsupported: pattern matching is not understood"},
      {"a => b", "unsupported: pattern matching is not understood"},
      {"def a = 1", "unsupported: a method without `end` is not understood"},
      {"begin; rescue; else; end", "unsupported: `else` behind `rescue` is not understood"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, RefusesWhatRubyRefuses) {
  static constexpr Row kRows[] = {
      {"1 2", "syntax: unexpected a number"},
      {"\"a", "syntax: a string is not closed"},
      {"\"\\x\"", "syntax: invalid hex escape"},
      {"\"\\u12\"", "syntax: invalid Unicode escape"},
      {"\"\\u{110000}\"", "syntax: invalid Unicode code point"},
      {"08", "syntax: invalid octal digit"},
      {"0x", "syntax: a number has no digits"},
      {"1__0", "syntax: a number does not end with a digit"},
      {"/(/", "syntax: a regular expression is not valid"},
      {"/[z-a]/", "syntax: a regular expression is not valid"},
      {"/*/", "syntax: a regular expression is not valid"},
      {"/a/z", "syntax: unknown option of a regular expression"},
      {"@1", "syntax: `@` is not followed by a name"},
      {"foo { |a, a| }", "syntax: two parameters have the same name"},
      {"=begin", "syntax: an embedded document has no `=end`"},
      {"x)", "syntax: unexpected `)`"},
      {"a\xC2\xA0", "(seq (call _ a\xC2\xA0))"},
      {"1 \xC2\xA0", "syntax: unexpected a name"},
      {"\"\xFF\"", "unsupported: the template is not valid UTF-8"},
      {"a\n__END__\n)", "unsupported: `__END__` ends the program early"},
      {std::string_view("a\0b", 3),
       "unsupported: a byte that ends a Ruby program stands in the code"},
      {"1r", "unsupported: rational and complex numbers are not understood"},
      {"\"\\C-a\"", "unsupported: control escapes are not understood"},
      {"/(?<a>b)/", "unsupported: a regular expression is not understood"},
  };
  expect_rows(kRows);
}

TEST(RubyParser, StopsWhenTooDeep) {
  auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  static constexpr std::string_view kDeep = "deep: the code is nested too deeply";
  for (std::string_view part : {"(", "[", "!", "not ", "a ? ", "x = ", "{a: ", "if a\n", "\"#{",
                                "f(", "f ", "a { ", "-> { ", "a + ", "2 ** ", "[*"}) {
    SCOPED_TRACE(part);
    EXPECT_EQ(parsed(repeated(part, 20000)), kDeep);
  }
  EXPECT_EQ(parsed("a" + repeated(" + a", 20000)), kDeep);
  EXPECT_EQ(parsed("a" + repeated(".b", 20000)), kDeep);
  EXPECT_NE(parsed("a" + repeated(" + a", 150)), kDeep);
}

// The text of every node is what its span holds.
TEST(RubyParser, GivesEachNodeItsText) {
  struct Spans {
    std::string_view code;
    RubyKind kind;
    std::string_view text;  // of the first node of the kind
  };
  static constexpr Spans kRows[] = {
      {"x = (a + 1).b  # c", RubyKind::kAssign, "x = (a + 1).b"},
      {" foo (1), 2 ; z", RubyKind::kSequence, "foo (1), 2 ; z"},
      {"a ? b : c\n", RubyKind::kIf, "a ? b : c"},
      {"if a\n b\nend\n", RubyKind::kIf, "if a\n b\nend"},
      {"x 'ab' 'c' ,1", RubyKind::kString, "'ab' 'c'"},
      {"x \"a#{b}c\"", RubyKind::kCall, "b"},
      {"f(a: 1, b: 2)", RubyKind::kHash, "a: 1, b: 2"},
      {"f { |a| a }; g", RubyKind::kBlock, "{ |a| a }"},
      {"f(<<A, 1)\nx\nA\n", RubyKind::kString, "<<A"},
      {"A::B.c", RubyKind::kConstant, "A::B"},
      {"a if b # c", RubyKind::kIf, "a if b"},
      {"-2.abs", RubyKind::kInteger, "-2"},
      {"x = %w[a b]", RubyKind::kArray, "%w[a b]"},
      {"def a\n 1\nend\nb", RubyKind::kDefinition, "def a\n 1\nend"},
      {"a rescue b", RubyKind::kRescueModifier, "a rescue b"},
      {"case a\nwhen 1\n b\nend", RubyKind::kWhen, "when 1\n b"},
  };
  for (const Spans& row : kRows) {
    SCOPED_TRACE(row.code);
    ErbSource source = plain_source(row.code);
    ParsedRuby result = parse_ruby(source, row.code, 0);
    ASSERT_FALSE(result.error);
    std::string_view found = "none";
    for (const RubyNode& node : result.program.nodes) {
      if (node.kind != row.kind) continue;
      found = row.code.substr(node.span.begin, node.span.size());
      break;
    }
    EXPECT_EQ(found, row.text);
  }
}

}  // namespace
}  // namespace verifull::parse
