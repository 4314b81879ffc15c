#include "tools/cxx_text.h"

#include "base/text.h"

namespace verifull::tools {
namespace {

// One string literal per line of the text. All that is not plain ASCII is
// octal, which always has three digits and so cannot run into what follows.
std::string literal(std::string_view text) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    // A question mark too: two of them may start a trigraph.
    if (text[i] == '"' || text[i] == '\\' || text[i] == '?') {
      result += {'\\', text[i]};
    } else if (text[i] == '\n') {
      result += i + 1 < text.size() ? "\\n\"\n    \"" : "\\n";
    } else if (byte >= 0x20 && byte < 0x7F) {
      result += text[i];
    } else {
      result += '\\';
      for (int shift : {6, 3, 0}) result += static_cast<char>('0' + ((byte >> shift) & 7));
    }
  }
  return result + "\"";
}

}  // namespace

std::string view(std::string_view text) {
  if (text.empty()) return "{}";
  return "{" + literal(text) + ", " + std::to_string(text.size()) + "}";
}

std::string braces(const std::vector<std::string>& members) {
  return "{" + base::join(members, ", ") + "}";
}

std::string CxxArrays::add(std::string_view type, const std::vector<std::string>& elements) {
  if (elements.empty()) return "{}";
  std::string name = "k" + std::to_string(++count_);
  text_ += "constexpr " + std::string(type) + " " + name + "[] = {\n";
  for (const std::string& element : elements) text_ += "  " + element + ",\n";
  text_ += "};\n";
  return name;
}

std::string CxxArrays::add_texts(const std::vector<std::string_view>& texts) {
  std::vector<std::string> elements;
  for (std::string_view text : texts) elements.push_back(view(text));
  return add("std::string_view", elements);
}

}  // namespace verifull::tools
