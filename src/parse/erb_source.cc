#include "parse/erb_source.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace verifull::parse {
namespace {

constexpr std::string_view kPrologue = "_erbout = +''; ";
constexpr std::string_view kTextOpen = "_erbout.<< \"";
constexpr std::string_view kTextClose = "\".freeze";
constexpr std::string_view kOutputOpen = "_erbout.<<((";
constexpr std::string_view kOutputClose = ").to_s)";

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

// What String#dump of a binary string puts for a byte, when not the byte itself.
void append_dumped(std::string& out, std::string_view text, std::size_t at) {
  static constexpr std::string_view kControls = "\a\b\t\n\v\f\r\x1b";
  static constexpr std::string_view kLetters = "abtnvfre";
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  char c = text[at];
  auto byte = static_cast<unsigned char>(c);
  std::size_t control = kControls.find(c);
  if (control != std::string_view::npos) {
    out += {'\\', kLetters[control]};
  } else if (c == '"' || c == '\\') {
    out += {'\\', c};
  } else if (c == '#') {
    char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (next == '$' || next == '@' || next == '{') out += '\\';
    out += '#';
  } else {
    out += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
  }
}

constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (int c = ' '; c <= '~'; ++c) plain[static_cast<std::size_t>(c)] = true;
  plain['"'] = plain['\\'] = plain['#'] = false;
  return plain;
}

constexpr std::array<bool, 256> kPlain = plain_bytes();

// Returns the number of newlines.
std::size_t append_dump(std::string& out, std::string_view text) {
  std::size_t newlines = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kPlain[static_cast<unsigned char>(text[i])]) continue;
    out.append(text, from, i - from);
    from = i + 1;
    if (text[i] == '\n') {
      out.append("\\n", 2);
      ++newlines;
    } else {
      append_dumped(out, text, i);
    }
  }
  out.append(text, from);
  return newlines;
}

// Follows ERB::Compiler step by step; the names of its methods are beside ours.
class Compiler {
 public:
  explicit Compiler(std::string_view text) : text_(text) {
    source_.code.reserve(text.size() + text.size() / 8 + 64);
  }

  ErbSource compile() {
    source_.code = kPrologue;
    source_.start = size_of(kPrologue) - 2;  // the lexer sees `; `
    first_ = false;
    while (at_ < text_.size()) {
      if (tag_ == Tag::kNone) {
        scan_text();
      } else {
        scan_tag();
      }
    }
    put_text();  // also of an unterminated tag, which ERB renders as text
    separate();
    source_.result = size_of(source_.code);
    source_.code += "_erbout";
    return std::move(source_);
  }

 private:
  enum class Tag { kNone, kCode, kOutput, kComment };

  void add_run(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    auto from = static_cast<std::uint32_t>(begin);
    auto to = static_cast<std::uint32_t>(end);
    if (!content_.empty() && content_.back().end == from) {
      content_.back().end = to;
    } else {
      content_.push_back({from, to});
    }
  }

  // compile_stag
  void scan_text() {
    std::size_t tag = text_.find("<%", at_);
    if (tag == std::string_view::npos) tag = text_.size();
    add_run(at_, tag);
    // ERB flushes a token that is exactly one newline by itself.
    if (tag - at_ == 1 && text_[at_] == '\n') put_text();
    at_ = tag;
    if (tag == text_.size()) return;
    char next = tag + 2 < text_.size() ? text_[tag + 2] : '\0';
    if (next == '%') {
      add_run(tag, tag + 2);
      at_ = tag + 3;
      return;
    }
    put_text();
    tag_begin_ = tag;
    tag_ = next == '=' ? Tag::kOutput : next == '#' ? Tag::kComment : Tag::kCode;
    at_ = tag_ == Tag::kCode ? tag + 2 : tag + 3;
  }

  // compile_etag
  void scan_tag() {
    std::size_t close = text_.find("%>", at_);
    if (close == std::string_view::npos) {
      add_run(at_, text_.size());
      at_ = text_.size();
      return;
    }
    if (close > at_ && text_[close - 1] == '%') {  // `%%>` stands for `%>`
      add_run(at_, close - 1);
      add_run(close, close + 2);
      at_ = close + 2;
      return;
    }
    add_run(at_, close);
    at_ = close + 2;
    put_tag();
    content_.clear();
    tag_ = Tag::kNone;
  }

  // compile_content
  void put_tag() {
    switch (tag_) {
      case Tag::kCode:
        return put_code();
      case Tag::kOutput:
        return put_output();
      default:
        return look_for_magic();
    }
  }

  void put_code() {
    separate();
    bool ends_line = !content_.empty() && text_[content_.back().end - 1] == '\n';
    if (ends_line) chop();
    append_content();
    if (!ends_line) return;
    source_.code += '\n';  // Buffer#cr: what follows starts a line, without `; `
    first_ = true;
  }

  // String#chop takes "\r\n" as one.
  void chop() {
    ErbSource::Run& last = content_.back();
    --last.end;
    if (last.end > last.begin && text_[last.end - 1] == '\r') --last.end;
  }

  void put_output() {
    separate();
    ErbSource::Output output;
    auto begin = static_cast<std::uint32_t>(tag_begin_);
    output.open_begin = append_opaque(kOutputOpen, begin, begin + 3);
    output.open_end = size_of(source_.code);
    append_content();
    auto end = static_cast<std::uint32_t>(at_);
    output.close_begin = append_opaque(kOutputClose, end - 2, end);
    output.close_end = size_of(source_.code);
    source_.outputs.push_back(output);
  }

