#include "parse/db_url.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "parse/placeholder.h"
#include "parse/unicode_space.h"
#include "parse/uri_scheme.h"

namespace verifull::parse {
namespace {

// A value of Rails' raw hash: the part, or nil under a key that is there.
struct Entry {
  UrlPart part;
  bool nil = false;
};

// Ruby's Hash: a key keeps the position of its first insertion.
class OrderedHash {
 public:
  void store(Entry entry) {
    auto [found, is_new] = index_.try_emplace(entry.part.key, entries_.size());
    if (is_new) {
      entries_.push_back(std::move(entry));
    } else {
      entries_[found->second] = std::move(entry);
    }
  }
  void merge(std::vector<Entry> entries) {
    for (Entry& entry : entries) store(std::move(entry));
  }
  std::vector<Entry>& entries() { return entries_; }

 private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> index_;
};

Entry entry(std::string key, std::string_view value, const UriRange& where) {
  Entry result;
  result.part.key = std::move(key);
  result.part.value = std::string(value);
  result.part.begin = where.begin;
  result.part.end = where.end;
  result.nil = !where.present;
  return result;
}

UrlError error_at(std::string ruby_class, std::string message, std::size_t begin, std::size_t end) {
  return {std::move(ruby_class), std::move(message), static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(end)};
}

// ActiveSupport's String#blank?
bool is_blank(std::string_view text) {
  std::size_t at = 0;
  while (std::size_t size = unicode_space_size(text, at)) at += size;
  return at == text.size();
}

class Resolver {
 public:
  Resolver(std::string_view text, const UrlRules& rules) : text_(text), rules_(rules) {}

  DbUrl resolve() {
    if (left_alone()) return std::move(result_);
    if (!base::is_valid_utf8(text_)) {
      fail("ArgumentError", "invalid byte sequence in UTF-8");
    } else if (is_blank(text_)) {
      fail("RuntimeError", "Database URL cannot be empty");
    } else if (!opaque_base()) {
      expand(parse_uri(text_));
    }
    if (result_.error) result_.parts.clear();
    return std::move(result_);
  }

 private:
  void fail(std::string ruby_class, std::string message) {
    result_.error = error_at(std::move(ruby_class), std::move(message), 0, text_.size());
  }

  // UrlConfig#build_url_hash looks at the first bytes only, case and all.
  bool left_alone() {
    bool http = text_.starts_with("http:") || text_.starts_with("https:");
    if (!text_.starts_with("jdbc:") && !(http && rules_.http_left_alone)) return false;
    UriRange whole{true, 0, static_cast<std::uint32_t>(text_.size())};
    result_.parts.push_back(entry("url", text_, whole).part);
    result_.left_alone = true;
    result_.has_scheme = true;
    return true;
  }

  // A text that begins with a placeholder: only a query behind it is known.
  bool opaque_base() {
    std::size_t begin = 0;
    while (begin < text_.size() && base::is_space(text_[begin])) ++begin;
    std::size_t hidden = begin < text_.size() ? placeholder_size(text_, begin) : 0;
    if (hidden == 0) return false;
    result_.opaque_base = split_placeholders(text_.substr(begin, hidden)).front().index;
    result_.has_scheme = true;
    std::size_t at = begin + hidden;
    std::size_t end = base::trim(text_).size() + begin;
    std::size_t hash = std::min(text_.find('#', at), end);
    std::size_t mark = std::min(text_.substr(0, hash).find('?', at), hash);
    if (!check_bytes(at, hash) || (hash < end && !check_bytes(hash + 1, end))) return true;
    if (mark == hash) return true;
    result_.query_after_opaque = true;
    OrderedHash hash_of_query;
    hash_of_query.merge(query(
        {true, static_cast<std::uint32_t>(mark + 1), static_cast<std::uint32_t>(hash)}, true));
    finish(hash_of_query);
    return true;
  }

  bool check_bytes(std::size_t begin, std::size_t end) {
    std::uint32_t bad = 0;
    if (is_uri_text(text_.substr(begin, end - begin), &bad)) return true;
    std::size_t at = begin + bad;
    result_.error =
        error_at("URI::InvalidURIError", "bad URI(is not URI?): " + url_without_password(text_), at,
                 at + base::code_point_size(text_, at));
    return false;
  }

  void expand(const Uri& uri) {
    result_.has_scheme = uri.scheme.present;
    result_.error = uri.error ? uri.error : uri_scheme_error(uri, text_);
    if (result_.error) return;
    OrderedHash hash;
    if (uri.opaque.present) {
      expand_opaque(uri, hash);
    } else {
      std::vector<Entry> from_query = query(uri.query, true);
      std::vector<Entry> from_components = components(uri);
      hash.merge(rules_.query_wins ? std::move(from_components) : std::move(from_query));
      hash.merge(rules_.query_wins ? std::move(from_query) : std::move(from_components));
    }
    if (!result_.error) finish(hash);
  }

  // In an opaque URI the query never wins, whatever the version.
  void expand_opaque(const Uri& uri, OrderedHash& hash) {
    UriRange name = uri.opaque;
    UriRange rest;
    std::size_t mark = uri.opaque.in(text_).find('?');
    if (mark != std::string_view::npos) {
      name.end = name.begin + static_cast<std::uint32_t>(mark);
      rest = {true, name.end + 1, uri.opaque.end};
    }
    if (name.begin == name.end) {
      result_.error =
          error_at("URI::InvalidComponentError",
                   "bad component(expected opaque component): ", name.begin, uri.opaque.end);
      return;
    }
    hash.merge(query(rest, false));
    hash.store(entry("adapter", adapter(uri), uri.scheme));
    hash.store(entry("database", name.in(text_), name));
  }

