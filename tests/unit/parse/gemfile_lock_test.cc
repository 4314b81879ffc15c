#include "parse/gemfile_lock.h"

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

constexpr std::string_view kRealLock = R"(GIT
  remote: https://github.com/example/widgets.git
  revision: 0123456789abcdef0123456789abcdef01234567
  branch: main
  specs:
    widgets (0.3.0)
      rails (>= 6)

PATH
  remote: engines/billing
  specs:
    billing (0.1.0)
      pg

GEM
  remote: https://rubygems.org/
  specs:
    actionpack (7.1.3.4)
      activesupport (= 7.1.3.4)
    dotenv (3.1.2)
    dotenv-rails (3.1.2)
      dotenv (= 3.1.2)
      railties (>= 6.1)
    pg (1.6.3)
    pg (1.6.3-aarch64-linux-musl)
    pg (1.6.3-x86_64-linux)
    rails (7.1.3.4)
      bundler (>= 1.15.0)

PLATFORMS
  aarch64-linux-musl
  ruby
  x86_64-linux

DEPENDENCIES
  billing!
  dotenv-rails
  pg (~> 1.1)
  rails (~> 7.1.3, >= 7.1.3.4)
  widgets!

CHECKSUMS
  pg (1.6.3) sha256=1388d0563e13d2758c1089e35e973a3249e955c659592d10e5b77c468f628a99
  rails (7.1.3.4)

RUBY VERSION
   ruby 3.3.4p94

BUNDLED WITH
   2.5.14
)";

std::string dump(const GemfileLock& lock, std::string_view text) {
  std::string result;
  for (const LockedGem& gem : lock.gems) {
    result += gem.name + " " + gem.version;
    if (!gem.platform.empty()) result += " on " + gem.platform;
    result += " <" + std::string(text.substr(gem.span.begin, gem.span.size())) + ">\n";
  }
  for (const std::string& name : lock.dependencies) result += "needs " + name + "\n";
  return result;
}

struct LockCase {
  const char* name;
  std::string_view text;
  const char* expected;
};

const LockCase kLockCases[] = {
    {"real lock", kRealLock,
     "widgets 0.3.0 <widgets (0.3.0)>\n"
     "billing 0.1.0 <billing (0.1.0)>\n"
     "actionpack 7.1.3.4 <actionpack (7.1.3.4)>\n"
     "dotenv 3.1.2 <dotenv (3.1.2)>\n"
     "dotenv-rails 3.1.2 <dotenv-rails (3.1.2)>\n"
     "pg 1.6.3 <pg (1.6.3)>\n"
     "pg 1.6.3 on aarch64-linux-musl <pg (1.6.3-aarch64-linux-musl)>\n"
     "pg 1.6.3 on x86_64-linux <pg (1.6.3-x86_64-linux)>\n"
     "rails 7.1.3.4 <rails (7.1.3.4)>\n"
     "needs billing\nneeds dotenv-rails\nneeds pg\nneeds rails\nneeds widgets\n"},
    {"reduced list", "# Gemfile.lock\nactiverecord (8.1.3)\npg (1.6.3-arm64-darwin)\n",
     "activerecord 8.1.3 <activerecord (8.1.3)>\n"
     "pg 1.6.3 on arm64-darwin <pg (1.6.3-arm64-darwin)>\n"},
    {"reduced list, indented as in the lock", "    rails (7.0.8)\n      pg (>= 1)\n",
     "rails 7.0.8 <rails (7.0.8)>\n"},
    {"CRLF and byte-order mark", "\xEF\xBB\xBFGEM\r\n  specs:\r\n    rails (6.1.7)\r\n",
     "rails 6.1.7 <rails (6.1.7)>\n"},
    {"pre-release", "GEM\n  specs:\n    rails (8.0.0.rc2)\n",
     "rails 8.0.0.rc2 <rails (8.0.0.rc2)>\n"},
    {"plug-in source", "PLUGIN SOURCE\n  remote: x\n  specs:\n    tool (1.0)\n",
     "tool 1.0 <tool (1.0)>\n"},
    {"marks of a merge conflict",
     "GEM\n  specs:\n<<<<<<< HEAD\n    pg (1.5.6)\n=======\n    pg (1.5.7)\n>>>>>>> x\n",
     "pg 1.5.6 <pg (1.5.6)>\npg 1.5.7 <pg (1.5.7)>\n"},
    {"no last line break", "DEPENDENCIES\n  rails!", "needs rails\n"},
    {"a gem without version", "GEM\n  specs:\n    rails\n    pg ()\n    x (>= 1)\n", ""},
    {"requirements of a gem are no gems", "GEM\n  specs:\n    a (1)\n      pg (1.2)\n",
     "a 1 <a (1)>\n"},
    {"checksums are no gems", "CHECKSUMS\n    pg (1.6.3)\n  pg (1.6.3)\n", ""},
    {"empty", "", ""},
    {"only a line break", "\n", ""},
};

TEST(GemfileLock, ReadsGemsAndDependencies) {
  for (const LockCase& test : kLockCases) {
    SCOPED_TRACE(test.name);
    EXPECT_EQ(dump(parse_gemfile_lock(test.text, 7), test.text), test.expected);
  }
}

TEST(GemfileLock, SpansNameTheirFile) {
  GemfileLock lock = parse_gemfile_lock("pg (1.5)\n", 7);
  EXPECT_EQ(lock.gems.at(0).span, (base::Span{7, 0, 8}));
}

TEST(GemfileLock, FindsTheFirstAndDirectDependenciesOnly) {
  GemfileLock lock = parse_gemfile_lock(kRealLock, 0);
  ASSERT_NE(lock.find("pg"), nullptr);
  EXPECT_EQ(lock.find("pg")->platform, "");
  EXPECT_EQ(lock.find("p"), nullptr);
  EXPECT_TRUE(lock.depends_on("dotenv-rails"));
  EXPECT_FALSE(lock.depends_on("dotenv"));
}

struct VersionCase {
  const char* a;
  const char* b;
  int expected;
};

const VersionCase kVersionCases[] = {
    {"7.1.3", "7.10", -1},
    {"7.1", "7.1.0", 0},
    {"7.1", "7.1.0.0", 0},
    {"7.2", "7.1.9", 1},
    {"10", "9.9", 1},
    {"7.1.0.beta1", "7.1.0", 0},
    {"7.1.0.beta1", "7.1", 0},
    {"8.0.0.rc2", "7.2.3", 1},
    {"8.0.0.rc2", "8.0.1", -1},
    {"7.1.0-rc.1", "7.1", 0},
    {"7.01", "7.1", 0},
    {" 7.1 ", "7.1", 0},
    {"", "", 0},
    {"", "0.1", -1},
    {"edge", "0", 0},
    {"7..1", "7", 0},
    {"18446744073709551617", "18446744073709551616", 1},
};

TEST(GemfileLock, ComparesVersions) {
  for (const VersionCase& test : kVersionCases) {
    SCOPED_TRACE(std::string(test.a) + " against " + test.b);
    EXPECT_EQ(compare_versions(test.a, test.b), test.expected);
    EXPECT_EQ(compare_versions(test.b, test.a), -test.expected);
  }
}

}  // namespace
}  // namespace verifull::parse
