#include "report/url_secrets.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "report/literal_parts.h"

namespace verifull::report {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

bool is_scheme(char c) { return base::is_alnum(c) || c == '+' || c == '-' || c == '.'; }

// A URL as it stands in a line: from behind `://` to the closing quote, if it
// stands in quotes, else to the next white space.
struct Found {
  std::string_view text;  // the whole line
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t line_end = 0;
  bool web = false;  // http, https, git+https …

  std::size_t step(std::size_t at) const {
    return std::max<std::size_t>(interpolation_size(text, at, end), 1);
  }
};

Found found_at(std::string_view text, std::size_t line_begin, std::size_t line_end,
               std::size_t separator) {
  std::size_t scheme = separator;
  while (scheme > line_begin && is_scheme(text[scheme - 1])) --scheme;
  std::string word = base::to_lower(text.substr(scheme, separator - scheme));
  char quote = scheme > line_begin && is_quote(text[scheme - 1]) ? text[scheme - 1] : '\0';
  Found url{text, separator + 3, line_end, line_end,
            word.ends_with("http") || word.ends_with("https")};
  std::size_t at = url.begin;
  while (at < line_end && (quote != '\0' ? text[at] != quote : !base::is_space(text[at]))) {
    at += url.step(at);
  }
  url.end = std::min(at, line_end);
  return url;
}

// The first colon, escaped or not, that may begin a password; kNowhere for none.
std::size_t password_begin(const Found& url) {
  std::size_t at = url.begin;
  if (at < url.end && url.text[at] == '[') at = std::min(url.text.find(']', at), url.end);
  for (; at < url.end; at += url.step(at)) {
    if (url.text[at] == ':') return at + 1;
    if (base::to_lower(url.text.substr(at, 3)) == "%3a") return at + 3;
  }
  return kNowhere;
}

std::size_t last_sign(const Found& url, std::size_t limit) {
  std::size_t last = kNowhere;
  for (std::size_t at = url.begin; at < limit; at += url.step(at)) {
    if (url.text[at] == '@') last = at;
  }
  return last;
}

std::size_t authority_end(const Found& url) {
  std::size_t at = url.begin;
  while (at < url.end && std::string_view("/?#").find(url.text[at]) == kNowhere) at += url.step(at);
  return std::min(at, url.end);
}

// Where `?name=` begins; an `@` behind it belongs to a parameter.
std::size_t query_begin(const Found& url) {
  for (std::size_t at = url.begin; at < url.end; at += url.step(at)) {
    if (url.text[at] != '?') continue;
    std::size_t name = at + 1;
    while (name < url.end && (base::is_alnum(url.text[name]) || url.text[name] == '_')) ++name;
    if (name > at + 1 && name < url.end && url.text[name] == '=') return at;
  }
  return url.end;
}

// What follows the host's colon and can be nothing but a port.
bool is_port(const Found& url, std::size_t begin) {
  std::size_t end = std::max(begin, authority_end(url));
  std::string_view port = url.text.substr(begin, end - begin);
  while (!port.empty() && std::string_view(".,;)]}>'\"`|").find(port.back()) != kNowhere) {
    port.remove_suffix(1);
  }
  if (port.empty() || port[0] == '$' || port[0] == '<' || port[0] == '#') return true;
  return std::all_of(port.begin(), port.end(), base::is_digit);
}

std::size_t sign_of(const Found& url) {
  std::size_t sign = last_sign(url, query_begin(url));
  return sign != kNowhere ? sign : last_sign(url, url.end);
}

void hide_without_sign(const Found& url, Hidden& hidden) {
  std::size_t password = password_begin(url);
  if (password == kNowhere || password > authority_end(url)) return;
  if (url.web && is_port(url, password)) return;
  std::size_t later = url.text.substr(0, url.line_end).rfind('@');
  bool cut_by_space = later != kNowhere && later > url.end && authority_end(url) == url.end;
  if (cut_by_space) return hidden.add(password, later);
  if (!is_port(url, password)) hide_literal_parts(url.text, password, url.end, hidden);
}

void hide_in_url(const Found& url, Hidden& hidden) {
  std::size_t sign = sign_of(url);
  if (sign == kNowhere) return hide_without_sign(url, hidden);
  std::size_t password = password_begin(url);
  std::size_t authority = authority_end(url);
  if (password != kNowhere && password <= sign) {
    if (url.web && sign > authority && is_port(url, password)) return;
    return hide_literal_parts(url.text, password, sign, hidden);
  }
  if (url.web && sign < authority) hide_literal_parts(url.text, url.begin, sign, hidden);
}

// `scheme%3A%2F%2Fuser%3Apassword%40host`.
void hide_in_encoded(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden) {
  std::string lower = base::to_lower(text.substr(begin, end - begin));
  std::size_t at = lower.find("%3a%2f%2f");
  while (at != kNowhere) {
    std::size_t user = at + 9;
    std::size_t stop = std::min(lower.find_first_of(" \t\"'`&<", user), lower.size());
    std::string_view url = std::string_view(lower).substr(0, stop);
    std::size_t password = std::min(url.find("%3a", user), url.find(':', user));
    std::size_t sign = std::min(url.rfind("%40"), url.rfind('@'));
    if (url.rfind('@') != kNowhere && url.rfind("%40") != kNowhere) {
      sign = std::max(url.rfind("%40"), url.rfind('@'));
    }
    if (password != kNowhere && sign != kNowhere && password < sign) {
      std::size_t size = url[password] == ':' ? 1 : 3;
      hidden.add(begin + password + size, begin + sign);
    }
    at = lower.find("%3a%2f%2f", stop);
  }
}

}  // namespace

void hide_url_passwords(std::string_view text, std::size_t begin, std::size_t end, Hidden& hidden) {
  text = text.substr(0, end);
  std::size_t at = text.find("://", begin);
  while (at != kNowhere) {
    Found url = found_at(text, begin, end, at);
    hide_in_url(url, hidden);
    at = text.find("://", std::max(url.end, at + 3));
  }
  if (text.find('%', begin) != kNowhere) hide_in_encoded(text, begin, end, hidden);
}

}  // namespace verifull::report
