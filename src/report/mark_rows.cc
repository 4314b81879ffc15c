#include "report/mark_rows.h"

#include <algorithm>
#include <utility>

namespace verifull::report {
namespace {

// A row is filled cell by cell and painted when it is done, so that a mark can
// be laid over another.
class Row {
 public:
  Row(const Terminal& terminal, Style primary) : terminal_(terminal), primary_(primary) {}

  void fill(Columns columns, char c, bool primary) {
    if (cells_.size() < columns.end) cells_.resize(columns.end);
    for (std::size_t i = columns.begin; i < columns.end; ++i) cells_[i] = {c, primary};
  }

  // Behind everything that was filled, or at `column` if that is further right.
  void append(std::size_t column, std::string_view text, bool primary) {
    if (cells_.size() < column) cells_.resize(column);
    tail_ += terminal_.painted(style(primary), text);
  }

  std::string painted() const {
    std::string result;
    for (std::size_t i = 0; i < cells_.size();) {
      std::size_t end = i;
      std::string run;
      while (end < cells_.size() && cells_[end] == cells_[i]) run += cells_[end++].c;
      result += cells_[i].c == ' ' ? run : terminal_.painted(style(cells_[i].primary), run);
      i = end;
    }
    return result + tail_;
  }

 private:
  struct Cell {
    char c = ' ';
    bool primary = false;
    friend bool operator==(const Cell&, const Cell&) = default;
  };

  Style style(bool primary) const { return primary ? primary_ : Style::kFrame; }

  const Terminal& terminal_;
  Style primary_;
  std::vector<Cell> cells_;
  std::string tail_;
};

// Whether what is said about the mark can stand behind the underline: nothing
// is further right, and it fits, or would not fit better on a row of its own.
bool stands_behind(const LineMark& mark, const std::vector<LineMark>& marks, std::size_t width) {
  for (const LineMark& other : marks) {
    if (&other != &mark && other.columns.end > mark.columns.end) return false;
  }
  std::size_t text = display_width(mark.text);
  return mark.columns.end + 2 + text <= width || mark.columns.begin + text > width;
}

void underline(const std::vector<LineMark>& marks, const Terminal& terminal, Row& row) {
  for (bool primary : {false, true}) {
    for (const LineMark& mark : marks) {
      if (mark.primary == primary) row.fill(mark.columns, primary ? '^' : '-', primary);
    }
  }
  for (const LineMark& mark : marks) {
    if (mark.open_ended) return row.append(0, terminal.ellipsis(), mark.primary);
  }
}

}  // namespace

std::vector<std::string> mark_rows(std::vector<LineMark> marks, const Terminal& terminal,
                                   Style primary, std::size_t width) {
  std::stable_sort(marks.begin(), marks.end(), [](const LineMark& a, const LineMark& b) {
    return a.columns.begin < b.columns.begin;
  });
  Row first(terminal, primary);
  underline(marks, terminal, first);
  std::vector<const LineMark*> hanging;
  bool behind = false;
  for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
    if (mark->text.empty()) continue;
    if (!behind && hanging.empty() && stands_behind(*mark, marks, width)) {
      first.append(0, " " + mark->text, mark->primary);
      behind = true;
    } else {
      hanging.push_back(&*mark);
    }
  }
  std::vector<std::string> rows{first.painted()};
  auto bars = [&](std::size_t from) {
    Row row(terminal, primary);
    for (std::size_t i = hanging.size(); i-- > from;) {
      std::size_t column = hanging[i]->columns.begin;
      row.fill({column, column + 1}, '|', hanging[i]->primary);
    }
    return row;
  };
  if (!hanging.empty()) rows.push_back(bars(0).painted());
  // From right to left, so that no text runs into a bar.
  for (std::size_t i = 0; i < hanging.size(); ++i) {
    std::size_t column = hanging[i]->columns.begin;
    Row row(terminal, primary);
    for (std::size_t j = hanging.size(); j-- > i + 1;) {
      std::size_t bar = hanging[j]->columns.begin;
      if (bar < column) row.fill({bar, bar + 1}, '|', hanging[j]->primary);
    }
    row.append(column, hanging[i]->text, hanging[i]->primary);
    rows.push_back(row.painted());
  }
  return rows;
}

}  // namespace verifull::report
