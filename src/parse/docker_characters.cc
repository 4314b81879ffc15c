#include "parse/docker_characters.h"

#include "base/text.h"

namespace verifull::parse {

std::size_t docker_space_size(std::string_view text, std::size_t at) {
  if (base::is_space(text[at])) return 1;
  static constexpr std::string_view kSpaces[] = {
      "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\xA8",
      "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
  };
  for (std::string_view space : kSpaces) {
    if (text.substr(at, space.size()) == space) return space.size();
  }
  // U+2000 to U+200A
  bool general = text.substr(at, 2) == "\xE2\x80" && at + 2 < text.size();
  auto last = general ? static_cast<unsigned char>(text[at + 2]) : 0;
  return last >= 0x80 && last <= 0x8A ? 3 : 0;
}

std::string_view docker_trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t size = docker_space_size(text, 0);
    if (size == 0) break;
    text.remove_prefix(size);
  }
  for (bool found = true; found && !text.empty();) {
    found = false;
    for (std::size_t size = 1; size <= 3 && size <= text.size() && !found; ++size) {
      if (docker_space_size(text, text.size() - size) != size) continue;
      text.remove_suffix(size);
      found = true;
    }
  }
  return text;
}

bool is_docker_name_part(std::string_view character) {
  if (character.size() == 1) return base::is_alnum(character[0]) || character[0] == '_';
  auto at = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 2)
    return at(0) != 0xC2 && character != "\xC3\x97" && character != "\xC3\xB7";
  if (character.size() == 3) {
    bool symbols = at(0) == 0xE2 && at(1) < 0xB0;           // U+2000 to U+2BFF
    bool cjk_punctuation = at(0) == 0xE3 && at(1) == 0x80;  // U+3000 to U+303F
    bool private_use = at(0) == 0xEE || (at(0) == 0xEF && at(1) < 0xA4);
    bool forms = at(0) == 0xEF && at(1) >= 0xB8;  // U+FE00 and up
    return !symbols && !cjk_punctuation && !private_use && !forms;
  }
  return at(0) == 0xF0 && at(1) != 0x9F;  // not U+1F000 to U+1FFFF, not private use
}

}  // namespace verifull::parse
