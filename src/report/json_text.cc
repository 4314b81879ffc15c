#include "report/json_text.h"

#include <cstddef>

#include <nlohmann/json.hpp>

#include "base/secret.h"
#include "base/text.h"
#include "report/redaction.h"

namespace verifull::report {

std::string data_text(std::string_view value) {
  std::string result;
  std::size_t at = 0;
  for (const ByteRange& range : secret_ranges(value, TextKind::kMessage)) {
    result.append(value.substr(at, range.begin - at)).append(base::kRedacted);
    at = range.end;
  }
  return result.append(value.substr(at));
}

std::string encoded(const nlohmann::ordered_json& document, int indent) {
  using Json = nlohmann::ordered_json;
  std::string text = document.dump(indent, ' ', true, Json::error_handler_t::replace);
  // `##[` can only stand in a text, where JSON allows to write it like this.
  return base::replace_all(text, "##[", "##\\u005b") + "\n";
}

}  // namespace verifull::report
