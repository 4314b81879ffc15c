#include "parse/ruby_parser.h"

#include <algorithm>

namespace verifull::parse {

ParsedRuby parse_ruby(const ErbSource& source, std::string_view template_text, base::FileId file) {
  return RubyParser(source, template_text, file).parse();
}

RubyParser::RubyParser(const ErbSource& source, std::string_view template_text, base::FileId file)
    : source_(source), template_text_(template_text), file_(file), lexer_(source, scope_) {}

ParsedRuby RubyParser::parse() {
  advance();
  std::uint32_t begin = token_.begin;
  RubyId statements = parse_statements();
  if (!failed() && source_.start != 0 && !accept(Tok::kErbResult)) {
    // Then the value of the template is not its text any more.
    if (is(Tok::kFinish)) fail_unsupported("a comment hides the end of the template");
  }
  if (!failed()) skip_terms();
  if (!failed() && !is(Tok::kFinish)) fail_unexpected();
  if (!failed() && (statements == kNoRuby || node(statements).kind != RubyKind::kSequence)) {
    std::vector<RubyId> one;
    if (statements != kNoRuby) one.push_back(statements);
    statements = make(RubyKind::kSequence, begin, std::move(one));
  }
  ParsedRuby parsed;
  if (failed()) {
    error_->span = span_of(error_->span);
    parsed.error = std::move(error_);
    return parsed;
  }
  program_.root = statements;
  finish_spans();
  parsed.program = std::move(program_);
  return parsed;
}

RubyParser::Nested::operator bool() const {
  if (parser_.nesting_ <= kMaxRubyDepth) return true;
  parser_.fail(RubyError::Kind::kTooDeep, "the code is nested too deeply");
  return false;
}

// After an error every word is the end of the program, so that all loops end.
void RubyParser::advance() {
  if (failed()) return;
  last_end_ = token_.end;
  token_ = lexer_.next();
  if (lexer_.error()) {
    error_ = lexer_.error();
    token_.kind = Tok::kFinish;
  }
}

bool RubyParser::accept(Tok kind) {
  if (!is(kind)) return false;
  advance();
  return !failed();
}

bool RubyParser::expect(Tok kind) {
  if (is(kind)) {
    advance();
    return !failed();
  }
  if (kind == Tok::kErbOutputClose && is(Tok::kParenClose)) {
    // `<%= a) + (b %>` is fine to Ruby. A parenthesis left open is not: then the
    // `;` behind the tag stands among arguments.
    fail_unsupported("a parenthesis runs over the start of the output tag");
  } else {
    fail_unexpected();
  }
  return false;
}

void RubyParser::skip_newline() {
  if (is(Tok::kNewline)) advance();
}

void RubyParser::fail(RubyError::Kind kind, std::string message) {
  if (!failed()) {
    error_ = RubyError{kind, std::move(message), {base::kNoFile, token_.begin, token_.end}};
  }
  token_.kind = Tok::kFinish;
}

void RubyParser::fail_unexpected() {
  fail(RubyError::Kind::kSyntax, "unexpected " + std::string(describe(token_.kind)));
}

void RubyParser::fail_unsupported(std::string_view what) {
  fail(RubyError::Kind::kUnsupported, std::string(what));
}

RubyId RubyParser::make(RubyKind kind, std::uint32_t begin, std::vector<RubyId> children,
                        std::string name, std::string text) {
  RubyNode made;
  made.kind = kind;
  made.span = {base::kNoFile, begin, std::max(begin, last_end_)};
  made.children = std::move(children);
  made.name = std::move(name);
  made.text = std::move(text);
  return add(std::move(made));
}

// Long chains such as `a + a + …` nest the tree without nesting the parser; who
// walks the tree relies on the same limit.
RubyId RubyParser::add(RubyNode made) {
  int height = 1;
  for (RubyId child : made.children) {
    if (child != kNoRuby) height = std::max(height, heights_[child] + 1);
  }
  if (made.block != kNoRuby) height = std::max(height, heights_[made.block] + 1);
  if (height > kMaxRubyDepth) fail(RubyError::Kind::kTooDeep, "the code is nested too deeply");
  program_.nodes.push_back(std::move(made));
  heights_.push_back(static_cast<std::uint16_t>(height));
  return static_cast<RubyId>(program_.nodes.size() - 1);
}

void RubyParser::set_block(RubyId call, RubyId block) {
  node(call).block = block;
  node(call).span.end = last_end_;
  int height = std::max<int>(heights_[call], heights_[block] + 1);
  heights_[call] = static_cast<std::uint16_t>(height);
  if (height > kMaxRubyDepth) fail(RubyError::Kind::kTooDeep, "the code is nested too deeply");
}

RubyId RubyParser::make_call(std::uint32_t begin, RubyId receiver, std::string_view name,
                             std::vector<RubyId> arguments) {
  arguments.insert(arguments.begin(), receiver);
  return make(RubyKind::kCall, begin, std::move(arguments), std::string(name));
}

// Drops the nodes of a definition, whose content is not kept.
void RubyParser::forget(std::size_t nodes) {
  if (failed()) return;
  program_.nodes.resize(nodes);
  heights_.resize(nodes);
}

// value_expr_check
bool RubyParser::is_void(RubyId id) const {
  while (id != kNoRuby) {
    const RubyNode& at = program_.nodes[id];
    switch (at.kind) {
      case RubyKind::kJump:
        return true;
      case RubyKind::kSequence:
        id = at.children.empty() ? kNoRuby : at.children.back();
        break;
      case RubyKind::kBegin:
        if (at.children.size() != 1) return false;
        id = at.children[0];
        break;
      case RubyKind::kAnd:
      case RubyKind::kOr:
        id = at.children[0];
        break;
      case RubyKind::kIf:
        if (at.children[1] == kNoRuby || at.children[2] == kNoRuby) return false;
        if (!is_void(at.children[1])) return false;
        id = at.children[2];
        break;
      default:
        return false;
    }
  }
  return false;
}

void RubyParser::need_value(RubyId id) {
  if (!failed() && is_void(id)) fail(RubyError::Kind::kSyntax, "an expression has no value");
}

base::Span RubyParser::span_of(const base::Span& code) const {
  return source_.span_of(code.begin, code.end, file_);
}

void RubyParser::finish_spans() {
  for (RubyNode& each : program_.nodes) {
    if (each.kind != RubyKind::kErbText) each.span = span_of(each.span);
  }
}

}  // namespace verifull::parse
