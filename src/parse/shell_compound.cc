// What begins with a reserved word, a parenthesis or a brace.
#include <utility>

#include "base/text.h"
#include "parse/shell_reader.h"

namespace verifull::parse {
namespace {

using Kind = ShellNode::Kind;

constexpr const char* kNotUnderstood = "this shell syntax is not understood";

bool is_keyword_character(char c) { return base::is_lower(c) || c == '{' || c == '}' || c == '!'; }

}  // namespace

// A keyword stands alone: `{a` and `iffy` are words.
std::string_view ShellReader::keyword() {
  peek();
  std::size_t size = 0;
  while (size < 9 && is_keyword_character(peek_raw(size))) ++size;
  if (size == 0 && peek_raw() == '[' && peek_raw(1) == '[') size = 2;
  const char next = peek_raw(size);
  const bool ends = at_ + size == end_ ||
                    std::string_view(" \t\n;&|<>()").find(next) != std::string_view::npos ||
                    (next == '\\' && peek_raw(size + 1) == '\n');
  return ends ? text_.substr(at_, size) : std::string_view();
}

bool ShellReader::take_keyword(std::string_view word) {
  if (failed() || keyword() != word) return false;
  at_ += word.size();
  return true;
}

void ShellReader::expect_keyword(std::string_view word) {
  skip_newlines();
  if (!failed() && !take_keyword(word)) fail(kNotUnderstood);
}

ShellNode ShellReader::read_group_until() {
  ShellNode group;
  group.kind = Kind::kGroup;
  const std::size_t begin = at_;
  group.children = read_list();
  group.range = range_from(begin);
  return group;
}

// False, and nothing read, when the word begins a simple command.
bool ShellReader::read_compound(std::string_view word, ShellNode& node) {
  if (peek() == '(') {
    read_subshell(node);
  } else if (word == "{") {
    read_braces(node);
  } else if (word == "if") {
    read_if(node);
  } else if (word == "for") {
    read_for(node);
  } else if (word == "while" || word == "until") {
    read_loop(node);
  } else if (word == "case") {
    read_case(node);
  } else if (word == "[[") {
    read_test(node);
  } else if (word == "function") {
    at_ += word.size();
    skip_blanks();
    std::string name = literal_text(read_word()).value_or("");
    skip_blanks();
    if (take("(")) expect(")", kNotUnderstood);
    read_function(node, std::move(name));
  } else if (word == "select" || word == "coproc") {
    fail(kNotUnderstood);
  } else {
    return false;
  }
  return true;
}

void ShellReader::read_subshell(ShellNode& node) {
  if (peek_raw(1) == '(') return fail("an arithmetic command is not understood");
  ++at_;
  node.kind = Kind::kSubshell;
  node.children = read_list();
  expect(")", "a subshell is not closed");
}

void ShellReader::read_braces(ShellNode& node) {
  ++at_;
  node.kind = Kind::kGroup;
  node.children = read_list();
  expect_keyword("}");
}

void ShellReader::read_if(ShellNode& node) {
  node.kind = Kind::kIf;
  std::string_view word = keyword();
  do {
    at_ += word.size();
    node.children.push_back(read_group_until());
    expect_keyword("then");
    node.children.push_back(read_group_until());
    word = keyword();
  } while (!failed() && word == "elif");
  if (take_keyword("else")) node.children.push_back(read_group_until());
  expect_keyword("fi");
}

void ShellReader::read_for(ShellNode& node) {
  node.kind = Kind::kFor;
  at_ += 3;
  skip_blanks();
  node.name = read_name();
  if (node.name.empty()) return fail(kNotUnderstood);
  skip_newlines();
  if (take_keyword("in")) {
    for (skip_blanks(); !failed() && at_word(); skip_blanks()) node.words.push_back(read_word());
  } else {
    ShellWord all;
    ShellPart parameter;
    parameter.kind = ShellPart::Kind::kParameter;
    parameter.text = "@";
    parameter.quoted = true;
    all.parts.push_back(std::move(parameter));
    node.words.push_back(std::move(all));
  }
  take(";");
  expect_keyword("do");
  node.children.push_back(read_group_until());
  expect_keyword("done");
}

void ShellReader::read_loop(ShellNode& node) {
  node.kind = Kind::kLoop;
  at_ += 5;
  node.children.push_back(read_group_until());
  expect_keyword("do");
  node.children.push_back(read_group_until());
  expect_keyword("done");
}

void ShellReader::read_case(ShellNode& node) {
  node.kind = Kind::kCase;
  at_ += 4;
  skip_blanks();
  node.words.push_back(read_word());
  expect_keyword("in");
  for (skip_newlines(); !failed() && keyword() != "esac"; skip_newlines()) {
    if (at_ == end_) return fail("a case is not closed");
    read_arm(node);
  }
  expect_keyword("esac");
}

void ShellReader::read_arm(ShellNode& node) {
  take("(");
  std::vector<ShellWord> patterns;
  do {
    skip_blanks();
    if (!at_word()) return fail(kNotUnderstood);
    patterns.push_back(read_word());
    skip_blanks();
  } while (!failed() && take("|"));
  expect(")", kNotUnderstood);
  ShellNode arm = read_group_until();
  arm.words = std::move(patterns);
  node.children.push_back(std::move(arm));
  if (!take(";;")) return;
  // `;;&` of bash goes on to the next arm.
  if (peek() == '&') fail(kNotUnderstood);
}

// What bash compares has no effect; only what it runs to compare has.
void ShellReader::read_test(ShellNode& node) {
  node.kind = Kind::kTest;
  at_ += 2;
  while (!failed() && at_ < end_) {
    while (!at_word() && at_ < end_) ++at_;
    if (take_keyword("]]") || next_is("]]")) break;
    node.words.push_back(read_word());
  }
  if (next_is("]]")) at_ += 2;
  if (!failed() && text_.substr(at_ - 2, 2) != "]]") fail("a test is not closed");
}

void ShellReader::read_function(ShellNode& node, std::string name) {
  if (name.empty()) return fail(kNotUnderstood);
  node.kind = Kind::kFunction;
  node.name = std::move(name);
  skip_newlines();
  node.children.push_back(read_command());
}

}  // namespace verifull::parse
