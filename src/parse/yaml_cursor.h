// Walking through a YAML text the way libyaml's reader does.
//
// Psych is libyaml 0.2.5 (src/reader.c, src/yaml_private.h), so its ideas of a
// line break, of a column and of a character that may not stand in a file are
// the ones that decide whether Rails can load it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace verifull::parse {

// A place with the counts that YAML's rules are made of. `index` and `column`
// count characters, `offset` bytes.
struct YamlMark {
  std::uint32_t offset = 0;
  std::uint32_t index = 0;
  std::uint32_t line = 0;
  int column = 0;
};

// What libyaml's reader refuses: malformed UTF-8 and control characters.
struct YamlBadCharacter {
  const char* message = nullptr;  // nullptr: there is none
  std::uint32_t offset = 0;
  // Reading this far fails already: libyaml decodes blocks of 16 KiB. The character
  // may lie far behind the first document.
  std::uint32_t limit = 0;
};
YamlBadCharacter find_bad_character(std::string_view text);

class YamlCursor {
 public:
  explicit YamlCursor(std::string_view text);

  const YamlMark& mark() const { return mark_; }
  std::uint32_t offset() const { return mark_.offset; }
  int column() const { return mark_.column; }

  // The byte `ahead` of here; NUL past the end (no accepted text holds one).
  char at(std::size_t ahead = 0) const {
    std::size_t place = mark_.offset + ahead;
    return place < text_.size() ? text_[place] : past_end();
  }
  bool is(char c, std::size_t ahead = 0) const { return at(ahead) == c; }
  bool is_end(std::size_t ahead = 0) const { return is('\0', ahead); }
  bool is_blank(std::size_t ahead = 0) const { return is(' ', ahead) || is('\t', ahead); }
  bool is_break(std::size_t ahead = 0) const { return break_size(ahead) > 0; }
  bool is_break_or_end(std::size_t ahead = 0) const { return is_break(ahead) || is_end(ahead); }
  bool is_blank_or_end(std::size_t ahead = 0) const {
    return is_blank(ahead) || is_break_or_end(ahead);
  }
  bool is_byte_order_mark() const { return is('\xEF') && is('\xBB', 1) && is('\xBF', 2); }
  // `---` or `...` at the start of a line, and nothing stuck to it.
  bool is_document_indicator(char c) const {
    return mark_.column == 0 && is(c) && is(c, 1) && is(c, 2) && is_blank_or_end(3);
  }

  // libyaml looks four characters ahead here, so they must be readable.
  void look_ahead() const;

  // Over one character that is no line break.
  void skip();
  // Over the line break that stands here; does nothing elsewhere.
  void skip_break();
  // Over ASCII letters, digits and what means nothing to YAML inside a scalar:
  // what skip() would do one by one.
  void skip_ordinary();
  void skip_blanks();
  void skip_comment();  // up to the line break, if a # stands here
  // As libyaml does at the end of a text: as if a line break had stood there.
  void force_new_line();

  // skip() and skip_break() that also keep what they go over. A break is kept as
  // "\n", the Unicode line and paragraph separators as they are.
  void read(std::string& out);
  void read_break(std::string& out);

  std::string_view text() const { return text_; }

  // Set once a character was asked for that can't be read.
  bool failed() const { return failed_; }
  const YamlBadCharacter& bad_character() const { return bad_; }

 private:
  std::size_t break_size(std::size_t ahead) const;
  char past_end() const {
    if (bad_.message != nullptr) failed_ = true;
    return '\0';
  }

  YamlBadCharacter bad_;
  std::string_view text_;
  YamlMark mark_;
  mutable bool failed_ = false;
};

}  // namespace verifull::parse
