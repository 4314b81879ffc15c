// URIs as Ruby's URI::RFC2396_Parser takes them apart (ruby/uri
// lib/uri/rfc2396_parser.rb, split(), and what the constructors of lib/uri/*.rb
// refuse): the grammar of RFC 2396 with the IPv6 literals of RFC 2732. Compared
// with the regular expressions there, byte by byte, of Ruby 3.1.
//
// A placeholder (parse/placeholder.h) may stand wherever a letter may, in a port
// where a digit may, and in an escape where a hexadecimal digit may.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verifull::parse {

struct UrlError {
  std::string ruby_class;   // "URI::InvalidURIError", "RuntimeError", "ArgumentError", …
  std::string message;      // Ruby's, with a password in the URL masked
  std::uint32_t begin = 0;  // the offending bytes, where they can be told
  std::uint32_t end = 0;
};

// A component, undecoded: bytes [begin, end) of the text. Absent is Ruby's nil,
// which is not the same as empty.
struct UriRange {
  bool present = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

struct Uri {
  UriRange scheme;
  UriRange user;
  UriRange password;
  UriRange host;    // with the brackets of an IPv6 literal
  UriRange port;    // digits; absent when there are none
  UriRange path;    // absent only beside an opaque part
  UriRange opaque;  // `scheme:` followed by anything but a slash; query included
  UriRange query;
  bool has_fragment = false;
  std::optional<UrlError> error;
};

// Never fails otherwise. `text` is not empty.
Uri parse_uri(std::string_view text);

// True when parse_uri() gives no error.
bool is_uri(std::string_view text);

// True when every byte may stand in a query, a fragment or an opaque part; else
// `*bad` is the offset of the first that may not.
bool is_uri_text(std::string_view text, std::uint32_t* bad);

// Every `%HH` replaced by its byte, once.
std::string uri_unescape(std::string_view text);

}  // namespace verifull::parse
