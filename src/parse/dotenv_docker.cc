// `docker run --env-file`: docker/cli pkg/kvfile/kvfile.go, parseKeyValueFile().
#include <algorithm>

#include "base/text.h"
#include "parse/dotenv_readers.h"
#include "parse/unicode_space.h"

namespace verifull::parse {
namespace {

// bufio.MaxScanTokenSize: a line with its line ending must fit in.
constexpr std::size_t kMaxLine = 64 * 1024;

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Reads one line; false when docker refuses it.
bool read_line(std::string_view text, base::FileId file, Line line, DotenvFile& result) {
  auto fail = [&](std::string message) {
    result.failure =
        DotenvFile::Failure{"", std::move(message), dotenv_span(file, line.begin, line.end)};
    return false;
  };
  if (!base::is_valid_utf8(text.substr(line.begin, line.end - line.begin))) {
    return fail("The line is not valid UTF-8");
  }
  std::size_t begin = line.begin;
  if (begin == 0 && text.starts_with(base::kByteOrderMark)) begin += base::kByteOrderMark.size();
  std::string_view upto_end = text.substr(0, line.end);
  while (std::size_t size = unicode_space_size(upto_end, begin)) begin += size;
  if (begin == line.end || text[begin] == '#') return true;
  std::size_t name_end = std::min(upto_end.find('=', begin), line.end);
  std::string_view name = text.substr(begin, name_end - begin);
  if (name.empty()) return fail("The line has no variable name before the equals sign");
  if (name.find_first_of(" \t") != std::string_view::npos) {
    return fail("The variable name contains white space");
  }
  bool has_value = name_end < line.end;
  std::size_t value = has_value ? name_end + 1 : name_end;
  DotenvAssignment assignment =
      literal_assignment(name, std::string(text.substr(value, line.end - value)));
  assignment.has_value = has_value;
  assignment.name_span = dotenv_span(file, begin, name_end);
  assignment.value_span = dotenv_span(file, value, line.end);
  assignment.span = dotenv_span(file, begin, line.end);
  result.assignments.push_back(std::move(assignment));
  return true;
}

}  // namespace

DotenvFile read_dotenv_docker(std::string_view text, base::FileId file) {
  DotenvFile result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t line_break = std::min(text.find('\n', at), text.size());
    std::size_t size = line_break - at;
    Line line{at, line_break};
    if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
    if (size + (line_break < text.size() ? 1 : 0) > kMaxLine ||
        (line_break == text.size() && size == kMaxLine)) {
      result.failure = DotenvFile::Failure{"", "The line is longer than docker reads",
                                           dotenv_span(file, line.begin, line.end)};
      return result;
    }
    if (!read_line(text, file, line, result)) return result;
    at = line_break + 1;
  }
  return result;
}

}  // namespace verifull::parse
