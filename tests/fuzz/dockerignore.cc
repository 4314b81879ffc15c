#include <algorithm>

#include "image/dockerignore.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  // The first line is the path that the others decide about.
  std::size_t line = std::min(text.find('\n'), text.size());
  image::Dockerignore ignore(text, 0);
  if (ignore.refused()) require_inside(*ignore.refused(), text);
  image::Dockerignore::Decision decision = ignore.decide(text.substr(0, line));
  require_inside(decision.line, text);
  return 0;
}
