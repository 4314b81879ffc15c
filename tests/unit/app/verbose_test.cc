#include "app/verbose.h"

#include <gtest/gtest.h>

#include "app/version.h"
#include "source/memory_reader.h"

namespace verifull::app {
namespace {

TEST(Verbose, SaysHowItWasFoundAndNoValue) {
  source::MemoryReader reader;
  reader.add("config/database.yml",
             "production:\n  adapter: postgresql\n  url: <%= ENV['DATABASE_URL'] %>\n"
             "test:\n  adapter: postgresql\n");
  reader.add(".env.production", "DATABASE_URL=postgres://app:hunter2@db.example.com/app\n");
  reader.add("Dockerfile", "FROM ruby\n");
  reader.add("Gemfile.lock", "GEM\n  specs:\n    dotenv-rails (2.8.1)\n    rails (7.1.0)\n");
  reader.add(".verifull.yml", "require_reason: true\n");
  engine::Analysis analysis = engine::analyze({}, {}, reader);
  std::string text = verbose_text(analysis, std::chrono::microseconds(1250));
  for (const char* part :
       {"read     config/database.yml", "app .\n  Rails: 7.1 (Gemfile.lock)\n",
        "  database configuration: config/database.yml\n", "  variables from: .env.production\n",
        "  image: Dockerfile\n", "  configuration: .verifull.yml\n", "  not looked at: test, ",
        "4 files resolved and checked in 1.2 ms\n"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
  EXPECT_EQ(text.find("db.example.com"), std::string::npos);
}

TEST(Version, WithVerboseNamesTheLibraries) {
  std::string text = version_text(true);
  EXPECT_EQ(text.find(version_text(false)), 0U);
  for (const char* name : {"\nsystem: ", "\nyaml-cpp: 0.", "\nOpenSSL: OpenSSL ", "\nlibpq: "}) {
    EXPECT_NE(text.find(name), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace verifull::app
