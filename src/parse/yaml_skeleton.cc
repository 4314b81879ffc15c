#include "parse/yaml_skeleton.h"

#include <utility>

#include "base/text.h"

namespace verifull::parse {
namespace {

constexpr std::string_view kNextLine = "\xC2\x85";
constexpr std::string_view kLineSeparator = "\xE2\x80\xA8";
constexpr std::string_view kParagraphSeparator = "\xE2\x80\xA9";

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_break(std::string_view text) {
  return text.starts_with('\n') || text.starts_with('\r') || text.starts_with(kNextLine) ||
         text.starts_with(kLineSeparator) || text.starts_with(kParagraphSeparator);
}

// One kind of line break; yaml-cpp knows no other.
std::string with_newlines(std::string text) {
  if (has(text, "\r")) text = base::replace_all(base::replace_all(text, "\r\n", "\n"), "\r", "\n");
  for (std::string_view line_break : {kNextLine, kLineSeparator, kParagraphSeparator}) {
    if (has(text, line_break)) text = base::replace_all(text, line_break, "\n");
  }
  return text;
}

class Skeleton {
 public:
  Skeleton(std::string_view text, const YamlOutline& outline)
      : text_(text), outline_(outline), done_(yaml_line_start(text, outline.begin)) {
    result_.reserve(text.size() + 1);
  }

  std::string run() {
    for (const YamlOutlineNode& node : outline_.nodes) put(node);
    put_gap(outline_.end);
    return with_newlines(std::move(result_)) + '\n';
  }

 private:
  void put(const YamlOutlineNode& node) {
    bool has_properties = node.properties.begin != node.properties.end;
    if (has_properties) {
      put_gap(node.properties.begin);
      done_ = node.properties.end;
      // A key must stand where its anchor stood.
      while (done_ < node.range.begin && (text_[done_] == ' ' || text_[done_] == '\t')) ++done_;
    }
    if (node.kind != YamlKind::kScalar && node.kind != YamlKind::kAlias) return;
    if (node.range.begin == node.range.end && !has_properties) return;
    put_gap(node.range.begin);
    // Psych lets a block scalar's indicator stand further left than yaml-cpp does.
    if (node.style == YamlStyle::kLiteral || node.style == YamlStyle::kFolded) join_line();
    result_ += 'x';
    done_ = node.range.end;
  }

  void join_line() {
    result_.erase(result_.find_last_not_of(" \t\r\n") + 1);
    result_ += ' ';
  }

  // What stands between two nodes: indicators, blanks, comments.
  void put_gap(std::size_t end) {
    while (done_ < end) {
      if (text_[done_] == '#') {
        while (done_ < end && !is_break(text_.substr(done_, 3))) ++done_;
      } else if (text_.substr(done_, base::kByteOrderMark.size()) == base::kByteOrderMark) {
        result_ += ' ';
        done_ += base::kByteOrderMark.size();
      } else {
        result_ += text_[done_++];
      }
    }
  }

  std::string_view text_;
  const YamlOutline& outline_;
  std::size_t done_;
  std::string result_;
};

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::string yaml_skeleton(std::string_view text, const YamlOutline& outline) {
  return Skeleton(text, outline).run();
}

std::size_t yaml_line_start(std::string_view text, std::size_t at) {
  while (at > 0 && !is_line_end(text[at - 1])) --at;
  return at;
}

}  // namespace verifull::parse
