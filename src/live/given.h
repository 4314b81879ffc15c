// What a resolved connection gives libpq, by keyword.
#pragma once

#include <string>
#include <string_view>

#include "resolve/connection.h"

namespace verifull::live {

class Given {
 public:
  explicit Given(const resolve::Connection& connection) : connection_(connection) {}

  const resolve::LibpqParameter* find(std::string_view keyword) const {
    for (const resolve::LibpqParameter& each : connection_.libpq) {
      if (each.keyword == keyword) return &each;
    }
    return nullptr;
  }

  // "" when it is not given, not known or empty. May be a secret.
  std::string known(std::string_view keyword) const {
    const resolve::LibpqParameter* found = find(keyword);
    return found != nullptr && found->known ? found->value.reveal() : "";
  }

  bool is_unknown(std::string_view keyword) const {
    const resolve::LibpqParameter* found = find(keyword);
    return found != nullptr && !found->known;
  }

  // Of an unknown one.
  std::string unknown_text(std::string_view keyword) const {
    return "the " + std::string(keyword) +
           " is not known here: " + std::string(find(keyword)->value.shown());
  }

 private:
  const resolve::Connection& connection_;
};

}  // namespace verifull::live
