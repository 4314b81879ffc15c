#include "source/name_words.h"

#include <algorithm>

#include "base/text.h"

namespace verifull::source {
namespace {

constexpr std::string_view kDevelopmentWords[] = {
    "actions", "circle",     "circleci",     "ci",         "cloud9",   "codespace",
    "dev",     "codespaces", "devcontainer", "devel",      "github",   "development",
    "gitlab",  "gitpod",     "home",         "jenkins",    "local",    "e2e",
    "mac",     "semaphore",  "servertest",   "test",       "testing",  "tests",
    "travis",  "work",       "cypress",      "playwright", "localdev",
};
constexpr std::string_view kProductionWords[] = {
    "deploy", "deployment", "live", "prod", "production", "release",
};
constexpr std::string_view kExampleWords[] = {
    "default", "defaults", "dist", "example",  "examples",  "sample",
    "samples", "skel",     "tmpl", "template", "templates", "tpl",
};

template <std::size_t kSize>
bool is_one_of(std::string_view word, const std::string_view (&words)[kSize]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_separator(char c) { return c == '.' || c == '-' || c == '_' || c == '/'; }

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words(1);
  for (char c : name) {
    if (!is_separator(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  for (std::string& word : words) word = base::to_lower(word);
  return words;
}

bool is_development_word(std::string_view word) { return is_one_of(word, kDevelopmentWords); }
bool is_production_word(std::string_view word) { return is_one_of(word, kProductionWords); }
bool is_example_word(std::string_view word) { return is_one_of(word, kExampleWords); }

}  // namespace verifull::source
