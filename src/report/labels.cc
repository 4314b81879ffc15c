#include "report/labels.h"

#include <algorithm>

#include "base/secret.h"
#include "base/secret_name.h"
#include "base/text.h"
#include "report/redaction.h"

namespace verifull::report {

bool is_label_key(std::string_view key) {
  constexpr std::size_t kLongestKey = 64;
  return !key.empty() && key.size() <= kLongestKey &&
         std::all_of(key.begin(), key.end(), [](char c) {
           return base::is_alnum(c) || c == '_' || c == '.' || c == '-';
         });
}

std::string label_value(std::string_view key, std::string_view value) {
  if (!value.empty() && base::is_secret_name(key)) return std::string(base::kRedacted);
  return shown(value);
}

}  // namespace verifull::report
