#include <optional>
#include <string>

#include "parse/dotenv.h"
#include "parse/dotenv_expand.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  auto lookup = [](const std::string&) { return std::optional<std::string>("value"); };
  for (int i = 0; i <= static_cast<int>(parse::DotenvDialect::kForeman); ++i) {
    auto dialect = static_cast<parse::DotenvDialect>(i);
    parse::DotenvFile file = parse::parse_dotenv(text, 0, dialect);
    for (const parse::DotenvAssignment& each : file.assignments) {
      require_inside(each.span, text);
      require_inside(each.name_span, text);
      require_inside(each.value_span, text);
      (void)parse::expand_dotenv(each, dialect, lookup);
    }
  }
  return 0;
}
