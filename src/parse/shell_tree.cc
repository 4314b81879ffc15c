// Commands: lists, pipelines, simple commands. Keywords are in shell_compound.cc.
#include "parse/shell_tree.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/shell_reader.h"

namespace verifull::parse {
namespace {

using Kind = ShellNode::Kind;

// Those that end a list of commands.
constexpr std::string_view kClosing[] = {"}", "then", "else", "elif", "fi", "do", "done", "esac"};

bool is_closing(std::string_view word) {
  return std::find(std::begin(kClosing), std::end(kClosing), word) != std::end(kClosing);
}

bool is_function_name(const ShellWord& word) {
  const std::optional<std::string> name = literal_text(word);
  return name && word.parts.size() == 1 && !word.parts[0].quoted &&
         std::all_of(name->begin(), name->end(), [](char c) {
           return base::is_alnum(c) || std::string_view("_-:.+").find(c) != std::string_view::npos;
         });
}

}  // namespace

ShellScript parse_shell(std::string_view text) { return ShellReader(text).run(); }

ShellScript ShellReader::run() {
  ShellScript script;
  if (text_.size() > kMaxShellSize) fail("the shell code is too long");
  if (text_.find('\0') != std::string_view::npos) fail("the shell code holds a NUL");
  script.commands = read_list();
  skip_newlines();
  if (!failed() && at_ != end_) fail("this shell syntax is not understood");
  script.heredocs = std::move(heredocs_);
  script.error = std::move(error_);
  return script;
}

void ShellReader::fail(const char* message) {
  if (error_) return;
  const auto place = static_cast<std::uint32_t>(std::min(at_, end_));
  error_ = ShellError{message, {place, place}};
}

char ShellReader::peek() {
  while (at_ + 1 < end_ && text_[at_] == '\\' && text_[at_ + 1] == '\n') at_ += 2;
  return peek_raw();
}

bool ShellReader::next_is(std::string_view operator_text) {
  peek();
  return text_.substr(at_, std::min(operator_text.size(), end_ - at_)) == operator_text;
}

bool ShellReader::take(std::string_view operator_text) {
  if (!next_is(operator_text)) return false;
  at_ += operator_text.size();
  return true;
}

void ShellReader::expect(std::string_view operator_text, const char* message) {
  if (!failed() && !take(operator_text)) fail(message);
}

void ShellReader::skip_blanks() {
  while (peek() == ' ' || peek() == '\t') ++at_;
  if (peek() != '#') return;
  at_ = std::min(text_.find('\n', at_), end_);
}

void ShellReader::skip_newlines() {
  skip_blanks();
  while (!failed() && peek() == '\n') {
    ++at_;
    read_bodies();
    skip_blanks();
  }
}

bool ShellReader::at_word() {
  const char c = peek();
  return at_ < end_ && std::string_view(" \t\n;&|<>()").find(c) == std::string_view::npos;
}

std::vector<ShellNode> ShellReader::read_list() {
  const Level level(*this);
  std::vector<ShellNode> nodes;
  while (!failed()) {
    skip_newlines();
    if (at_ == end_ || peek() == ')' || next_is(";;") || is_closing(keyword())) break;
    ShellNode node = read_and_or();
    skip_blanks();
    if (!next_is("&&") && take("&")) {
      ShellNode background;
      background.kind = Kind::kBackground;
      background.range = node.range;
      background.children.push_back(std::move(node));
      node = std::move(background);
    } else if (next_is(";;")) {
      nodes.push_back(std::move(node));
      break;
    } else if (!take(";") && at_ < end_ && peek() != '\n' && peek() != ')') {
      fail("this shell syntax is not understood");
    }
    nodes.push_back(std::move(node));
  }
  return nodes;
}

ShellNode ShellReader::read_and_or() {
  ShellNode first = read_pipeline();
  ShellNode chain;
  chain.kind = Kind::kAndOr;
  for (;;) {
    skip_blanks();
    const bool is_and = take("&&");
    if (failed() || (!is_and && !take("||"))) break;
    if (chain.children.empty()) chain.children.push_back(std::move(first));
    skip_newlines();
    ShellNode next = read_pipeline();
    next.joined = is_and ? ShellNode::Joint::kAnd : ShellNode::Joint::kOr;
    chain.children.push_back(std::move(next));
  }
  if (chain.children.empty()) return first;
  chain.range = {chain.children.front().range.begin, chain.children.back().range.end};
  return chain;
}

ShellNode ShellReader::read_pipeline() {
  const std::size_t begin = at_;
  const bool negated = take_keyword("!");
  skip_blanks();
  ShellNode node = read_command();
  ShellNode pipe;
  pipe.kind = Kind::kPipe;
  for (;;) {
    skip_blanks();
    if (failed() || next_is("||") || !take("|")) break;
    take("&");
    if (pipe.children.empty()) pipe.children.push_back(std::move(node));
    skip_newlines();
    pipe.children.push_back(read_command());
  }
  if (!pipe.children.empty()) {
    pipe.range = {pipe.children.front().range.begin, pipe.children.back().range.end};
    node = std::move(pipe);
  }
  if (!negated) return node;
  ShellNode result;
  result.kind = Kind::kNot;
  result.range = range_from(begin);
  result.children.push_back(std::move(node));
  return result;
}

ShellNode ShellReader::read_command() {
  const Level level(*this);
  ShellNode node;
  if (failed()) return node;
  peek();
  const std::size_t begin = at_;
  if (!read_compound(keyword(), node)) return read_simple();
  read_redirects(node);
  node.range = range_from(begin);
  return node;
}

ShellNode ShellReader::read_simple() {
  ShellNode node;
  const std::size_t begin = at_;
  std::size_t end = at_;
  while (!failed()) {
    skip_blanks();
    if (at_redirect()) {
      read_redirect(node);
    } else if (!at_word()) {
      break;
    } else if (!node.words.empty() || !read_assignment(node)) {
      node.words.push_back(read_word());
    }
    end = at_;
    const bool first = node.words.size() == 1 && node.assignments.empty();
    if (first && is_function_name(node.words[0])) {
      skip_blanks();
      if (take("(")) {
        skip_blanks();
        expect(")", "this shell syntax is not understood");
        std::string name = *literal_text(node.words[0]);
        node.words.clear();
        read_function(node, std::move(name));
        end = at_;
        break;
      }
    }
  }
  if (end == begin && !failed()) fail("a command is missing");
  node.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return node;
}

// `NAME=value` or `NAME+=value`; goes back when it is none.
bool ShellReader::read_assignment(ShellNode& node) {
  const std::size_t begin = at_;
  ShellAssignment assignment;
  if (base::is_digit(peek())) return false;
  assignment.name = read_name();
  if (!assignment.name.empty()) assignment.appends = take("+");
  if (assignment.name.empty() || !take("=")) {
    at_ = begin;
    return false;
  }
  if (at_ < end_ && peek_raw() == '(') fail("arrays are not understood");
  assignment.value = read_word();
  assignment.range = range_from(begin);
  node.assignments.push_back(std::move(assignment));
  return true;
}

}  // namespace verifull::parse
