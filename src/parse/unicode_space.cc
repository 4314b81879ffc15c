#include "parse/unicode_space.h"

#include "base/text.h"

namespace verifull::parse {

std::size_t unicode_space_size(std::string_view text, std::size_t at) {
  static constexpr std::string_view kWide[] = {"\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80",
                                               "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF",
                                               "\xE2\x81\x9F", "\xE3\x80\x80"};
  if (at >= text.size()) return 0;
  if (base::is_space(text[at])) return 1;
  std::string_view rest = text.substr(at, 3);
  // U+2000 to U+200A are spaces of eleven widths.
  if (rest.size() == 3 && rest.starts_with("\xE2\x80")) {
    unsigned last = static_cast<unsigned char>(rest[2]);
    if (last >= 0x80 && last <= 0x8A) return 3;
  }
  for (std::string_view wide : kWide) {
    if (rest.starts_with(wide)) return wide.size();
  }
  return 0;
}

}  // namespace verifull::parse
