// Strings and their kin, with the code that stands in them.
#include <algorithm>

#include "base/text.h"
#include "parse/ruby_parser.h"
#include "parse/ruby_regexp.h"

namespace verifull::parse {

// Reads one quote whose opener is the current word; on return the current word
// is still the opener, and the lexer is behind the closer. False after an error.
bool RubyParser::parse_quoted(RubyQuote quote, std::vector<Part>& parts) {
  Nested nested(*this);
  if (!nested) return false;
  RubyToken opener = token_;
  std::string text;
  for (;;) {
    std::uint32_t begin = lexer_.position();
    QuotePart part = lexer_.scan_quote(quote, text);
    if (part == QuotePart::kFailed) break;
    std::uint32_t text_end = lexer_.position();
    bool code = part == QuotePart::kCode || part == QuotePart::kVariable;
    if (!text.empty()) {
      std::uint32_t marks = part == QuotePart::kCode ? 2 : part == QuotePart::kLabelEnd ? 2 : 1;
      parts.push_back({std::move(text), kNoRuby, begin, std::max(begin, text_end - marks)});
      text.clear();
    }
    if (code) {
      parse_interpolation(part, parts);
      if (failed()) return false;
      continue;
    }
    string_was_label_ = part == QuotePart::kLabelEnd;
    token_ = opener;
    if (part == QuotePart::kWord) {
      parts.push_back({{}, kNoRuby, text_end, text_end});  // an empty part ends a word
      continue;
    }
    if (!source_.valid_utf8) {
      std::string_view raw =
          std::string_view(source_.code).substr(opener.begin, lexer_.position() - opener.begin);
      bool ascii = std::none_of(raw.begin(), raw.end(), [](char c) { return (c & 0x80) != 0; });
      if (!ascii) fail_unsupported("the template is not valid UTF-8");
    }
    return !failed();
  }
  error_ = lexer_.error();
  token_.kind = Tok::kFinish;
  return false;
}

// `#{…}` or `#@x`; leaves the lexer behind it.
void RubyParser::parse_interpolation(QuotePart kind, std::vector<Part>& parts) {
  std::uint32_t last_end = last_end_;
  if (kind == QuotePart::kVariable) {
    advance();
    if (failed()) return;
    std::uint32_t begin = token_.begin;
    last_end_ = token_.end;
    RubyKind type = is(Tok::kInstanceVariable) ? RubyKind::kInstanceVariable
                    : is(Tok::kClassVariable)  ? RubyKind::kClassVariable
                                               : RubyKind::kGlobalVariable;
    RubyId id = make(type, begin, {}, std::string(text_of(token_)));
    parts.push_back({{}, id, begin, last_end_});
    last_end_ = last_end;
    return;
  }
  Bracketed bracketed(*this);
  advance();
  std::uint32_t begin = token_.begin;
  RubyId id = parse_statements();
  if (failed()) return;
  if (!is(Tok::kBraceClose)) {
    fail_unexpected();
    return;
  }
  if (id == kNoRuby) {
    last_end_ = begin;
    id = make(RubyKind::kNil, begin);
  }
  parts.push_back({{}, id, begin, token_.begin});
  last_end_ = last_end;
}

// A node of the parts, which end at last_end_.
RubyId RubyParser::make_text(RubyKind kind, std::uint32_t begin, std::vector<Part> parts) {
  if (failed()) return kNoRuby;
  bool literal =
      std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.id == kNoRuby; });
  std::string text;
  std::vector<RubyId> children;
  std::uint32_t end = last_end_;
  for (Part& part : parts) {
    if (literal) {
      text += part.text;
    } else if (part.id != kNoRuby) {
      children.push_back(part.id);
    } else {
      last_end_ = part.end;
      children.push_back(make(RubyKind::kString, part.begin, {}, {}, std::move(part.text)));
    }
  }
  last_end_ = end;
  return make(kind, begin, std::move(children), {}, std::move(text));
}

// The current word opens a string: a character, a quote or a heredoc.
bool RubyParser::parse_string_piece(std::vector<Part>& parts) {
  if (is(Tok::kCharacter)) {
    parts.push_back(
        {std::string(text_of(token_).substr(1)), kNoRuby, token_.begin + 1, token_.end});
  } else if (is(Tok::kHeredoc)) {
    if (!parse_heredoc_parts(parts)) return false;
  } else if (!parse_quoted(lexer_.quote(), parts)) {
    return false;
  }
  token_.end = std::max(token_.end, lexer_.position());
  advance();
  return !failed();
}

// Strings that stand side by side are one.
RubyParser::Expression RubyParser::parse_string() {
  std::uint32_t begin = token_.begin;
  bool command = is(Tok::kHeredoc) && lexer_.heredoc().command;
  std::vector<Part> parts;
  do {
    if (!parse_string_piece(parts)) return {};
  } while (is(Tok::kStringBegin) && !string_was_label_ && !command);
  return {make_text(command ? RubyKind::kBacktick : RubyKind::kString, begin, std::move(parts))};
}

