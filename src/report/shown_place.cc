#include "report/shown_place.h"

#include <algorithm>

#include "base/line_index.h"
#include "base/text.h"

namespace verifull::report {
namespace {

std::uint32_t byte_column(const source::SourceFile& file, std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(file.text.size()));
  std::uint32_t begin = file.lines.begin_of(file.lines.line_of(offset));
  std::uint32_t column = offset - begin;
  bool marked = begin == 0 && file.text.starts_with(base::kByteOrderMark);
  auto mark = static_cast<std::uint32_t>(base::kByteOrderMark.size());
  if (marked) column -= std::min(column, mark);
  return column + 1;
}

}  // namespace

ShownPlace shown_place(const source::SourceSet& sources, const base::Span& span) {
  const source::SourceFile& file = sources.at(span.file);
  base::Position begin = sources.begin_of(span);
  base::Position end = sources.end_of(span);
  return {file.path,
          begin.line,
          end.line,
          begin.column,
          end.column,
          byte_column(file, span.begin),
          byte_column(file, span.end)};
}

ShownPlace first_line(const source::SourceSet& sources, const base::Span& span) {
  const source::SourceFile& file = sources.at(span.file);
  std::string_view line = file.lines.line(file.text, file.lines.line_of(span.begin));
  // line() is a view into the text, without the line's ending.
  auto line_end = static_cast<std::uint32_t>(line.data() + line.size() - file.text.data());
  base::Span cut = span;
  cut.end = std::max(span.begin, std::min(span.end, line_end));
  return shown_place(sources, cut);
}

}  // namespace verifull::report
