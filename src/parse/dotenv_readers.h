// The readers behind parse_dotenv(), one per program. `text` still has its
// byte-order mark.
#pragma once

#include <string>
#include <string_view>

#include "parse/dotenv.h"

namespace verifull::parse {

DotenvFile read_dotenv_gem(std::string_view text, base::FileId file, DotenvDialect dialect,
                           bool legacy_line_breaks);
DotenvFile read_dotenv_docker(std::string_view text, base::FileId file);
DotenvFile read_dotenv_compose(std::string_view text, base::FileId file);
DotenvFile read_dotenv_foreman(std::string_view text, base::FileId file);

inline base::Span dotenv_span(base::FileId file, std::size_t begin, std::size_t end) {
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Compose's templates: `$$`, `$NAME`, `${NAME}`, `${NAME:-text}` … of compose-go
// template/template.go. A broken one gives a kInvalid part.
std::vector<DotenvPart> compose_template(std::string_view text);

// An assignment whose value is the text itself.
DotenvAssignment literal_assignment(std::string_view name, std::string value);

}  // namespace verifull::parse