// `…`, :"…"
RubyId RubyParser::parse_quoted_node(RubyKind kind) {
  std::uint32_t begin = token_.begin;
  std::vector<Part> parts;
  if (!parse_string_piece(parts)) return kNoRuby;
  RubyId id = make_text(kind, begin, std::move(parts));
  bool symbol = !failed() && kind == RubyKind::kSymbol;
  // A symbol must be well-formed text; a string need not be.
  if (symbol && !base::is_valid_utf8(node(id).text))
    fail_unsupported("a symbol is not valid UTF-8");
  return id;
}

RubyId RubyParser::parse_regexp() {
  std::uint32_t begin = token_.begin;
  std::vector<Part> parts;
  if (!parse_quoted(lexer_.quote(), parts)) return kNoRuby;
  std::string flags(lexer_.scan_regexp_flags());
  if (flags.find_first_not_of("imxonesu") != std::string::npos) {
    fail(RubyError::Kind::kSyntax, "unknown option of a regular expression");
  } else if (flags.find_first_not_of("imxo") != std::string::npos) {
    fail_unsupported("an encoding of a regular expression is not understood");
  }
  token_.end = lexer_.position();
  advance();
  RubyId id = make_text(RubyKind::kRegexp, begin, std::move(parts));
  if (failed()) return kNoRuby;
  RubyNode& made = node(id);
  made.name = std::move(flags);
  // With code in it, it is looked at when it runs, and not before.
  if (!made.children.empty()) {
    for (RubyId child : made.children) {
      if (node(child).text.find('\\') != std::string::npos) {
        fail_unsupported("an interpolated regular expression is not understood");
      }
    }
    return id;
  }
  RegexpVerdict verdict = judge_regexp(made.text);
  if (made.name.find('x') != std::string::npos && verdict == RegexpVerdict::kInvalid) {
    verdict = RegexpVerdict::kUnsure;  // comments
  }
  if (verdict == RegexpVerdict::kInvalid) {
    fail(RubyError::Kind::kSyntax, "a regular expression is not valid");
  } else if (verdict == RegexpVerdict::kUnsure) {
    fail_unsupported("a regular expression is not understood");
  }
  return id;
}

// %w, %i: parse_quoted ends each word by an empty part.
RubyId RubyParser::parse_words(RubyKind kind) {
  std::uint32_t begin = token_.begin;
  std::vector<Part> parts;
  if (!parse_string_piece(parts)) return kNoRuby;
  std::uint32_t end = last_end_;
  std::vector<RubyId> words;
  std::vector<Part> word;
  for (std::size_t i = 0; i <= parts.size(); ++i) {
    bool ends = i == parts.size() || (parts[i].id == kNoRuby && parts[i].text.empty());
    if (!ends) {
      word.push_back(std::move(parts[i]));
      continue;
    }
    if (word.empty()) continue;
    last_end_ = word.back().end;
    std::uint32_t word_begin = word.front().begin;
    words.push_back(make_text(kind, word_begin, std::move(word)));
    word.clear();
  }
  last_end_ = end;
  return make(RubyKind::kArray, begin, std::move(words));
}

bool RubyParser::parse_heredoc_parts(std::vector<Part>& parts) {
  Nested nested(*this);
  if (!nested) return false;
  RubyToken opener = token_;
  RubyHeredoc heredoc = lexer_.heredoc();
  std::vector<Part> body;
  lexer_.open_heredoc(heredoc);
  std::string text;
  for (;;) {
    std::uint32_t begin = lexer_.position();
    QuotePart part = lexer_.scan_heredoc(heredoc, text);
    if (part == QuotePart::kFailed) {
      error_ = lexer_.error();
      token_.kind = Tok::kFinish;
      return false;
    }
    // One part for each call, so that the lines of a squiggly one can refer to them.
    body.push_back({std::move(text), kNoRuby, begin, lexer_.position()});
    text.clear();
    if (part == QuotePart::kEnd) break;
    parse_interpolation(part, body);
    if (failed()) return false;
    heredoc.part = body.size();
  }
  lexer_.close_heredoc(heredoc);
  token_ = opener;
  if (heredoc.squiggly) dedent(heredoc, body);
  for (Part& part : body) {
    if (part.id != kNoRuby || !part.text.empty()) parts.push_back(std::move(part));
  }
  return true;
}

// Takes the indentation that all lines share from each; blank lines do not count.
void RubyParser::dedent(const RubyHeredoc& heredoc, std::vector<Part>& parts) {
  std::size_t shared = std::string::npos;
  for (const RubyHeredoc::Line& line : heredoc.lines) {
    if (!line.blank) shared = std::min(shared, line.indent);
  }
  if (shared == std::string::npos) shared = 0;
  // From the last line on, so that the offsets of the others stay right; each
  // part is rebuilt once.
  for (std::size_t i = 0; i < heredoc.lines.size();) {
    std::size_t part = heredoc.lines[i].part;
    std::string& text = parts[part].text;
    std::string out;
    std::size_t from = 0;
    for (; i < heredoc.lines.size() && heredoc.lines[i].part == part; ++i) {
      const RubyHeredoc::Line& line = heredoc.lines[i];
      out.append(text, from, line.offset - from);
      from = std::min(text.size(), line.offset + std::min(shared, line.indent));
    }
    out.append(text, from);
    text = std::move(out);
  }
}

}  // namespace verifull::parse
