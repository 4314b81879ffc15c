#include "app/fleet_values.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <system_error>
#include <utility>

namespace verifull::app {
namespace {

base::Error usage(std::string message, std::string hint = "") {
  return {base::ErrorKind::kUsage, std::move(message), std::move(hint), {}};
}

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

// 0 for what is no number from 1 to a million.
std::size_t small_number(std::string_view word) {
  std::size_t number = 0;
  auto [at, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  bool good = error == std::errc() && at == word.data() + word.size() && number <= 1'000'000;
  return good ? number : 0;
}

}  // namespace

std::optional<base::Error> set_labels(const std::vector<std::string>& words, Options& options) {
  for (const std::string& word : words) {
    // Never the value: it may be anything.
    std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      return usage("`--label` needs KEY=VALUE", "there is no `=`");
    }
    std::string key = word.substr(0, equals);
    std::string value = word.substr(equals + 1);
    if (!report::is_label_key(key)) {
      return usage("`--label` does not take the key " + quoted(key),
                   "a key is made of letters, digits, `_`, `.` and `-`, 64 at most");
    }
    if (value.size() > report::kLongestLabel) {
      return usage("the value of `--label " + key + "` is too long", "1024 bytes at most");
    }
    for (const auto& [other, unused] : options.labels) {
      if (other == key) return usage("`--label " + key + "` stands there twice");
    }
    options.labels.emplace_back(std::move(key), std::move(value));
  }
  return std::nullopt;
}

std::optional<base::Error> set_shard(const RawOptions& raw, Options& options) {
  if (raw.shard.empty()) return std::nullopt;
  std::size_t slash = std::min(raw.shard.find('/'), raw.shard.size());
  std::string_view word = raw.shard;
  std::size_t index = small_number(word.substr(0, slash));
  std::size_t count = slash < word.size() ? small_number(word.substr(slash + 1)) : 0;
  if (index == 0 || index > count) {
    return usage("`--shard` does not take " + quoted(raw.shard),
                 "write `--shard I/N`: part I of N, counted from 1, as in `--shard 1/4`");
  }
  if (options.staged || !options.since.empty() || !raw.stdin_filename.empty()) {
    return usage("`--shard` does not go with `--since`, `--staged` or stdin",
                 "what is compared or read there is no list of apps");
  }
  options.engine.shard = {index, count};
  return std::nullopt;
}

}  // namespace verifull::app
