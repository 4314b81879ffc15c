#include "resolve/service_file.h"

#include "base/text.h"

namespace verifull::resolve {

Service read_service(std::string_view text, base::FileId file, std::string_view name) {
  Service service;
  bool inside = false;
  for (std::string_view line : base::split(text, '\n')) {
    std::string_view content = base::trim(line);
    if (content.empty() || content[0] == '#') continue;
    if (content[0] == '[') {
      if (service.found) break;
      inside = content == "[" + std::string(name) + "]";
      service.found = inside;
      continue;
    }
    std::size_t equals = content.find('=');
    if (!inside || equals == std::string_view::npos) continue;
    // libpq trims the line only: blanks around `=` would be part of the names.
    std::string_view value = content.substr(equals + 1);
    auto begin = static_cast<std::uint32_t>(value.data() - text.data());
    service.parameters.push_back({std::string(content.substr(0, equals)), std::string(value),
                                  {file, begin, begin + static_cast<std::uint32_t>(value.size())}});
  }
  return service;
}

}  // namespace verifull::resolve
