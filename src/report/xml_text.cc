#include "report/xml_text.h"

#include "base/text.h"
#include "report/redaction.h"

namespace verifull::report {

std::string xml_text(std::string_view text) {
  std::string result;
  for (char c : shown(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&apos;";
        break;
      default:
        result += c;
    }
  }
  // The two non-characters that are valid UTF-8 and no XML.
  result = base::replace_all(result, "\xEF\xBF\xBE", "\\u{FFFE}");
  return base::replace_all(result, "\xEF\xBF\xBF", "\\u{FFFF}");
}

}  // namespace verifull::report
