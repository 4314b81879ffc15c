#include "merge/report_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "base/text.h"
#include "merge/document.h"
#include "source/guarded_open.h"

namespace verifull::merge {
namespace {

constexpr std::size_t kLongestLine = std::size_t{4} * 1024 * 1024;
constexpr std::size_t kLongestDocument = std::size_t{256} * 1024 * 1024;

class Lines {
 public:
  Lines(std::string_view name, Collector& collector) : name_(name), collector_(collector) {}

  // The lines that end in `rest` are read and taken out of it.
  std::optional<base::Error> take(std::string& rest) {
    std::size_t begin = 0;
    for (std::size_t end; (end = rest.find('\n', begin)) != std::string::npos; begin = end + 1) {
      if (auto error = line(std::string_view(rest).substr(begin, end - begin))) return error;
    }
    rest.erase(0, begin);
    if (rest.size() <= kLongestLine) return std::nullopt;
    return not_a_report(name_, std::to_string(number_), "the line is too long");
  }

  std::optional<base::Error> line(std::string_view text) {
    std::size_t number = number_++;
    if (base::trim(text).empty()) return std::nullopt;
    return read_line(name_, number, text, collector_);
  }

 private:
  std::string_view name_;
  Collector& collector_;
  std::size_t number_ = 1;
};

// A document's object goes on behind its first line, or is one that names its parts.
bool is_document(std::string_view start) {
  std::string_view first = base::trim(start);
  std::size_t end = std::min(first.find('\n'), first.size());
  std::string_view line = base::trim(first.substr(0, end));
  if (line.empty() || line.front() != '{') return false;
  return line.back() != '}' || line.find("\"runs\"") != std::string_view::npos ||
         line.find("\"projects\"") != std::string_view::npos;
}

}  // namespace

std::optional<base::Error> read_report(const std::string& path, Collector& collector) {
  bool standard = path == "-";
  std::string name = standard ? "stdin" : path;
  source::Descriptor opened;
  if (!standard) opened = source::Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!standard && !opened.open()) {
    return base::Error{base::ErrorKind::kUnreadable,
                       "cannot read " + name + ": " + std::strerror(errno), "", {}};
  }
  int descriptor = standard ? STDIN_FILENO : opened.get();
  Lines lines(name, collector);
  std::string text;
  std::optional<bool> document;
  char buffer[65536];
  for (;;) {
    ssize_t size = read(descriptor, buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) {
      return base::Error{base::ErrorKind::kUnreadable,
                         "cannot read " + name + ": " + std::strerror(errno), "", {}};
    }
    text.append(buffer, static_cast<std::size_t>(size));
    bool decided = document || size == 0 || text.find('\n', text.find('{')) != std::string::npos ||
                   text.size() > kLongestLine;
    if (decided && !document) document = is_document(text);
    if (size == 0) break;
    if (!document) continue;
    if (*document && text.size() > kLongestDocument) {
      return not_a_report(name, "", "it is larger than 256 MiB");
    }
    if (*document) continue;
    if (auto error = lines.take(text)) return error;
  }
  if (document.value_or(false)) return read_document(name, text, collector);
  if (auto error = lines.take(text)) return error;
  return lines.line(text);
}

}  // namespace verifull::merge
