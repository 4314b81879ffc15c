#include "base/secret_name.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text.h"

namespace verifull::base {
namespace {

// A part of every word below.
constexpr std::string_view kHints[] = {"pass", "pw",  "key",  "sec",  "token",
                                       "priv", "cred", "auth", "salt", "pepper"};

// Enough anywhere in a name.
constexpr std::string_view kTellingParts[] = {
    "password",   "passwd", "passphrase", "passcode",  "secret",  "token",      "private",
    "credential", "apikey", "accesskey",  "masterkey", "authkey", "licensekey", "dbpass",
};

// Enough as a whole word of a name.
constexpr std::string_view kTellingWords[] = {"pass",          "pw",   "auth",
                                              "authorization", "salt", "pepper"};

// A key that these stand before is public, or a path.
constexpr std::string_view kHarmlessBeforeKey[] = {"public", "primary", "foreign", "partition",
                                                   "sort",   "cache",   "ssl"};

template <std::size_t N>
bool among(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string unescaped(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool escape = name[i] == '%' && i + 2 < name.size() && hex_digit(name[i + 1]) >= 0 &&
                  hex_digit(name[i + 2]) >= 0;
    result +=
        escape ? static_cast<char>(hex_digit(name[i + 1]) * 16 + hex_digit(name[i + 2])) : name[i];
    if (escape) i += 2;
  }
  return result;
}

// The words of snake_case, kebab-case and camelCase, in lower case.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool hump = i > 0 && is_upper(name[i]) && is_lower(name[i - 1]);
    bool separator = !is_alnum(name[i]);
    if ((hump || separator) && !words.back().empty()) words.emplace_back();
    if (!separator) words.back() += to_lower(name.substr(i, 1));
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool is_telling_word(const std::vector<std::string>& words, std::size_t i) {
  const std::string& word = words[i];
  if (word == "auth" && i > 0 && words[i - 1] == "require") return false;  // libpq's require_auth
  if (among(kTellingWords, word)) return true;
  bool several = words.size() > 1;  // PWD is a folder, and `key:` is anything
  if (word == "pwd") return several;
  if (word == "key" || word == "keys") {
    return several && (i == 0 || !among(kHarmlessBeforeKey, words[i - 1]));
  }
  return word.size() > 4 && word.ends_with("pass") && word != "bypass" && word != "compass";
}

}  // namespace

bool is_secret_name(std::string_view name) {
  std::string plain = name.find('%') == name.npos ? std::string(name) : unescaped(name);
  std::string lower = to_lower(plain);
  // Most names hold none of these, and every other test implies one of them.
  bool worth_a_look = std::any_of(
      std::begin(kHints), std::end(kHints),
      [&lower](std::string_view hint) { return lower.find(hint) != std::string::npos; });
  if (!worth_a_look) return false;
  bool telling = std::any_of(
      std::begin(kTellingParts), std::end(kTellingParts),
      [&lower](std::string_view part) { return lower.find(part) != std::string::npos; });
  if (telling) return true;
  std::vector<std::string> words = words_of(plain);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_telling_word(words, i)) return true;
  }
  return false;
}

}  // namespace verifull::base
