// Texts for the formats that are XML.
#pragma once

#include <string>
#include <string_view>

namespace verifull::report {

// Safe to print and to stand in an attribute or between tags: secrets masked,
// one line, only characters that XML 1.0 allows (section 2.2), the five special
// ones escaped.
std::string xml_text(std::string_view text);

}  // namespace verifull::report
