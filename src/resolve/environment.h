// The environment variables of one Rails environment, each with its source.
//
// Sources, the first that names a variable wins: -D and --unset, the tool's own
// process (only when asked for), what the configuration says is there at run time, the image's ENV, the dotenv files of the
// environment. What none of them names is unknown, or unset in the closed world.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resolve/connection.h"
#include "resolve/origin.h"
#include "resolve/unknowns.h"

namespace verifull::resolve {

struct Variable {
  enum class State : std::uint8_t { kUnknown, kUnset, kSet };
  State state = State::kUnknown;
  std::string value;  // when set; may hold placeholders
  Trail trail;
  bool secret = false;  // its name says that it is one
};

class Environment {
 public:
  explicit Environment(bool closed_world) : closed_world_(closed_world) {}

  // A name that is already there keeps its value: add the strongest source first.
  void add(std::string name, std::string value, Origin origin);
  void add_unset(std::string name);
  // Set, from a source that has no place.
  void add_provided(std::string name, std::string value);

  // What an assignment in an ERB tag (`ENV["X"] = …`) does.
  void assign(std::string name, std::optional<std::string> value, Origin origin);
  // As assign(), of something that nobody can follow: unknown in the closed world too.
  void assign_unknown(std::string name);

  // Whoever fills it raises: a dotenv file that the gem refuses. The first counts.
  void fail(LoadError error);
  const std::optional<LoadError>& failure() const { return failure_; }

  const Variable& lookup(std::string_view name) const;
  bool closed_world() const { return closed_world_; }
  // Names that are set, by name.
  std::vector<std::string> names() const;

 private:
  std::map<std::string, Variable, std::less<>> variables_;
  Variable unknown_;
  Variable unset_{Variable::State::kUnset, "", {}, false};
  std::optional<LoadError> failure_;
  bool closed_world_ = false;
};

}  // namespace verifull::resolve
