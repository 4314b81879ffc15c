#include "resolve/service_file.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/text.h"
#include "resolve/libpq_rules.h"

namespace verifull::resolve {
namespace {

// The buffer that libpq reads a line into, less its newline and its end.
constexpr std::size_t kLongestLine = 1022;

// libpq compares the beginning only: something may follow the bracket.
bool opens(std::string_view content, std::string_view name) {
  content.remove_prefix(1);
  return content.starts_with(name) && content.substr(name.size()).starts_with(']');
}

// Since 13 a line loses the blanks at its end too, not only its line break.
std::string_view content_of(std::string_view line, int version) {
  std::string_view content = base::trim(line);
  if (version == 0 || version >= 13 || content.empty()) return content;
  std::size_t begin = static_cast<std::size_t>(content.data() - line.data());
  std::size_t end = line.find_last_not_of("\r\n") + 1;
  return line.substr(begin, end - begin);
}

bool is_keyword(std::string_view keyword, int version) {
  int since = libpq_keyword_since(keyword);
  return since > 0 && (version == 0 || since <= version);
}

}  // namespace

Service read_service(std::string_view text, base::FileId file, std::string_view name,
                     int version) {
  Service service;
  std::size_t number = 0;
  auto refuse = [&](std::string error) {
    service.error = std::move(error);
    return service;
  };
  for (std::string_view line : base::split(text, '\n')) {
    std::string at = "line " + std::to_string(++number);
    if (line.size() > kLongestLine) return refuse(at + " of the service file is too long");
    std::string_view content = content_of(line, version);
    if (content.empty() || content[0] == '#') continue;
    if (content[0] == '[') {
      if (service.found) break;
      service.found = opens(content, name);
      continue;
    }
    if (!service.found) continue;
    // libpq trims the line only: blanks around `=` are part of the names.
    std::size_t equals = content.find('=');
    std::string_view keyword = content.substr(0, equals);
    if (equals != std::string_view::npos && keyword == "service") {
      return refuse("nested service in the service file, " + at);
    }
    if (equals == std::string_view::npos || !is_keyword(keyword, version)) {
      return refuse("syntax error in the service file, " + at);
    }
    std::string_view value = content.substr(equals + 1);
    auto begin = static_cast<std::uint32_t>(value.data() - text.data());
    service.parameters.push_back({std::string(keyword), std::string(value),
                                  {file, begin, begin + static_cast<std::uint32_t>(value.size())}});
  }
  return service;
}

}  // namespace verifull::resolve
