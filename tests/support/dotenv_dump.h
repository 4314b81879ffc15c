// What a reader of environment files makes of one, as text.
#pragma once

#include <string>
#include <vector>

#include "parse/dotenv.h"

namespace verifull::parse {

inline std::string dump_dotenv(const std::vector<DotenvPart>& parts) {
  std::string result;
  for (const DotenvPart& part : parts) {
    switch (part.kind) {
      case DotenvPart::Kind::kText:
        result += part.text;
        break;
      case DotenvPart::Kind::kVariable:
        result += "<" + part.text + part.operator_ + dump_dotenv(part.operand) + ">";
        break;
      case DotenvPart::Kind::kCommand:
        result += "<!" + part.text + ">";
        break;
      case DotenvPart::Kind::kInvalid:
        result += "<?>";
        break;
    }
  }
  return result;
}

// `NAME=value` of all assignments, each followed by a semicolon.
inline std::string dump_dotenv(const DotenvFile& file) {
  if (file.failure) return file.failure->ruby_class + ": " + file.failure->message;
  std::string result;
  for (const DotenvAssignment& each : file.assignments) {
    result += each.name + (each.has_value ? "=" + dump_dotenv(each.value) : "") + ";";
  }
  for (const DotenvFile::Requirement& each : file.required) {
    result += " needs " + each.name + ": " + each.failure.message;
  }
  return result;
}

}  // namespace verifull::parse
