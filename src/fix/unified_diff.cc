#include "fix/unified_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace verifull::fix {
namespace {

constexpr std::size_t kContext = 3;
// Above that the changed middle is shown as replaced as a whole.
constexpr std::size_t kMostCells = 4'000'000;

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;  // line break included
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    end = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back({begin, end});
    begin = end;
  }
  return lines;
}

enum class Kind : std::uint8_t { kSame, kOld, kNew };

struct Row {
  Kind kind = Kind::kSame;
  std::size_t old_line = 0;  // that it is, or stands before
  std::size_t new_line = 0;
};

class Comparison {
 public:
  Comparison(std::string_view before, std::string_view after)
      : before_(before), after_(after), old_(lines_of(before)), new_(lines_of(after)) {}

  std::vector<Row> rows() {
    std::size_t first = 0;
    while (first < old_.size() && first < new_.size() && same(first, first)) ++first;
    std::size_t tail = 0;
    while (tail < old_.size() - first && tail < new_.size() - first &&
           same(old_.size() - 1 - tail, new_.size() - 1 - tail)) {
      ++tail;
    }
    for (std::size_t i = 0; i < first; ++i) add(Kind::kSame);
    middle(old_.size() - tail, new_.size() - tail);
    for (std::size_t i = 0; i < tail; ++i) add(Kind::kSame);
    return std::move(rows_);
  }

  const Line& old_line(std::size_t i) const { return old_[i]; }
  const Line& new_line(std::size_t i) const { return new_[i]; }

 private:
  bool same(std::size_t i, std::size_t j) const {
    return before_.substr(old_[i].begin, old_[i].end - old_[i].begin) ==
           after_.substr(new_[j].begin, new_[j].end - new_[j].begin);
  }

  void add(Kind kind) {
    rows_.push_back({kind, at_old_, at_new_});
    if (kind != Kind::kNew) ++at_old_;
    if (kind != Kind::kOld) ++at_new_;
  }

  // The longest common run of lines, by the table that is told in every textbook.
  void middle(std::size_t old_end, std::size_t new_end) {
    std::size_t height = old_end - at_old_;
    std::size_t width = new_end - at_new_;
    std::vector<std::uint32_t> longest;
    if (height * width <= kMostCells) {
      longest.assign((height + 1) * (width + 1), 0);
      for (std::size_t i = height; i-- > 0;) {
        for (std::size_t j = width; j-- > 0;) {
          std::uint32_t& cell = longest[i * (width + 1) + j];
          cell = same(at_old_ + i, at_new_ + j)
                     ? longest[(i + 1) * (width + 1) + j + 1] + 1
                     : std::max(longest[(i + 1) * (width + 1) + j], longest[i * (width + 1) + j + 1]);
        }
      }
    }
    const std::size_t old_begin = at_old_;
    const std::size_t new_begin = at_new_;
    while (at_old_ < old_end || at_new_ < new_end) {
      bool both = at_old_ < old_end && at_new_ < new_end && !longest.empty();
      if (both && same(at_old_, at_new_)) {
        add(Kind::kSame);
        continue;
      }
      std::size_t i = at_old_ - old_begin;
      std::size_t j = at_new_ - new_begin;
      bool old_first = at_old_ < old_end &&
                       (!both || longest[(i + 1) * (width + 1) + j] >= longest[i * (width + 1) + j + 1]);
      add(old_first ? Kind::kOld : Kind::kNew);
    }
  }

  std::string_view before_;
  std::string_view after_;
  std::vector<Line> old_;
  std::vector<Line> new_;
  std::vector<Row> rows_;
  std::size_t at_old_ = 0;
  std::size_t at_new_ = 0;
};

// "3", "3,2": a range of lines as `diff -u` writes it; an empty one names the line before.
std::string range(std::size_t first, std::size_t count) {
  std::string text = std::to_string(count == 0 ? first : first + 1);
  return count == 1 ? text : text + "," + std::to_string(count);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after,
                         const ShowBytes& show) {
  if (before == after) return "";
  Comparison comparison(before, after);
  std::vector<Row> rows = comparison.rows();
  std::string name(path);
  std::string out = "--- " + name + "\n+++ " + name + "\n";
  std::size_t at = 0;
  while (true) {
    while (at < rows.size() && rows[at].kind == Kind::kSame) ++at;
    if (at == rows.size()) return out;
    std::size_t begin = at - std::min(at, kContext);
    std::size_t last = at;  // the last changed row of the hunk
    for (std::size_t i = at; i < rows.size() && i <= last + 2 * kContext; ++i) {
      if (rows[i].kind != Kind::kSame) last = i;
    }
    std::size_t end = std::min(rows.size(), last + 1 + kContext);
    std::size_t old_count = 0;
    std::size_t new_count = 0;
    std::string lines;
    for (std::size_t i = begin; i < end; ++i) {
      const Row& row = rows[i];
      bool is_new = row.kind == Kind::kNew;
      old_count += is_new ? 0 : 1;
      new_count += row.kind == Kind::kOld ? 0 : 1;
      const Line& line =
          is_new ? comparison.new_line(row.new_line) : comparison.old_line(row.old_line);
      std::string_view text = is_new ? after : before;
      bool broken = text[line.end - 1] == '\n';
      bool returns = broken && line.end - line.begin > 1 && text[line.end - 2] == '\r';
      std::size_t size = line.end - line.begin - (broken ? 1 : 0) - (returns ? 1 : 0);
      lines += is_new ? '+' : row.kind == Kind::kOld ? '-' : ' ';
      lines += show(is_new, line.begin, line.begin + size);
      lines += returns ? "\r\n" : "\n";
      if (!broken) lines += "\\ No newline at end of file\n";
    }
    out += "@@ -" + range(rows[begin].old_line, old_count) + " +" +
           range(rows[begin].new_line, new_count) + " @@\n" + lines;
    at = end;
  }
}

}  // namespace verifull::fix
