#include "report/snippet.h"

#include <algorithm>
#include <utility>

#include "report/mark_rows.h"
#include "report/quoted_line.h"

namespace verifull::report {
namespace {

constexpr std::size_t kContextWhenCut = 12;     // columns kept in front of a cut line's marks
constexpr std::uint32_t kMostLinesBetween = 2;  // more are left out

using Marks = std::vector<const Mark*>;

class Drawing {
 public:
  Drawing(const Snippet& snippet, std::size_t gutter) : snippet_(snippet), gutter_(gutter) {}

  void block(const Marks& marks, bool first) {
    file_ = marks.front()->span.file;
    const source::SourceFile& file = snippet_.sources.at(file_);
    head(file, *marks.front(), first);
    if (!snippet_.quotes) return;
    Marks by_line = marks;
    std::stable_sort(by_line.begin(), by_line.end(), [&](const Mark* a, const Mark* b) {
      return file.lines.line_of(a->span.begin) < file.lines.line_of(b->span.begin);
    });
    std::uint32_t shown_up_to = 0;
    for (std::size_t i = 0; i < by_line.size();) {
      std::uint32_t line = file.lines.line_of(by_line[i]->span.begin);
      Marks here;
      while (i < by_line.size() && file.lines.line_of(by_line[i]->span.begin) == line) {
        here.push_back(by_line[i++]);
      }
      if (shown_up_to > 0) between(file, shown_up_to, line);
      marked_line(file, line, here);
      shown_up_to = line + 1;
    }
    frame("");
  }

  std::string take() { return std::move(out_); }

 private:
  void head(const source::SourceFile& file, const Mark& mark, bool first) {
    base::Position at = snippet_.sources.begin_of(mark.span);
    out_.append(gutter_, ' ');
    out_ += snippet_.terminal.painted(Style::kFrame, first ? "--> " : "::: ");
    std::string place = shown(file.path) + ":" + std::to_string(at.line);
    if (first) place += ":" + std::to_string(at.column);
    out_ += snippet_.terminal.linked(place, file.path) + "\n";
    if (snippet_.quotes) frame("");
  }

  // A gutter with no number, and what stands behind it.
  void frame(std::string_view text) { numbered("", text); }

  void numbered(std::string_view number, std::string_view text) {
    std::string gutter(gutter_ - number.size(), ' ');
    gutter += number;
    gutter += " |";
    out_ += snippet_.terminal.painted(Style::kFrame, gutter);
    if (!text.empty()) (out_ += ' ') += text;
    out_ += '\n';
  }

  void between(const source::SourceFile& file, std::uint32_t begin, std::uint32_t end) {
    if (end - begin > kMostLinesBetween) {
      out_ += snippet_.terminal.painted(Style::kFrame, "...") + "\n";
      return;
    }
    for (std::uint32_t line = begin; line < end; ++line) marked_line(file, line, {});
  }

  std::size_t room() const {
    std::size_t gutter = gutter_ + 3;
    return std::max<std::size_t>(snippet_.terminal.width, gutter + 20) - gutter;
  }

  void marked_line(const source::SourceFile& file, std::uint32_t line, const Marks& marks) {
    QuotedLine quoted(file, line, snippet_.redactor.hidden_in(file_));
    std::vector<LineMark> line_marks;
    for (const Mark* mark : marks) line_marks.push_back(line_mark(file, line, quoted, *mark));
    std::string text = fitted(quoted, line_marks);
    numbered(std::to_string(line + 1), text);
    if (line_marks.empty()) return;
    Style primary = style_of(snippet_.severity);
    for (const std::string& row : mark_rows(line_marks, snippet_.terminal, primary, room())) {
      frame(row);
    }
  }

  LineMark line_mark(const source::SourceFile& file, std::uint32_t line, const QuotedLine& quoted,
                     const Mark& mark) const {
    bool more = mark.span.end > mark.span.begin && file.lines.line_of(mark.span.end - 1) > line;
    return {quoted.columns(mark.span.begin, mark.span.end), shown(mark.text), mark.primary, more};
  }

  // The line, or the part of it that holds the marks; these are moved along.
  std::string fitted(const QuotedLine& quoted, std::vector<LineMark>& marks) const {
    std::size_t room_for_line = room();
    if (quoted.width() <= room_for_line) return quoted.text();
    std::size_t ellipsis = display_width(snippet_.terminal.ellipsis());
    Columns window = window_round(marks, quoted.width(), room_for_line - 2 * ellipsis);
    Columns kept;
    std::string text = quoted.cut(window, kept);
    bool cut_left = kept.begin > 0;
    std::size_t indent = cut_left ? ellipsis : 0;
    for (LineMark& mark : marks) {
      auto moved = [&](std::size_t column) {
        return std::clamp(column, kept.begin, kept.end) - kept.begin + indent;
      };
      mark.columns = {moved(mark.columns.begin), moved(mark.columns.end)};
      mark.columns.end = std::max(mark.columns.end, mark.columns.begin + 1);
    }
    std::string result(cut_left ? snippet_.terminal.ellipsis() : "");
    result += text;
    if (kept.end < quoted.width()) result += snippet_.terminal.ellipsis();
    return result;
  }

  // From the first mark on, with some context, or from further left where the
  // line ends soon; round the primary mark where not all of them fit.
  static Columns window_round(const std::vector<LineMark>& marks, std::size_t width,
                              std::size_t room) {
    std::size_t begin = width;
    std::size_t end = 0;
    std::size_t primary = width;
    for (const LineMark& mark : marks) {
      begin = std::min(begin, mark.columns.begin);
      end = std::max(end, mark.columns.end);
      if (mark.primary) primary = std::min(primary, mark.columns.begin);
    }
    if (marks.empty()) begin = 0;
    if (end > begin + room && primary < width) begin = primary;
    if (end <= room) begin = 0;
    std::size_t from = begin > kContextWhenCut ? begin - kContextWhenCut : 0;
    from = std::min(from, width > room ? width - room : 0);
    return {from, from + room};
  }

  const Snippet& snippet_;
  std::size_t gutter_;
  base::FileId file_ = base::kNoFile;  // of the block being drawn
  std::string out_;
};

// The primary mark's file first.
std::vector<Marks> by_file(const std::vector<Mark>& marks) {
  std::vector<Marks> blocks;
  auto add = [&blocks](const Mark& mark) {
    for (Marks& block : blocks) {
      if (block.front()->span.file == mark.span.file) return block.push_back(&mark);
    }
    blocks.push_back({&mark});
  };
  for (const Mark& mark : marks) {
    if (mark.primary) add(mark);
  }
  for (const Mark& mark : marks) {
    if (!mark.primary) add(mark);
  }
  return blocks;
}

}  // namespace

std::size_t gutter_width(const Snippet& snippet, const std::vector<Mark>& marks) {
  std::uint32_t largest = 1;
  for (const Mark& mark : marks) {
    largest = std::max(largest, snippet.sources.begin_of(mark.span).line);
  }
  return std::to_string(largest).size();
}

std::string draw(const Snippet& snippet, const std::vector<Mark>& marks) {
  Drawing drawing(snippet, gutter_width(snippet, marks));
  bool first = true;
  for (const Marks& block : by_file(marks)) {
    drawing.block(block, first);
    first = false;
  }
  return drawing.take();
}

}  // namespace verifull::report
