#include "resolve/environment.h"

#include <utility>

#include "base/text.h"

namespace verifull::resolve {
namespace {

constexpr std::string_view kSecretWords[] = {
    "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "API_KEY", "APIKEY",
    "PRIVATE_KEY", "KEY_BASE", "MASTER_KEY", "CREDENTIAL", "SCRAM_CLIENT_KEY",
    "SCRAM_SERVER_KEY",
};

}  // namespace

bool looks_secret(std::string_view name) {
  std::string upper = base::to_upper(name);
  for (std::string_view word : kSecretWords) {
    if (upper.find(word) != std::string::npos) return true;
  }
  // DB_PASS, PGPASS, PASS, but neither PASSENGER nor PGPASSFILE.
  for (std::string_view part : base::split(upper, '_')) {
    if (part == "PASS" || part == "PWD" || part == "PW" || part == "DBPASS") return true;
  }
  return false;
}

void Environment::add(std::string name, std::string value, Origin origin) {
  Variable variable{Variable::State::kSet, std::move(value), {std::move(origin)},
                    looks_secret(name)};
  variables_.emplace(std::move(name), std::move(variable));
}

void Environment::add_unset(std::string name) { variables_.emplace(std::move(name), unset_); }

void Environment::assign(std::string name, std::optional<std::string> value, Origin origin) {
  Variable variable = unset_;
  if (value) {
    variable = {Variable::State::kSet, std::move(*value), {std::move(origin)},
                looks_secret(name)};
  }
  variables_.insert_or_assign(std::move(name), std::move(variable));
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
