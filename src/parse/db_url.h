// Database URLs as Active Record takes them apart.
//
// activerecord/lib/active_record/database_configurations/
// connection_url_resolver.rb on top of URI::RFC2396_Parser: not libpq's own URI
// rules, which take more (several hosts, underscores in names) and give
// `?ssl=true` a meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/uri.h"

namespace verifull::parse {

// What differs between Rails versions (facts: tests/unit/parse/db_url_test.cc).
struct UrlRules {
  bool equals_in_value = true;  // >= 6.0: `=` may stand in a query value
  bool http_left_alone = true;  // >= 6.1: http: and https: are not taken apart
  bool query_wins = true;       // >= 7.0: ?host= beats the host component
  bool scheme_aliases = true;   // >= 7.2: mysql -> mysql2, sqlite -> sqlite3
  bool false_words = true;      // >= 7.2: "false" of replica, database_tasks
};

// One key that the URL gives.
struct UrlPart {
  std::string key;        // Active Record's (adapter, username, password, host, port,
                          // database), or a query key as written
  std::string value;      // percent-decoded; may hold placeholders
  bool integer = false;   // the port of the authority; query values are text
  bool is_false = false;  // the value false, by UrlRules::false_words
  bool from_query = false;
  // The bytes of the URL that gave it; of a query parameter the whole `key=value`.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct DbUrl {
  // What Rails merges: each key once, the winner, in the order of its hash. Blank
  // values are gone, as there. One addition: a query parameter that is nothing but
  // a placeholder (`?P`) stands as a key without a value, because it may hide any
  // number of parameters.
  std::vector<UrlPart> parts;
  // The URL begins with this placeholder, so scheme, authority, path and maybe a
  // query of its own are hidden in it; parts then hold what follows it.
  std::optional<std::uint32_t> opaque_base;
  // A `?` follows the placeholder: parts are what they are only as long as the
  // hidden text has no `?` or `#` of its own.
  bool query_after_opaque = false;
  bool left_alone = false;  // jdbc: (all), http(s): by rule: only `url` is set
  bool has_scheme = false;  // of an opaque base: true, it is taken to have one
  std::optional<UrlError> error;
};

// `text` may hold placeholders; one that does not stand at the very beginning
// counts as a harmless run of letters of the component it stands in.
DbUrl parse_db_url(std::string_view text, const UrlRules& rules);

// The same URL with its password, in the authority and in password parameters,
// replaced by [redacted]. Works on URLs that do not parse as well: what stands
// between `scheme://user:` and the last `@` is hidden, because a raw `/`, `?`, `#`
// or `@` in a password is the usual reason why they do not.
std::string url_without_password(std::string_view text);

}  // namespace verifull::parse
