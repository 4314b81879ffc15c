#include "report/quoted_line.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "report/terminal.h"

namespace verifull::report {
namespace {

constexpr std::string_view kTab = "    ";

std::string shown_character(std::string_view text, std::size_t at, std::size_t size) {
  if (text[at] == '\t') return std::string(kTab);
  if (text[at] == '[' && text.substr(0, at).ends_with("##")) return "\\x5B";
  return base::neutralised(text.substr(at, size));
}

}  // namespace

QuotedLine::QuotedLine(const source::SourceFile& file, std::uint32_t line,
                       const std::vector<ByteRange>& hidden) {
  std::string_view text = file.lines.line(file.text, line);
  auto first = static_cast<std::size_t>(text.data() - file.text.data());
  auto next = std::lower_bound(
      hidden.begin(), hidden.end(), first,
      [](const ByteRange& range, std::size_t offset) { return range.end <= offset; });
  for (std::size_t at = 0; at < text.size();) {
    std::size_t source = first + at;
    while (next != hidden.end() && next->end <= source) ++next;
    if (next != hidden.end() && next->begin <= source) {
      add(source, base::kRedacted);
      at = std::min<std::size_t>(next->end - first, text.size());
      continue;
    }
    std::size_t size = base::code_point_size(text, at);
    add(source, shown_character(text, at, size));
    at += size;
  }
  add(first + text.size(), "");
}

void QuotedLine::add(std::size_t source, std::string_view text) {
  cells_.push_back({static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(text_.size()),
                    static_cast<std::uint32_t>(width_)});
  text_ += text;
  width_ += display_width(text);
}

std::size_t QuotedLine::cell_of(std::uint32_t source) const {
  auto after =
      std::upper_bound(cells_.begin(), cells_.end(), source,
                       [](std::uint32_t offset, const Cell& cell) { return offset < cell.source; });
  return after == cells_.begin() ? 0 : static_cast<std::size_t>(after - cells_.begin()) - 1;
}

std::size_t QuotedLine::column_after(std::size_t cell) const {
  return cell + 1 < cells_.size() ? cells_[cell + 1].column : width_;
}

Columns QuotedLine::columns(std::uint32_t begin, std::uint32_t end) const {
  begin = std::max(begin, cells_.front().source);
  end = std::min(end, cells_.back().source);
  std::size_t first = cells_[cell_of(begin)].column;
  std::size_t last = end > begin ? column_after(cell_of(end - 1)) : first;
  return {first, std::max(last, first + 1)};
}

std::string QuotedLine::cut(Columns window, Columns& kept) const {
  auto at_least = [this](std::size_t column) {
    return std::lower_bound(
        cells_.begin(), cells_.end() - 1, column,
        [](const Cell& cell, std::size_t wanted) { return cell.column < wanted; });
  };
  auto begin = at_least(window.begin);
  auto end = at_least(window.end);
  // A wide character that begins inside of the window may end outside of it.
  std::size_t end_cell = static_cast<std::size_t>(end - cells_.begin());
  if (end_cell > 0 && end->column > window.end) --end_cell;
  end_cell = std::max(end_cell, static_cast<std::size_t>(begin - cells_.begin()));
  kept = {begin->column, cells_[end_cell].column};
  return text_.substr(begin->text, cells_[end_cell].text - begin->text);
}

}  // namespace verifull::report
