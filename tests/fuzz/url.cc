#include "parse/db_url.h"
#include "parse/uri.h"
#include "resolve/strict_uri.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  if (text.empty()) return 0;
  (void)parse::parse_uri(text);
  (void)parse::parse_db_url(text, {});
  (void)parse::parse_db_url(text, {false, false, false, false, false});
  (void)parse::url_without_password(text);
  (void)resolve::is_strict_uri(text);
  return 0;
}
