// Texts and numbers as C++ writes them, and the arrays that hold them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace verifull::tools {

// A string_view's initialiser, with its size, because a text may hold a zero byte.
std::string view(std::string_view text);

// "{a, b}"
std::string braces(const std::vector<std::string>& members);

// Arrays are written as they are needed, inner ones before the outer ones.
class CxxArrays {
 public:
  // The name of a constant array of these elements; "{}" for none.
  std::string add(std::string_view type, const std::vector<std::string>& elements);
  std::string add_texts(const std::vector<std::string_view>& texts);

  // Their definitions.
  const std::string& text() const { return text_; }

 private:
  int count_ = 0;
  std::string text_;
};

}  // namespace verifull::tools
