// Secrets in places that only a certain language or program makes one.
#pragma once

#include <string_view>

#include "report/hidden.h"

namespace verifull::report {

// Of the commands of a Dockerfile: `ENV NAME secret`, `--password secret`,
// `-u user:secret`, netrc's `machine … password secret`.
void hide_command_secrets(std::string_view text, Hidden& hidden);

// Of Ruby code anywhere in a text: what stands behind `ENV["DB_PASSWORD"]` or
// `ENV.fetch("DB_PASSWORD"` up to the end of its tag or line is its default.
void hide_ruby_defaults(std::string_view text, Hidden& hidden);

// Of Ruby's messages the value that it could not read: of
// `invalid value for Integer(): "…"`, and of a URL whose host and port are taken for a
// user and a password.
void hide_in_ruby_errors(std::string_view text, Hidden& hidden);

// What stands between the BEGIN and END lines of PEM blocks.
void hide_pem_blocks(std::string_view text, Hidden& hidden);

}  // namespace verifull::report
