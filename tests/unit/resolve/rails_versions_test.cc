// What differs between Rails versions, each cell of it. 6.1 is held against the real
// thing in tests/rails; the other columns were executed with the sources of
// rails/rails at the *-stable branches, but for 5.2, which was read.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "parse/gemfile_lock.h"
#include "resolve/rails_rules.h"
#include "resolve/resolve.h"

namespace verifull::resolve {
namespace {

constexpr std::string_view kVersions[] = {"5.2", "6.0", "6.1", "7.0", "7.1", "7.2", "8.0", "8.1"};

// What holds from a version on, until the next one in the list.
struct Since {
  std::string_view version;
  std::string expected;
};

struct Topic {
  std::string_view name;
  std::string_view yml;
  NamedValues variables;
  std::vector<Since> expected;
};

constexpr std::string_view kThreeTiers =
    "production:\n"
    "  primary: {adapter: postgresql, host: p}\n"
    "  cache: {adapter: postgresql, host: c}\n";

constexpr std::string_view kCollapsed =
    "primary: ActiveRecord::AdapterNotSpecified "
    "primary={\"adapter\":\"postgresql\",\"host\":\"p\"} "
    "cache={\"adapter\":\"postgresql\",\"host\":\"c\"}";

const std::vector<Topic>& topics() {
  static const std::vector<Topic> all = {
      {"three tiers",
       kThreeTiers,
       {},
       {{"5.2", std::string(kCollapsed)},
        {"6.0", "primary: adapter=postgresql host=p; cache: adapter=postgresql host=c"}}},
      {"a URL by name",
       kThreeTiers,
       {{"CACHE_DATABASE_URL", "postgres://u"}},
       {{"5.2", std::string(kCollapsed)},
        {"6.0", "primary: adapter=postgresql host=p; cache: adapter=postgresql host=u"}}},
      {"PRIMARY_DATABASE_URL beats DATABASE_URL",
       "production: {adapter: postgresql, host: h}\n",
       {{"PRIMARY_DATABASE_URL", "postgres://p"}, {"DATABASE_URL", "postgres://d"}},
       {{"5.2", "primary: adapter=postgresql host=d"},
        {"6.0", "primary: adapter=postgresql host=p"}}},
      {"a nil url keeps DATABASE_URL out",
       "production: {adapter: postgresql, host: h, url: }\n",
       {{"DATABASE_URL", "postgres://d"}},
       {{"5.2", "primary: adapter=postgresql host=d"},
        {"6.0", "primary: adapter=postgresql host=h"},
        {"7.1", "primary: adapter=postgresql host=d"}}},
      {"a query parameter beats its component",
       "production: {url: \"postgres://real/db?host=other\"}\n",
       {},
       {{"5.2", "primary: host=real adapter=postgresql database=db"},
        {"7.0", "primary: adapter=postgresql database=db host=other"}}},
      {"a query parameter without its component",
       "production: {url: \"postgres:///db?host=/sock\"}\n",
       {},
       {{"5.2", "primary: adapter=postgresql database=db"},
        {"7.0", "primary: adapter=postgresql database=db host=/sock"}}},
      {"`=` in a value",
       "production: {url: \"postgres://h/db?options=-c%20a=b\"}\n",
       {},
       {{"5.2", "primary: ArgumentError"},
        {"6.0", "primary: options=-c a=b adapter=postgresql database=db host=h"},
        {"7.0", "primary: adapter=postgresql database=db host=h options=-c a=b"}}},
      {"an https URL is left alone",
       "production: {adapter: postgresql, url: \"https://h/x\"}\n",
       {},
       {{"5.2", "primary: LoadError adapter=https port=443 database=x host=h"},
        {"6.1", "primary: adapter=postgresql url=https://h/x"}}},
      {"a jdbc URL always was",
       "production: {adapter: postgresql, url: \"jdbc:postgresql://h/x\"}\n",
       {},
       {{"5.2", "primary: adapter=postgresql url=jdbc:postgresql://h/x"}}},
      {"the scheme mysql",
       "production: {url: \"mysql://h/x\"}\n",
       {},
       {{"5.2", "primary: LoadError adapter=mysql database=x host=h"},
        {"7.2", "primary: adapter=mysql2 database=x host=h"}}},
      {"the scheme sqlite",
       "production: {url: \"sqlite:x\"}\n",
       {},
       {{"5.2", "primary: LoadError adapter=sqlite database=x"},
        {"7.2", "primary: adapter=sqlite3 database=x"}}},
      {"an adapter nobody knows",
       "production: {adapter: postgresq}\n",
       {},
       {{"5.2", "primary: LoadError adapter=postgresq"},
        {"7.2", "primary: ActiveRecord::AdapterNotFound adapter=postgresq"}}},
      {"DATABASE_URL is parsed even if nobody uses it",
       "production: {url: \"postgres://h/x\"}\n",
       {{"DATABASE_URL", "postgres://my_db"}},
       {{"5.2", "primary: adapter=postgresql database=x host=h"},
        {"6.1", "primary: URI::InvalidURIError"}}},
      {"flat shared, two tiers",
       "shared: {sslmode: require}\nproduction: {adapter: postgresql, host: h}\n",
       {},
       {{"5.2", "primary: sslmode=require adapter=postgresql host=h"}}},
      {"flat shared, three tiers",
       "shared: {sslmode: require}\nproduction:\n  primary: {adapter: postgresql}\n",
       {},
       {{"5.2",
         "primary: ActiveRecord::AdapterNotSpecified sslmode=require "
         "primary={\"adapter\":\"postgresql\"}"},
        {"7.0", "primary: sslmode=require adapter=postgresql"}}},
      {"shared by name",
       "shared:\n  primary: {sslmode: require}\n"
       "production:\n  primary: {adapter: postgresql}\n",
       {},
       {{"5.2", "primary: ActiveRecord::AdapterNotSpecified primary={\"adapter\":\"postgresql\"}"},
        {"6.0", "primary: adapter=postgresql"},
        {"7.0", "primary: primary={\"sslmode\":\"require\"} adapter=postgresql"},
        {"7.1", "primary: sslmode=require adapter=postgresql"}}},
      {"shared by name, a name that it lacks",
       "shared:\n  primary: {sslmode: require}\n"
       "production:\n  cache: {adapter: postgresql}\n",
       {},
       {{"5.2",
         "primary: ActiveRecord::AdapterNotSpecified primary={\"sslmode\":\"require\"} "
         "cache={\"adapter\":\"postgresql\"}"},
        {"6.0",
         "primary: ActiveRecord::AdapterNotSpecified sslmode=require; "
         "cache: adapter=postgresql"},
        {"7.0", "cache: primary={\"sslmode\":\"require\"} adapter=postgresql"},
        {"7.1", "cache: NoMethodError"},
        {"8.1", "cache: adapter=postgresql"}}},
      {"shared by name, two tiers",
       "shared:\n  primary: {sslmode: require}\nproduction: {adapter: postgresql}\n",
       {},
       {{"5.2", "primary: primary={\"sslmode\":\"require\"} adapter=postgresql"}}},
      {"shared and a URL for an environment",
       "shared: {sslmode: require}\nproduction: postgres://h/x\n",
       {},
       {{"5.2", "primary: NoMethodError"}}},
  };
  return all;
}

bool is_libpqs_own(const Setting& setting) {
  return setting.trail.front().kind == OriginKind::kLibpqDefault;
}

std::string dump(const Resolution& resolution) {
  std::string result;
  for (const ResolvedDatabase& database : resolution.databases) {
    const Connection& connection = database.connection;
    if (!result.empty()) result += "; ";
    result += connection.name + ":";
    if (connection.error) result += " " + connection.error->ruby_class;
    for (const Setting& setting : connection.settings) {
      if (is_libpqs_own(setting)) continue;
      result += " " + setting.key + "=" + std::string(setting.value.shown());
    }
  }
  return result;
}

std::string resolved(const Topic& topic, std::string_view version) {
  ResolveInput input;
  input.text = topic.yml;
  input.file = 0;
  input.rules = *rails_rules(version);
  input.variables.defines = topic.variables;
  input.variables.closed_world = true;
  input.environments = {"production"};
  return dump(resolve(input));
}

const std::string& expected_of(const Topic& topic, std::string_view version) {
  const Since* last = &topic.expected.front();
  for (const Since& since : topic.expected) {
    if (parse::compare_versions(since.version, version) <= 0) last = &since;
  }
  return last->expected;
}

TEST(RailsVersions, EachCell) {
  for (const Topic& topic : topics()) {
    for (std::string_view version : kVersions) {
      SCOPED_TRACE(std::string(topic.name) + ", Rails " + std::string(version));
      EXPECT_EQ(resolved(topic, version), expected_of(topic, version));
    }
  }
}

TEST(RailsVersions, EveryListBeginsWithTheOldest) {
  for (const Topic& topic : topics()) EXPECT_EQ(topic.expected.front().version, "5.2");
}

ResolvedDatabase production(const std::string& yml, std::string_view version) {
  ResolveInput input;
  input.text = yml;
  input.file = 0;
  input.rules = *rails_rules(version);
  input.variables.closed_world = true;
  input.environments = {"production"};
  return resolve(input).databases.at(0);
}

// DatabaseConfigurations::ConnectionUrlResolver#to_hash: "false" of a URL is false since
// 7.2; a text before, which Rails then takes for true.
TEST(RailsVersions, FalseWordsOfAUrl) {
  for (std::string_view key : {"replica", "database_tasks", "prepared_statements"}) {
    for (std::string_view version : kVersions) {
      SCOPED_TRACE(std::string(key) + ", Rails " + std::string(version));
      std::string yml = "production: {url: \"postgres://h/x?" + std::string(key) + "=false\"}\n";
      ResolvedDatabase database = production(yml, version);
      const ConfigEntry* entry = database.judged.entry.hash.find(key);
      ASSERT_NE(entry, nullptr);
      bool word = key != "prepared_statements" && parse::compare_versions(version, "7.2") >= 0;
      EXPECT_EQ(entry->value.type, word ? ConfigType::kFalse : ConfigType::kString);
    }
  }
}

// PostgreSQLDatabaseTasks#psql_env exists since 7.0; before it, pg_dump, psql and
// dbconsole get no TLS setting of the file. That is not the app's connection, so no
// verdict may hang on it.
TEST(RailsVersions, WhatOtherProgramsGetChangesNoVerdict) {
  const std::string yml =
      "production: {adapter: postgresql, host: h, sslmode: verify-full, sslrootcert: /ca}\n";
  for (std::string_view version : kVersions) {
    EXPECT_EQ(production(yml, version).connection.verdict, Verdict::kVerified) << version;
  }
}

// Since 7.1 Rails brings it, before that a gem of its own does: no PostgreSQL either way.
TEST(RailsVersions, TrilogyIsNoPostgresql) {
  for (std::string_view version : kVersions) {
    ResolvedDatabase database = production("production: {adapter: trilogy, host: h}\n", version);
    EXPECT_EQ(database.connection.verdict, Verdict::kNotApplicable) << version;
    EXPECT_FALSE(database.connection.error.has_value()) << version;
  }
}

TEST(RailsVersions, VersionsBeyondTheKnown) {
  EXPECT_EQ(rails_rules("4.2.11")->databases, false);
  EXPECT_EQ(rails_rules("9.0")->shared, SharedRule::kByName);
  EXPECT_EQ(rails_rules("8.1.2")->version, "8.1");
  EXPECT_EQ(rails_rules("7.1.3.4")->version, "7.1");
  EXPECT_FALSE(rails_rules("").has_value());
  EXPECT_FALSE(rails_rules("edge").has_value());
}

}  // namespace
}  // namespace verifull::resolve
