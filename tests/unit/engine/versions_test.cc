// Facts: ruby-pg CHANGELOG.md; dotenv lib/dotenv.rb and lib/dotenv-rails.rb.
#include "engine/versions.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace verifull::engine {
namespace {

parse::GemfileLock lock_of(std::string_view gems, std::string_view dependencies = "") {
  std::string text = "GEM\n  specs:\n" + std::string(gems);
  if (!dependencies.empty()) text += "\nDEPENDENCIES\n" + std::string(dependencies);
  return parse::parse_gemfile_lock(text, 0);
}

// `version|from|assumptions`.
std::string rails_of(std::string_view gems, std::string_view asked) {
  Versions versions = versions_of(lock_of(gems), !gems.empty(), false, asked);
  std::string result = versions.rails.version + "|" + versions.rails_from + "|";
  for (const std::string& assumption : versions.assumptions) result += assumption;
  return result;
}

constexpr std::string_view kNothingTold =
    "8.1|assumed|No Gemfile.lock names the Rails version; 8.1 is assumed (--rails X.Y says "
    "another).";

TEST(Versions, OfRails) {
  struct Case {
    std::string_view gems;
    std::string_view asked;
    std::string_view expected;
  };
  static constexpr Case kCases[] = {
      {"    rails (7.1.3.4)\n", "", "7.1|Gemfile.lock|"},
      {"    activerecord (6.0.0)\n    pg (1.5.9)\n", "", "6.0|Gemfile.lock|"},
      {"    railties (6.1.7)\n", "", "6.1|Gemfile.lock|"},
      // The umbrella gem first.
      {"    activerecord (6.0.0)\n    rails (7.0.1)\n", "", "7.0|Gemfile.lock|"},
      {"    rails (7.1.3)\n", "6.1", "6.1|--rails|"},
      {"", "7.2", "7.2|--rails|"},
      {"    rails (5.2.8)\n", "", "5.2|Gemfile.lock|"},
      {"    rails (8.1.9)\n", "", "8.1|Gemfile.lock|"},
      {"    rails (8.2.0.alpha)\n", "",
       "8.2|Gemfile.lock|Rails 8.2 is newer than what verifull knows; it is taken to work as 8.1 "
       "does."},
      {"    rails (10.0.0)\n", "",
       "10.0|Gemfile.lock|Rails 10.0 is newer than what verifull knows; it is taken to work as 8.1 "
       "does."},
      {"    rails (7.1.3)\n", "99.1",
       "99.1|--rails|Rails 99.1 is newer than what verifull knows; it is taken to work as 8.1 "
       "does."},
      {"    rails (4.2.11.3)\n", "",
       "4.2|Gemfile.lock|Rails 4.2 is older than what verifull knows; it is taken to work as 5.2 "
       "does."},
      {"", "", kNothingTold},
      {"    pg (1.5.9)\n", "", kNothingTold},
      {"    rails (main)\n", "", kNothingTold},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.gems) + each.asked.data());
    EXPECT_EQ(rails_of(each.gems, each.asked), each.expected);
  }
}

TEST(Versions, OfLibpqThatAGemBrings) {
  struct Case {
    std::string_view gems;
    bool has_pg;
    int libpq;
  };
  static constexpr Case kCases[] = {
      {"    pg (1.5.9)\n", true, 0},
      {"    pg (1.6.0)\n", true, 0},
      {"    pg (1.6.0-x86_64-linux)\n", true, 17},
      {"    pg (1.6.3-aarch64-linux-musl)\n", true, 18},
      {"    pg (1.6.3-x86_64-darwin)\n", true, 0},
      {"    pg (1.5.9-x86_64-linux)\n", true, 0},
      {"    mysql2 (0.5.6)\n", false, 0},
      {"", true, 0},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.gems));
    Versions versions = versions_of(lock_of(each.gems), !each.gems.empty(), false, "");
    EXPECT_EQ(versions.has_pg_gem, each.has_pg);
    EXPECT_EQ(versions.libpq, each.libpq);
  }
}

TEST(Versions, OfDotenv) {
  struct Case {
    std::string_view gems;
    std::string_view dependencies;
    bool loaded;
    parse::DotenvDialect dialect;
  };
  using enum parse::DotenvDialect;
  static constexpr Case kCases[] = {
      {"    dotenv (2.8.1)\n    dotenv-rails (2.8.1)\n", "  dotenv-rails\n", true, kDotenv28},
      {"    dotenv (2.8.1)\n", "  dotenv\n", false, kDotenv28},
      {"    dotenv (3.1.8)\n", "  dotenv\n", true, kDotenv31},
      // Another gem's, which asks for no more than its parser.
      {"    dotenv (3.1.8)\n    kamal (2.0.0)\n", "  kamal\n", false, kDotenv31},
      {"    rails (7.1.0)\n", "  rails\n", false, kDotenv31},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.gems));
    Versions versions = versions_of(lock_of(each.gems, each.dependencies), true, true, "");
    EXPECT_EQ(versions.dotenv_loaded, each.loaded);
    EXPECT_EQ(versions.dotenv, each.dialect);
  }
}

}  // namespace
}  // namespace verifull::engine