  std::string adapter(const Uri& uri) const {
    std::string name = base::to_lower(uri.scheme.in(text_));
    std::replace(name.begin(), name.end(), '-', '_');
    if (name == "postgres") return "postgresql";
    if (rules_.scheme_aliases && name == "mysql") return "mysql2";
    if (rules_.scheme_aliases && name == "sqlite") return "sqlite3";
    return name;
  }

  std::vector<Entry> components(const Uri& uri) const {
    std::string scheme = base::to_lower(uri.scheme.in(text_));
    UriScheme known = uri_scheme(scheme);
    std::string driver = adapter(uri);
    std::vector<Entry> entries;
    entries.push_back(entry("adapter", driver, uri.scheme));
    UriRange absent;
    const UriRange& user = known.no_userinfo ? absent : uri.user;
    const UriRange& password = known.no_userinfo ? absent : uri.password;
    entries.push_back(entry("username", user.in(text_), user));
    entries.push_back(entry("password", password.in(text_), password));
    entries.push_back(port(uri, known));
    entries.push_back(database(uri, scheme, driver));
    entries.push_back(host(uri, known));
    return entries;
  }

  Entry port(const Uri& uri, const UriScheme& known) const {
    Entry result = entry("port", uri.port.in(text_), uri.port);
    std::string& value = result.part.value;
    value.erase(0, std::min(value.find_first_not_of('0'), value.size()));
    if (uri.port.present && value.empty()) value = "0";
    if (!uri.port.present && known.default_port != 0) {
      result = entry("port", std::to_string(known.default_port), uri.scheme);
    }
    result.part.integer = true;
    result.nil = result.nil || known.no_userinfo;
    return result;
  }

  Entry database(const Uri& uri, std::string_view scheme, std::string_view driver) const {
    UriRange where = uri.path;
    if (scheme == "ftp") {
      std::string_view name = ftp_database(where.in(text_));
      where.begin = static_cast<std::uint32_t>(name.data() - text_.data());
      where.end = where.begin + static_cast<std::uint32_t>(name.size());
    } else if (driver != "sqlite3" && where.in(text_).starts_with('/')) {
      ++where.begin;
    }
    return entry("database", where.in(text_), where);
  }

  Entry host(const Uri& uri, const UriScheme& known) const {
    std::string_view name = uri.host.in(text_);
    if (name.starts_with('[')) name = name.substr(1, name.size() - 2);
    if (known.no_userinfo && name == "localhost") name = "";
    return entry("host", name, uri.host);
  }

  // `from_uri`: URI::Generic#query= escapes the apostrophe, and keys are never
  // decoded again. The query of an opaque part does not come by there.
  std::vector<Entry> query(const UriRange& where, bool from_uri) {
    std::vector<Entry> entries;
    std::size_t end = where.end;
    // Empty pairs at the end are dropped by String#split; others make Hash[] fail.
    while (end > where.begin && text_[end - 1] == '&') --end;
    if (!where.present || end == where.begin) return entries;
    for (std::size_t at = where.begin; at <= end && !result_.error;) {
      std::size_t next = std::min(text_.find('&', at), end);
      entries.push_back(pair(at, next, from_uri));
      at = next + 1;
    }
    return entries;
  }

  Entry pair(std::size_t begin, std::size_t end, bool from_uri) {
    std::string_view text = text_.substr(begin, end - begin);
    std::size_t sign = text.find('=');
    std::string_view value;
    if (sign != std::string_view::npos) value = text.substr(sign + 1);
    std::size_t elements = text.empty() ? 0 : 1;
    if (!rules_.equals_in_value) {
      elements = 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '='));
      // Without a limit String#split drops empty elements at the end.
      std::size_t last = text.find_last_not_of('=');
      std::size_t size = last == std::string_view::npos ? 0 : last + 1;
      elements = size == 0 ? 0 : elements - (text.size() - size);
      value = value.substr(0, value.size() - std::min(value.size(), text.size() - size));
    }
    if (elements == 0 || elements > 2) {
      result_.error = error_at(
          "ArgumentError", "invalid number of elements (" + std::to_string(elements) + " for 1..2)",
          begin, end);
    }
    std::string key(text.substr(0, sign));
    if (from_uri) key = base::replace_all(key, "'", "%27");
    Entry result =
        entry(std::move(key), value,
              {true, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    result.part.from_query = true;
    result.nil = sign == std::string_view::npos;
    return result;
  }

  // to_hash: blank values go, then the others are decoded.
  void finish(OrderedHash& hash) {
    for (Entry& each : hash.entries()) {
      UrlPart& part = each.part;
      bool hides_more = each.nil && part.from_query && !is_closed(part.key);
      if (!hides_more && (each.nil || part.value.empty())) continue;
      if (!part.integer) part.value = uri_unescape(part.value);
      bool word = part.key == "replica" || part.key == "database_tasks";
      part.is_false = rules_.false_words && word && !part.integer && part.value == "false";
      result_.parts.push_back(std::move(part));
    }
  }

  std::string_view text_;
  const UrlRules& rules_;
  DbUrl result_;
};

}  // namespace

DbUrl parse_db_url(std::string_view text, const UrlRules& rules) {
  return Resolver(text, rules).resolve();
}

}  // namespace verifull::parse
