#include "source/dotenv_name.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "source/name_words.h"

namespace verifull::source {
namespace {

// Files of dotenv-vault and of editors, and encrypted ones: no environment of an
// app is called that.
constexpr std::string_view kNeverLoaded[] = {
    "bak", "backup", "enc", "encrypted", "gpg", "keys", "me", "old", "orig", "swp", "vault",
};

bool is_environment_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return base::is_alnum(c) || c == '_' || c == '-';
  });
}

bool never_loaded(std::string_view word) {
  return std::find(std::begin(kNeverLoaded), std::end(kNeverLoaded), word) !=
         std::end(kNeverLoaded);
}

}  // namespace

DotenvName dotenv_name(std::string_view name) {
  constexpr std::string_view kStem = ".env";
  if (!name.starts_with(kStem)) return DotenvName::kOther;
  std::string_view rest = name.substr(kStem.size());
  if (rest.empty()) return DotenvName::kLoaded;
  std::vector<std::string> words = name_words(rest);
  if (std::any_of(words.begin(), words.end(), is_example_word)) return DotenvName::kExample;
  if (rest.front() != '.') return DotenvName::kNever;
  rest.remove_prefix(1);
  if (rest.ends_with(".local")) rest.remove_suffix(6);
  bool never = std::any_of(words.begin(), words.end(), never_loaded);
  return !never && is_environment_name(rest) ? DotenvName::kLoaded : DotenvName::kNever;
}

}  // namespace verifull::source
