// The texts of `verifull config`.
#pragma once

#include <string>
#include <string_view>

namespace verifull::app {

// A JSON schema (draft 7) of `.verifull.yml`, with the ids of all rules.
std::string config_schema();

// A `.verifull.yml` in which everything is a comment.
std::string_view config_starter();

}  // namespace verifull::app
