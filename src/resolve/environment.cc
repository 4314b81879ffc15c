#include "resolve/environment.h"

#include <utility>

#include "base/secret_name.h"

namespace verifull::resolve {
void Environment::add(std::string name, std::string value, Origin origin) {
  Variable variable{Variable::State::kSet, std::move(value), {std::move(origin)},
                    base::is_secret_name(name)};
  variables_.emplace(std::move(name), std::move(variable));
}

void Environment::add_unset(std::string name) { variables_.emplace(std::move(name), unset_); }

void Environment::add_provided(std::string name, std::string value) {
  bool secret = base::is_secret_name(name);
  variables_.emplace(std::move(name),
                     Variable{Variable::State::kSet, std::move(value), {}, secret});
}

void Environment::assign(std::string name, std::optional<std::string> value, Origin origin) {
  Variable variable = unset_;
  if (value) {
    variable = {Variable::State::kSet, std::move(*value), {std::move(origin)},
                base::is_secret_name(name)};
  }
  variables_.insert_or_assign(std::move(name), std::move(variable));
}

void Environment::assign_unknown(std::string name) {
  variables_.insert_or_assign(std::move(name), Variable{});
}

void Environment::fail(LoadError error) {
  if (!failure_) failure_ = std::move(error);
}

const Variable& Environment::lookup(std::string_view name) const {
  auto found = variables_.find(name);
  if (found != variables_.end()) return found->second;
  return closed_world_ ? unset_ : unknown_;
}

std::vector<std::string> Environment::names() const {
  std::vector<std::string> result;
  for (const auto& [name, variable] : variables_) {
    if (variable.state == Variable::State::kSet) result.push_back(name);
  }
  return result;
}

}  // namespace verifull::resolve
