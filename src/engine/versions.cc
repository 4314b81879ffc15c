#include "engine/versions.h"

#include <optional>

namespace verifull::engine {
namespace {

const parse::LockedGem* rails_gem(const parse::GemfileLock& lock) {
  for (std::string_view name : {"rails", "activerecord", "railties"}) {
    if (const parse::LockedGem* gem = lock.find(name)) return gem;
  }
  return nullptr;
}

// True when the rules of that version are taken.
bool take_rails(std::string_view version, std::string_view from, Versions& versions) {
  std::optional<resolve::RailsRules> rules = resolve::rails_rules(version);
  if (!rules) return false;
  versions.rails = *rules;
  versions.rails_from = from;
  bool newer = parse::compare_versions(rules->version, resolve::kNewestRails) > 0;
  bool older = parse::compare_versions(rules->version, resolve::kOldestRails) < 0;
  if (newer || older) {
    std::string_view nearest = newer ? resolve::kNewestRails : resolve::kOldestRails;
    versions.assumptions.push_back(
        "Rails " + rules->version + (newer ? " is newer" : " is older") +
        " than what verifull knows; it is taken to work as " + std::string(nearest) + " does.");
  }
  return true;
}

void find_rails(const parse::GemfileLock& lock, std::string_view asked, Versions& versions) {
  if (take_rails(asked, "--rails", versions)) return;
  const parse::LockedGem* gem = rails_gem(lock);
  if (gem != nullptr && take_rails(gem->version, "Gemfile.lock", versions)) return;
  versions.rails = *resolve::rails_rules(resolve::kNewestRails);
  versions.rails_from = "assumed";
  versions.assumptions.push_back("No Gemfile.lock names the Rails version; " +
                                 std::string(resolve::kNewestRails) +
                                 " is assumed (--rails X.Y says another).");
}

// ruby-pg, CHANGELOG.md: the platform gems of 1.6 bring their own libpq.
int bundled_libpq(const parse::LockedGem& gem) {
  bool bundled = gem.platform.find("linux") != std::string::npos &&
                 parse::compare_versions(gem.version, "1.6") >= 0;
  if (!bundled) return 0;
  return parse::compare_versions(gem.version, "1.6.3") >= 0 ? 18 : 17;
}

void find_pg(const parse::GemfileLock& lock, bool has_lock, Versions& versions) {
  versions.has_pg_gem = !has_lock || lock.gems.empty();
  for (const parse::LockedGem& gem : lock.gems) {
    if (gem.name != "pg") continue;
    versions.has_pg_gem = true;
    versions.pg = gem.version;
    if (int libpq = bundled_libpq(gem)) versions.libpq = libpq;
  }
}

// dotenv-rails loads itself; since 3.0 dotenv does too (lib/dotenv.rb requires
// dotenv/rails where Rails is). Before, an app has to ask for it.
void find_dotenv(const parse::GemfileLock& lock, bool has_files, Versions& versions) {
  const parse::LockedGem* rails = lock.find("dotenv-rails");
  const parse::LockedGem* plain = lock.find("dotenv");
  const parse::LockedGem* gem = plain != nullptr ? plain : rails;
  if (gem == nullptr) return;
  versions.dotenv = parse::dotenv_dialect(gem->version);
  bool self_loading = parse::compare_versions(gem->version, "3.0") >= 0;
  bool direct = lock.depends_on("dotenv") || lock.dependencies.empty();
  versions.dotenv_loaded = rails != nullptr || (direct && self_loading);
  if (!has_files) return;
  if (versions.dotenv_loaded) {
    versions.assumptions.emplace_back(
        "dotenv is taken to be loaded in every environment; Gemfile.lock does not tell its group.");
  } else if (direct) {
    versions.assumptions.emplace_back(
        "dotenv before 3.0 is taken not to be loaded, because only the app's code could do that.");
  }
}

}  // namespace

Versions versions_of(const parse::GemfileLock& lock, bool has_lock, bool has_dotenv_files,
                     std::string_view asked) {
  Versions versions;
  find_rails(lock, asked, versions);
  find_pg(lock, has_lock, versions);
  find_dotenv(lock, has_dotenv_files, versions);
  return versions;
}

}  // namespace verifull::engine
