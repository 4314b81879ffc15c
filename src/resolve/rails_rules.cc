#include "resolve/rails_rules.h"

#include "base/text.h"
#include "parse/gemfile_lock.h"

namespace verifull::resolve {

std::optional<RailsRules> rails_rules(std::string_view version) {
  if (version.empty() || !base::is_digit(version[0])) return std::nullopt;
  auto at_least = [&](std::string_view other) {
    return parse::compare_versions(version, other) >= 0;
  };
  RailsRules rules;
  std::size_t minor = version.find('.');
  std::size_t end = minor == std::string_view::npos ? minor : version.find('.', minor + 1);
  rules.version = version.substr(0, end);
  rules.databases = at_least("6.0");
  rules.nil_url_blocks = at_least("6.0") && !at_least("7.1");
  rules.url_parsed_at_load = at_least("6.1");
  rules.adapters_registered = at_least("7.2");
  rules.env_has_local = at_least("7.1");
  rules.shared = at_least("8.1")   ? SharedRule::kByName
                 : at_least("7.1") ? SharedRule::kByNameStrict
                 : at_least("7.0") ? SharedRule::kEachDatabase
                                   : SharedRule::kEnvironment;
  rules.url.equals_in_value = at_least("6.0");
  rules.url.http_left_alone = at_least("6.1");
  rules.url.query_wins = at_least("7.0");
  rules.url.scheme_aliases = at_least("7.2");
  rules.url.false_words = at_least("7.2");
  return rules;
}

}  // namespace verifull::resolve