  // detect_magic_comment: an encoding other than UTF-8 changes what bytes mean.
  void look_for_magic() {
    for (const ErbSource::Run& run : content_) {
      std::string comment = base::to_lower(text_.substr(run.begin, run.end - run.begin));
      std::size_t coding = comment.find("coding");
      if (coding != std::string::npos && comment.find("utf-8", coding) == std::string::npos &&
          comment.find_first_of(":=", coding) != std::string::npos) {
        source_.has_foreign_magic = true;
      }
    }
  }

  // add_put_cmd
  void put_text() {
    if (content_.empty()) return;
    separate();
    ErbSource::Piece piece;
    piece.first_run = static_cast<std::uint32_t>(source_.runs.size());
    piece.code_begin = size_of(source_.code);
    source_.code += kTextOpen;
    std::size_t newlines = append_dump(source_.code, joined_content());
    source_.code += kTextClose;
    piece.code_end = size_of(source_.code);
    source_.segments.push_back(
        {piece.code_begin, piece.code_end, content_.front().begin, content_.back().end, true});
    source_.code.append(newlines, '\n');
    source_.runs.insert(source_.runs.end(), content_.begin(), content_.end());
    piece.last_run = static_cast<std::uint32_t>(source_.runs.size());
    source_.pieces.push_back(piece);
    content_.clear();
  }

  std::string_view joined_content() {
    if (content_.size() == 1) {
      return text_.substr(content_[0].begin, content_[0].end - content_[0].begin);
    }
    joined_.clear();
    for (const ErbSource::Run& run : content_)
      joined_.append(text_, run.begin, run.end - run.begin);
    return joined_;
  }

  void append_content() {
    for (const ErbSource::Run& run : content_) {
      std::uint32_t begin = size_of(source_.code);
      std::string_view bytes = text_.substr(run.begin, run.end - run.begin);
      source_.code += bytes;
      if (!base::is_valid_utf8(bytes)) source_.valid_utf8 = false;
      source_.segments.push_back({begin, size_of(source_.code), run.begin, run.end, false});
    }
  }

  std::uint32_t append_opaque(std::string_view glue, std::uint32_t begin, std::uint32_t end) {
    std::uint32_t at = size_of(source_.code);
    source_.code += glue;
    source_.segments.push_back({at, size_of(source_.code), begin, end, true});
    return at;
  }

  // Commands of one line are joined by "; ".
  void separate() {
    bool prologue = source_.code.size() == kPrologue.size();
    if (!first_ && !prologue) source_.code += "; ";
    first_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Tag tag_ = Tag::kNone;
  std::size_t tag_begin_ = 0;
  bool first_ = true;
  std::vector<ErbSource::Run> content_;
  std::string joined_;
  ErbSource source_;
};

template <typename Item, typename Key>
const Item* find_exact(const std::vector<Item>& items, Key key, std::uint32_t offset) {
  auto it = std::lower_bound(items.begin(), items.end(), offset,
                             [key](const Item& item, std::uint32_t at) { return item.*key < at; });
  return it != items.end() && (*it).*key == offset ? &*it : nullptr;
}

}  // namespace

const ErbSource::Piece* ErbSource::piece_at(std::uint32_t code_offset) const {
  return find_exact(pieces, &Piece::code_begin, code_offset);
}

const ErbSource::Output* ErbSource::output_at(std::uint32_t code_offset) const {
  return find_exact(outputs, &Output::open_begin, code_offset);
}

const ErbSource::Output* ErbSource::close_at(std::uint32_t code_offset) const {
  return find_exact(outputs, &Output::close_begin, code_offset);
}

base::Span ErbSource::span_of(std::uint32_t code_begin, std::uint32_t code_end,
                              base::FileId file) const {
  // The last segment that starts at or before the offset; glue between two
  // segments belongs to the end of the first.
  auto segment_of = [this](std::uint32_t offset) {
    auto it = std::upper_bound(
        segments.begin(), segments.end(), offset,
        [](std::uint32_t at, const Segment& segment) { return at < segment.code_begin; });
    return it == segments.begin() ? nullptr : &*(it - 1);
  };
  base::Span span{file, 0, 0};
  if (const Segment* from = segment_of(code_begin)) {
    bool past = code_begin >= from->code_end;
    span.begin = past           ? from->end
                 : from->opaque ? from->begin
                                : from->begin + code_begin - from->code_begin;
  }
  span.end = span.begin;
  if (code_end <= code_begin) return span;
  if (const Segment* to = segment_of(code_end - 1)) {
    bool whole = to->opaque || code_end >= to->code_end;
    std::uint32_t end = whole ? to->end : to->begin + code_end - to->code_begin;
    span.end = std::max(span.begin, end);
  }
  return span;
}

ErbSource compile_erb(std::string_view text) { return Compiler(text).compile(); }

ErbSource plain_source(std::string_view code) {
  ErbSource source;
  source.code = code;
  source.result = size_of(code);
  source.valid_utf8 = base::is_valid_utf8(code);
  if (!code.empty()) source.segments.push_back({0, size_of(code), 0, size_of(code), false});
  return source;
}

}  // namespace verifull::parse
