// The parser that sees a URL before Active Record's does.
#pragma once

#include <string_view>

namespace verifull::resolve {

// What URI.parse takes (uri/rfc3986_parser.rb, RFC 3986): an environment that is a
// text goes through it before the older parser of ConnectionUrlResolver. They differ
// over white space around the URL and brackets; a `url:` only meets the older one.
bool is_strict_uri(std::string_view text);

// `scheme:` stands in front.
bool has_uri_scheme(std::string_view text);

}  // namespace verifull::resolve
