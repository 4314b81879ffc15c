// Values that are given to a name which promises a secret.
#pragma once

#include <cstdint>
#include <string_view>

#include "report/hidden.h"

namespace verifull::report {

// How the languages of our files end a value.
enum class TextKind : std::uint8_t {
  kYaml,
  kDotenv,  // and pg_service.conf: a value goes to the end of its line
  kDockerfile,
  kMessage,  // a sentence: only `name=value`, because `name: …` is prose
};

// Of the whole text: `NAME=secret`, `key: secret` with what follows a block or
// plain scalar on more lines, `"key" => "secret"`, URL parameters, libpq's
// `password='…'`, Dockerfile's `ENV NAME secret`, `--password secret`, `-u user:secret`,
// netrc's `password secret`, and defaults of secret variables in Ruby code.
void hide_assignments(std::string_view text, TextKind kind, Hidden& hidden);

}  // namespace verifull::report
