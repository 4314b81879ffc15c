// What URI::HTTP, FTP, LDAP, File and the other classes that Ruby keeps for a
// scheme do differently (ruby/uri lib/uri/*.rb): a port of their own, errors of
// their own. Seen only when a database URL carries such a scheme by mistake.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/uri.h"

namespace verifull::parse {

struct UriScheme {
  int default_port = 0;      // 0 for none
  bool no_userinfo = false;  // user, password and port are dropped
};

UriScheme uri_scheme(std::string_view scheme);  // lower case; "" for none

// What the constructor of the scheme's class raises about a URI that parsed.
std::optional<UrlError> uri_scheme_error(const Uri& uri, std::string_view text);

// What Active Record makes of URI::FTP#path, which loses a type code and turns an
// escaped leading slash into one.
std::string_view ftp_database(std::string_view path);

}  // namespace verifull::parse
