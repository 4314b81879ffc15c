// Sets the keys of a Hash one by one.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "resolve/config_value.h"

namespace verifull::resolve {

// A mapping under construction; finds keys without walking all of them.
class MappingBuilder {
 public:
  explicit MappingBuilder(ConfigValue& mapping) : mapping_(mapping) {}

  void set(ConfigEntry entry, Replaced by) {
    auto [place, is_new] = index_.emplace(name_of(entry), mapping_.entries.size());
    if (is_new) {
      mapping_.entries.push_back(std::move(entry));
      return;
    }
    replace(mapping_.entries[place->second], std::move(entry), by);
  }

  // True for a key that a merge brought and nothing has set since.
  bool is_merged(const ConfigEntry& entry) const {
    return merged_.contains(name_of(entry));
  }
  void mark(const ConfigEntry& entry, bool merged) {
    if (merged) {
      merged_.insert(name_of(entry));
    } else {
      merged_.erase(name_of(entry));
    }
  }

 private:
  // "x" and :x are two keys.
  static std::string name_of(const ConfigEntry& entry) {
    return std::to_string(static_cast<int>(entry.key_type)) + entry.key;
  }

  ConfigValue& mapping_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_set<std::string> merged_;
};

}  // namespace verifull::resolve
