// The lines of a Dockerfile, before anything in them is understood: parser
// directives, comments, continuations and the bodies of heredocs.
//
// moby/buildkit frontend/dockerfile/parser/parser.go (Parse) and directives.go.
#pragma once

#include <cstdint>
#include <string_view>

#include "parse/docker_text.h"
#include "parse/dockerfile.h"

namespace verifull::parse {

class DockerLineReader {
 public:
  // What is met on the way (directives and the escape character they set,
  // comments, problems) is put into `out`, which must outlive the reader.
  DockerLineReader(std::string_view text, Dockerfile& out);

  // The next instruction's lines as one; false at the end of the file.
  bool next(DockerText& line);

  // Takes the lines of a heredoc whose word was on the line before: sets its
  // content and span. Without a line that ends it, it goes on to the end.
  void read_heredoc(DockerHeredoc& heredoc);

 private:
  struct Line {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  // without the line break
  };

  bool take(Line& line);
  bool begins_instruction(Line& line);
  bool take_directive(const Line& line);
  void add_directive(const Line& line, std::string_view name, std::string_view value);
  void set_escape(const Line& line, std::string_view value);
  bool is_comment(const Line& line) const;
  bool add_content(const Line& line, DockerText& text) const;
  void skip_spaces(Line& line) const;
  std::string_view text_of(const Line& line) const {
    return text_.substr(line.begin, line.end - line.begin);
  }
  base::Span span_of(const Line& line) const { return {out_.file, line.begin, line.end}; }

  std::string_view text_;
  Dockerfile& out_;
  std::uint32_t at_ = 0;
  bool in_directives_ = true;
};

}  // namespace verifull::parse
