#include "report/table.h"

#include <algorithm>

namespace verifull::report {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;

std::string spaces(std::size_t count) { return std::string(count, ' '); }

class Table {
 public:
  Table(const std::vector<TableRow>& rows, const Terminal& terminal) : terminal_(terminal) {
    // A value wider than its share does not push the sources of all to the right.
    std::size_t share = terminal.width * 2 / 5;
    for (const TableRow& row : rows) {
      keys_ = std::max(keys_, display_width(row.key));
      std::size_t width = display_width(row.value);
      if (width <= share) values_ = std::max(values_, width);
    }
  }

  void add(const TableRow& row) {
    std::size_t value = display_width(row.value);
    out_ += spaces(kIndent) + padded(row.key, keys_) + spaces(kGap);
    out_ += terminal_.painted(row.style, row.value);
    if (row.source.empty()) return end_line();
    std::size_t column = kIndent + keys_ + kGap + std::max(values_, value) + kGap;
    if (column + source_width(row) <= terminal_.width) {
      out_ += spaces(std::max(values_, value) - value + kGap);
      steps(row, column);
    } else {
      end_line();
      std::size_t below = kIndent + keys_ + kGap + kGap;
      out_ += spaces(below);
      steps(row, below);
    }
    end_line();
  }

  std::string take() { return std::move(out_); }

 private:
  std::size_t arrow_width() const { return display_width(terminal_.from_arrow()) + 2; }

  std::size_t source_width(const TableRow& row) const {
    std::size_t width = 0;
    for (const std::string& step : row.source) width += display_width(step) + arrow_width();
    return width - arrow_width();
  }

  void steps(const TableRow& row, std::size_t column) {
    std::size_t at = column;
    for (const std::string& step : row.source) {
      bool first = &step == &row.source.front();
      std::size_t width = display_width(step) + (first ? 0 : arrow_width());
      if (!first && at + width > terminal_.width) {
        out_ += "\n" + spaces(column);
        at = column + 1;
      } else if (!first) {
        out_ += ' ';
      }
      std::string text = first ? step : std::string(terminal_.from_arrow()) + " " + step;
      out_ += terminal_.painted(Style::kFaint, text);
      at += width;
    }
  }

  void end_line() { out_ += '\n'; }

  const Terminal& terminal_;
  std::size_t keys_ = 0;
  std::size_t values_ = 0;
  std::string out_;
};

}  // namespace

std::string draw_table(const std::vector<TableRow>& rows, const Terminal& terminal) {
  Table table(rows, terminal);
  for (const TableRow& row : rows) table.add(row);
  return table.take();
}

std::string hanging(const std::string& label, const std::vector<std::string>& words,
                    const Terminal& terminal) {
  std::size_t column = display_width(label) + 1;
  std::size_t at = column;
  std::string out = terminal.painted(Style::kStrong, label);
  bool first = true;
  for (const std::string& word : words) {
    std::size_t width = display_width(word);
    if (!first && at + 1 + width > terminal.width) {
      out += "\n" + spaces(column);
      at = column;
    } else {
      out += ' ';
      at += first ? 0 : 1;
    }
    out += word;
    at += width;
    first = false;
  }
  return out + "\n";
}

}  // namespace verifull::report
