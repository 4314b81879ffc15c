#include "check/wrap.h"

#include <utility>

#include "base/text.h"

namespace verifull::check {
namespace {

// Words on the way into lines.
class Filler {
 public:
  Filler(std::size_t indent, std::size_t width) : indent_(indent), width_(width) {}

  void word(std::string_view word) {
    std::size_t size = base::code_point_count(word);
    if (column_ > 0 && column_ + 1 + size > width_) end_line();
    if (column_ == 0) {
      out_ += std::string(indent_ + hang_, ' ');
      column_ = indent_ + hang_;
    } else {
      out_ += ' ';
      ++column_;
    }
    out_ += word;
    column_ += size;
  }

  // The dash is a word of its own, and what follows hangs behind it.
  void item() {
    end_paragraph();
    word("-");
    hang_ = 2;
  }

  void verbatim(std::string_view line) {
    end_paragraph();
    out_ += std::string(indent_, ' ') + std::string(line) + "\n";
  }

  void end_paragraph() {
    end_line();
    hang_ = 0;
  }

  void blank() {
    end_paragraph();
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += "\n";
  }

  std::string finish() {
    end_paragraph();
    if (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  void end_line() {
    if (column_ > 0) out_ += "\n";
    column_ = 0;
  }

  std::size_t indent_;
  std::size_t width_;
  std::size_t hang_ = 0;
  std::size_t column_ = 0;
  std::string out_;
};

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  Filler filler(indent, width);
  for (std::string_view line : lines_of(text)) {
    std::string_view rest = base::trim(line);
    if (rest.empty()) {
      filler.blank();
    } else if (line.starts_with("    ")) {
      filler.verbatim(line);
    } else {
      if (rest.starts_with("- ")) {
        filler.item();
        rest.remove_prefix(2);
      }
      for (std::string_view word : base::split(rest, ' ')) {
        if (!word.empty()) filler.word(word);
      }
    }
  }
  return filler.finish();
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines = base::split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  for (std::string_view& line : lines) {
    if (line.ends_with('\r')) line.remove_suffix(1);
  }
  return lines;
}

}  // namespace verifull::check
