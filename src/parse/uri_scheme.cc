#include "parse/uri_scheme.h"

#include <algorithm>

#include "base/text.h"
#include "parse/db_url.h"

namespace verifull::parse {
namespace {

struct Entry {
  std::string_view name;
  UriScheme scheme;
};
constexpr Entry kSchemes[] = {
    {"ftp", {21, false}},    {"http", {80, false}}, {"https", {443, false}}, {"ldap", {389, false}},
    {"ldaps", {636, false}}, {"ws", {80, false}},   {"wss", {443, false}},   {"file", {0, true}},
};

UrlError invalid(std::string message, std::string_view text) {
  return {"URI::InvalidURIError", std::move(message), 0, static_cast<std::uint32_t>(text.size())};
}

UrlError invalid_component(std::string message, const UriRange& where) {
  return {"URI::InvalidComponentError", std::move(message), where.begin, where.end};
}

// `name@domain` any number of times, with commas or semicolons between and
// perhaps one at the end.
bool is_address_list(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = std::min(text.find_first_of(",;", begin), text.size());
    std::string_view address = text.substr(begin, end - begin);
    std::size_t sign = address.find('@');
    if (sign == 0 || sign == std::string_view::npos || sign + 1 == address.size()) return false;
    if (address.find('@', sign + 1) != std::string_view::npos) return false;
    begin = end + 1;
  }
  return true;
}

std::optional<UrlError> mailto_error(const Uri& uri, std::string_view text) {
  if (!uri.opaque.present) {
    // A query is taken for the opaque part, and then clashes with the path.
    if (uri.query.present) return std::nullopt;
    return invalid_component("missing opaque part for mailto URL", uri.path);
  }
  std::string_view opaque = uri.opaque.in(text);
  if (is_address_list(opaque.substr(0, opaque.find('?')))) return std::nullopt;
  return invalid_component(
      "unrecognised opaque part for mailtoURL: " + url_without_password(opaque), uri.opaque);
}

}  // namespace

UriScheme uri_scheme(std::string_view scheme) {
  for (const Entry& entry : kSchemes) {
    if (entry.name == scheme) return entry.scheme;
  }
  return {};
}

std::optional<UrlError> uri_scheme_error(const Uri& uri, std::string_view text) {
  std::string scheme = base::to_lower(uri.scheme.in(text));
  if (scheme == "mailto") {
    if (auto error = mailto_error(uri, text)) return error;
    if (uri.path.present) {
      return invalid("can not set opaque with host, port, userinfo or path", text);
    }
  }
  if (scheme == "ftp" && uri.opaque.present) return invalid("URI::InvalidURIError", text);
  bool ldap = scheme == "ldap" || scheme == "ldaps";
  if (ldap && (uri.opaque.present || uri.has_fragment)) return invalid("bad LDAP URL", text);
  UriScheme known = uri_scheme(scheme);
  if (uri.opaque.present && (known.default_port != 0 || known.no_userinfo)) {
    return invalid("can not set opaque with host, port, userinfo or path", text);
  }
  return std::nullopt;
}

std::string_view ftp_database(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.starts_with("%2F")) {
    path.remove_prefix(3);
  } else if (path.starts_with('/')) {
    path.remove_prefix(1);
  }
  return path.substr(0, path.find(";type="));
}

}  // namespace verifull::parse
