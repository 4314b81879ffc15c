#include "parse/yaml_scanner.h"

#include <algorithm>
#include <utility>

namespace verifull::parse {
namespace {

using Kind = YamlTokenKind;

// libyaml looks this far ahead for the colon that makes a text a key.
constexpr std::uint32_t kLongestKey = 1024;

bool is_indicator(char c) {
  return std::string_view("-?:,[]{}#&*!|>'\"%@`").find(c) != std::string_view::npos;
}

}  // namespace

bool YamlScanner::fail(const char* problem, const char* context, std::uint32_t offset) {
  if (error_) return false;
  std::string message = problem;
  if (*context != '\0') message.append(" ").append(context);
  error_ = YamlError{YamlError::Kind::kSyntax, std::move(message), offset};
  return false;
}

void YamlScanner::push(Kind kind, std::uint32_t begin) {
  YamlToken token;
  token.kind = kind;
  token.range = {begin, cursor_.offset()};
  push(std::move(token));
}

const YamlToken* YamlScanner::peek() {
  while (!ready_ && !error_) {
    bool more = needs_more_tokens();
    if (!error_ && more) fetch();
    const YamlBadCharacter& bad = cursor_.bad_character();
    // The reader's trouble came first: everything behind it is hearsay.
    if (cursor_.failed()) error_ = YamlError{YamlError::Kind::kSyntax, bad.message, bad.offset};
    ready_ = !more;
  }
  return error_ ? nullptr : &tokens_.front();
}

void YamlScanner::skip() {
  if (tokens_.front().kind == Kind::kStreamEnd) return;
  tokens_.pop_front();
  ++parsed_;
  ready_ = false;
}

// The first token is not final while a key could still be put in front of it.
bool YamlScanner::needs_more_tokens() {
  if (tokens_.empty()) return true;
  if (!drop_stale_keys()) return false;
  return std::ranges::any_of(
      keys_, [&](const SimpleKey& key) { return key.possible && key.token_number == parsed_; });
}

void YamlScanner::skip_to_token() {
  while (true) {
    if (cursor_.column() == 0 && cursor_.is_byte_order_mark()) cursor_.skip();
    // A tab must not indent what may turn out to be a key.
    while (cursor_.is(' ') || ((in_flow() || !key_allowed_) && cursor_.is('\t'))) cursor_.skip();
    cursor_.skip_comment();
    if (!cursor_.is_break()) return;
    cursor_.skip_break();
    if (!in_flow()) key_allowed_ = true;
  }
}

bool YamlScanner::fetch() {
  skip_to_token();
  if (!drop_stale_keys()) return false;
  unroll_indent(cursor_.column());
  cursor_.look_ahead();
  if (cursor_.is_end()) return fetch_stream_end();
  if (cursor_.column() == 0 && cursor_.is('%')) return fetch_directive();
  if (cursor_.is_document_indicator('-')) return fetch_document_indicator(Kind::kDocumentStart);
  if (cursor_.is_document_indicator('.')) return fetch_document_indicator(Kind::kDocumentEnd);
  return fetch_flow_indicator();
}

bool YamlScanner::fetch_flow_indicator() {
  switch (cursor_.at()) {
    case '[':
      return fetch_flow_start(Kind::kFlowSequenceStart);
    case '{':
      return fetch_flow_start(Kind::kFlowMappingStart);
    case ']':
      return fetch_flow_end(Kind::kFlowSequenceEnd);
    case '}':
      return fetch_flow_end(Kind::kFlowMappingEnd);
    case ',':
      return fetch_flow_entry();
    default:
      return fetch_indicator();
  }
}

bool YamlScanner::fetch_indicator() {
  bool alone = cursor_.is_blank_or_end(1);
  switch (cursor_.at()) {
    case '-':
      return alone ? fetch_block_entry() : fetch_scalar();
    case '?':
      return alone || in_flow() ? fetch_key() : fetch_scalar();
    case ':':
      return alone || in_flow() ? fetch_value() : fetch_scalar();
    case '*':
      return save_simple_key() && scan_anchor(Kind::kAlias);
    case '&':
      return save_simple_key() && scan_anchor(Kind::kAnchor);
    case '!':
      return save_simple_key() && scan_tag();
    default:
      return fetch_scalar();
  }
}

bool YamlScanner::fetch_scalar() {
  char c = cursor_.at();
  if ((c == '|' || c == '>') && !in_flow()) return remove_simple_key() && scan_block(c == '|');
  if (c == '\'' || c == '"') return save_simple_key() && scan_quoted(c == '\'');
  if (starts_plain_scalar()) return save_simple_key() && scan_plain();
  return fail("found character that cannot start any token", "while scanning for the next token",
              cursor_.offset());
}

bool YamlScanner::starts_plain_scalar() const {
  if (cursor_.is_blank_or_end()) return false;
  if (cursor_.is('-')) return !cursor_.is_blank(1);
  if (cursor_.is('?') || cursor_.is(':')) return !in_flow() && !cursor_.is_blank_or_end(1);
  return !is_indicator(cursor_.at());
}

bool YamlScanner::drop_stale_keys() {
  const YamlMark& here = cursor_.mark();
  for (SimpleKey& key : keys_) {
    if (!key.possible) continue;
    if (key.mark.line == here.line && key.mark.index + kLongestKey >= here.index) continue;
    if (key.required) {
      return fail("could not find expected ':'", "while scanning a simple key", key.mark.offset);
    }
    key.possible = false;
  }
  return true;
}

bool YamlScanner::save_simple_key() {
  if (!key_allowed_) return true;
  if (!remove_simple_key()) return false;
  bool required = !in_flow() && indent_ == cursor_.column();
  keys_.back() = {true, required, next_number(), cursor_.mark()};
  key_allowed_ = false;
  return true;
}

bool YamlScanner::remove_simple_key() {
  SimpleKey& key = keys_.back();
  if (key.possible && key.required) {
    return fail("could not find expected ':'", "while scanning a simple key", key.mark.offset);
  }
  key.possible = false;
  return true;
}

void YamlScanner::roll_indent(int column, std::optional<std::uint32_t> number, Kind kind,
                              std::uint32_t offset) {
  if (in_flow() || indent_ >= column) return;
  indents_.push_back(indent_);
  indent_ = column;
  YamlToken token;
  token.kind = kind;
  token.range = {offset, offset};
  auto place = number ? tokens_.begin() + (*number - parsed_) : tokens_.end();
  tokens_.insert(place, std::move(token));
}

void YamlScanner::unroll_indent(int column) {
  if (in_flow()) return;
  while (indent_ > column) {
    push(Kind::kBlockEnd, cursor_.offset());
    indent_ = indents_.back();
    indents_.pop_back();
  }
}

bool YamlScanner::fetch_stream_end() {
  cursor_.force_new_line();
  unroll_indent(-1);
  if (!remove_simple_key()) return false;
  key_allowed_ = false;
  push(Kind::kStreamEnd, cursor_.offset());
  return true;
}

bool YamlScanner::fetch_directive() {
  unroll_indent(-1);
  if (!remove_simple_key()) return false;
  key_allowed_ = false;
  return scan_directive();
}

bool YamlScanner::fetch_document_indicator(Kind kind) {
  unroll_indent(-1);
  if (!remove_simple_key()) return false;
  key_allowed_ = false;
  std::uint32_t begin = cursor_.offset();
  for (int i = 0; i < 3; ++i) cursor_.skip();
  push(kind, begin);
  return true;
}

bool YamlScanner::fetch_flow_start(Kind kind) {
  if (!save_simple_key()) return false;
  keys_.emplace_back();
  key_allowed_ = true;
  std::uint32_t begin = cursor_.offset();
  cursor_.skip();
  push(kind, begin);
  return true;
}

bool YamlScanner::fetch_flow_end(Kind kind) {
  if (!remove_simple_key()) return false;
  if (in_flow()) keys_.pop_back();
  key_allowed_ = false;
  std::uint32_t begin = cursor_.offset();
  cursor_.skip();
  push(kind, begin);
  return true;
}

bool YamlScanner::fetch_flow_entry() {
  if (!remove_simple_key()) return false;
  key_allowed_ = true;
  std::uint32_t begin = cursor_.offset();
  cursor_.skip();
  push(Kind::kFlowEntry, begin);
  return true;
}

bool YamlScanner::fetch_block_entry() {
  std::uint32_t begin = cursor_.offset();
  if (!in_flow()) {
    if (!key_allowed_) {
      return fail("block sequence entries are not allowed in this context", "", begin);
    }
    roll_indent(cursor_.column(), std::nullopt, Kind::kBlockSequenceStart, begin);
  }
  if (!remove_simple_key()) return false;
  key_allowed_ = true;
  cursor_.skip();
  push(Kind::kBlockEntry, begin);
  return true;
}

bool YamlScanner::fetch_key() {
  std::uint32_t begin = cursor_.offset();
  if (!in_flow()) {
    if (!key_allowed_) return fail("mapping keys are not allowed in this context", "", begin);
    roll_indent(cursor_.column(), std::nullopt, Kind::kBlockMappingStart, begin);
  }
  if (!remove_simple_key()) return false;
  key_allowed_ = !in_flow();
  cursor_.skip();
  push(Kind::kKey, begin);
  return true;
}

bool YamlScanner::fetch_value() {
  std::uint32_t begin = cursor_.offset();
  SimpleKey& key = keys_.back();
  if (key.possible) {
    insert_simple_key(key);
    key.possible = false;
    key_allowed_ = false;
  } else if (!fetch_complex_value()) {
    return false;
  }
  cursor_.skip();
  push(Kind::kValue, begin);
  return true;
}

void YamlScanner::insert_simple_key(const SimpleKey& key) {
  YamlToken token;
  token.kind = Kind::kKey;
  token.range = {key.mark.offset, key.mark.offset};
  tokens_.insert(tokens_.begin() + (key.token_number - parsed_), std::move(token));
  roll_indent(key.mark.column, key.token_number, Kind::kBlockMappingStart, key.mark.offset);
}

bool YamlScanner::fetch_complex_value() {
  if (!in_flow()) {
    if (!key_allowed_) {
      return fail("mapping values are not allowed in this context", "", cursor_.offset());
    }
    roll_indent(cursor_.column(), std::nullopt, Kind::kBlockMappingStart, cursor_.offset());
  }
  key_allowed_ = !in_flow();
  return true;
}

}  // namespace verifull::parse
