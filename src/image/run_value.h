// What is known of the words and variables of a shell while it runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verifull::image {

// A text, or the beginning of one when the rest is not known.
struct RunValue {
  std::string text;
  bool known = true;
  bool from_build_arg = false;  // `--build-arg` may change it

  static RunValue unknown(std::string beginning = {}) {
    return {std::move(beginning), false, false};
  }
};

// One word as a command gets it.
struct RunArgument {
  std::string text;  // when it is not known: how it begins
  bool known = true;
  bool many = false;      // not known, and there may be none or several of it
  bool unlisted = false;  // what else a pattern may stand for, in a directory
                          // whose names are not all known
  bool from_build_arg = false;
};

struct RunVariable {
  enum class Presence : std::uint8_t { kUnset, kSet, kMaybe };
  Presence presence = Presence::kUnset;
  RunValue value;
};

// Variables of one shell over those that the build gave it. Changes are noted,
// so that those of a part that may not have run can be forgotten.
class RunVariables {
 public:
  using Lookup = std::function<RunVariable(std::string_view name)>;
  explicit RunVariables(Lookup below) : below_(std::move(below)) {}

  RunVariable get(std::string_view name) const {
    auto found = own_.find(std::string(name));
    return found != own_.end() ? found->second : below_(name);
  }
  void set(std::string_view name, RunVariable variable) {
    auto [place, is_new] = own_.try_emplace(std::string(name));
    std::optional<RunVariable> before;
    if (!is_new) before = std::move(place->second);
    changes_.push_back({std::string(name), std::move(before)});
    place->second = std::move(variable);
  }
  void set_text(std::string_view name, std::string text) {
    set(name, {RunVariable::Presence::kSet, {std::move(text), true, false}});
  }
  void forget(std::string_view name) {
    set(name, {RunVariable::Presence::kMaybe, RunValue::unknown()});
  }

  // A moment: what is set after it can be undone, or be forgotten.
  std::size_t note() const { return changes_.size(); }
  void undo_since(std::size_t note) {
    for (; changes_.size() > note; changes_.pop_back()) {
      Change& change = changes_.back();
      if (change.before)
        own_[change.name] = *std::move(change.before);
      else
        own_.erase(change.name);
    }
  }
  void forget_since(std::size_t note) {
    // Undoing an outer part still finds what was there before.
    for (std::size_t i = note, end = changes_.size(); i < end; ++i) {
      own_[changes_[i].name] = {RunVariable::Presence::kMaybe, RunValue::unknown()};
    }
  }

 private:
  struct Change {
    std::string name;
    std::optional<RunVariable> before;
  };

  Lookup below_;
  std::unordered_map<std::string, RunVariable> own_;
  std::vector<Change> changes_;
};

}  // namespace verifull::image
