#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "parse/db_url.h"
#include "parse/placeholder.h"

namespace verifull::parse {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// Where user and password begin: behind `scheme://`. The first colon of the text
// must be that of the scheme (or of jdbc: before it), or `://` stands in a password.
std::size_t userinfo_begin(std::string_view text) {
  std::size_t skip = text.starts_with("jdbc:") ? 5 : 0;
  std::size_t colon = text.find(':', skip);
  if (colon != kNowhere && text.substr(colon, 3) == "://") return colon + 3;
  return text.starts_with("//") ? 2 : 0;
}

bool is_name(char c) { return base::is_alnum(c) || c == '_' || c == '%' || c == '-' || c == '.'; }

// Bytes of `name=` at `at`, 0 when there is no such thing.
std::size_t assignment_size(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_name(text[end])) ++end;
  return end > at && end < text.size() && text[end] == '=' ? end + 1 - at : 0;
}

// `name=` as parameters of a connection are written, and passwords hardly ever.
bool is_parameter(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (base::is_lower(text[end]) || text[end] == '_')) ++end;
  return end - at >= 3 && end < text.size() && text[end] == '=';
}

// Offset of the `@` that ends the userinfo, kNowhere when there is none: the last
// one of the text. Where the text is a URL, those in `?name=a@b` are not meant.
std::size_t userinfo_end(std::string_view text, std::size_t begin) {
  std::size_t last = text.rfind('@');
  if (last == kNowhere || last < begin) return kNowhere;
  std::size_t mark = text.find('?', begin);
  bool in_query = mark != kNowhere && mark < last;
  if (!in_query || begin == 0 || text.starts_with("jdbc:") || !is_uri(text)) return last;
  for (std::size_t at = mark + 1; at < last;) {
    std::size_t next = std::min(text.find('&', at), text.size());
    bool sign = text.substr(at, next - at).find('@') != kNowhere;
    if (sign && !is_parameter(text, at)) return last;
    at = next + 1;
  }
  std::size_t sign = text.substr(0, mark).rfind('@');
  return sign == kNowhere || sign < begin ? kNowhere : sign;
}

// Where the password begins in the userinfo: behind the first colon, escaped or
// not, or behind a placeholder, which may hide one.
std::size_t password_begin(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (text[at] == ':') return at + 1;
    if (base::to_lower(text.substr(at, 3)) == "%3a") return at + 3;
    if (std::size_t hidden = placeholder_size(text, at)) {
      std::size_t next = at + hidden;
      return next < end && text[next] == ':' ? next + 1 : next;
    }
  }
  return end;
}

bool is_secret_name(std::string_view name) {
  static constexpr std::string_view kEndings[] = {
      "password", "passwd", "pwd", "secret", "token", "scram_client_key", "scram_server_key"};
  std::string plain = base::to_lower(uri_unescape(name));
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&plain](std::string_view ending) { return plain.ends_with(ending); });
}

// Where the value at `begin` ends. An `&` ends it only before another `name=`:
// a raw one in a password would let the rest of it be seen.
std::size_t value_end(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '&' && assignment_size(text, at + 1) != 0) return at;
  }
  return text.size();
}

void hide(std::string_view secret, std::string& result) {
  if (!secret.empty()) result += base::kRedacted;
}

void append_without_secrets(std::string_view text, std::string& result) {
  bool name_may_begin = true;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = name_may_begin ? assignment_size(text, at) : 0;
    std::size_t begin = at + size;
    if (size != 0 && is_secret_name(text.substr(at, size - 1))) {
      std::size_t end = value_end(text, begin);
      result += text.substr(at, size);
      hide(text.substr(begin, end - begin), result);
      at = end;
      name_may_begin = false;
      continue;
    }
    char c = text[at];
    name_may_begin = c == '?' || c == '&' || c == ';' || c == '#' || base::is_space(c);
    result += c;
    ++at;
  }
}

}  // namespace

std::string url_without_password(std::string_view text) {
  std::string result;
  std::size_t begin = userinfo_begin(text);
  std::size_t end = userinfo_end(text, begin);
  if (end == kNowhere) {
    append_without_secrets(text, result);
    return result;
  }
  std::size_t password = password_begin(text, begin, end);
  result += text.substr(0, password);
  hide(text.substr(password, end - password), result);
  append_without_secrets(text.substr(end), result);
  return result;
}

}  // namespace verifull::parse
