#include "fix/fix_all.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "check/ignore_rules.h"
#include "check/rules.h"
#include "fix/verify.h"
#include "source/memory_reader.h"
#include "support/authority.h"

namespace verifull::fix {
namespace {

std::vector<const check::Rule*> every_rule() {
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : check::all_rules()) {
    if (!rule.pedantic) rules.push_back(&rule);
  }
  for (const check::Rule& rule : check::ignore_rules()) {
    if (!rule.pedantic) rules.push_back(&rule);
  }
  return rules;
}

struct File {
  std::string path;
  std::string text;
};

// The changed files one after the other, each below its name; then what was done.
std::string fixed(const std::vector<File>& files, bool unsafe = true) {
  source::MemoryReader reader;
  reader.add("config/ca.pem", support::kAuthority);
  for (const File& file : files) reader.add(file.path, file.text);
  Request request;
  request.options.working_directory = "/project";
  request.options.today = "2026-11-24";
  request.rules = request.all_rules = every_rule();
  request.unsafe = unsafe;
  Result result = fix_all(request, reader);
  std::string out;
  for (const Change& change : result.changes) {
    if (change.path != "config/database.yml" || files.size() > 1) out += change.path + ":\n";
    out += change.after;
  }
  return out.empty() ? "nothing" : out;
}

std::string fixed(const std::string& yaml, bool unsafe = true) {
  return fixed({{"config/database.yml", yaml}}, unsafe);
}

constexpr char kBundle[] = "/etc/ssl/certs/ca-certificates.crt";

TEST(FixAll, SetsWhatIsMissing) {
  EXPECT_EQ(fixed("production:\n  adapter: postgresql\n  host: db.example.com # here\n"),
            std::string("production:\n  adapter: postgresql\n  host: db.example.com # here\n"
                        "  sslmode: verify-full\n  sslrootcert: ") +
                kBundle + "\n");
  EXPECT_EQ(fixed("production:\n  adapter: postgresql\n  host: db.example.com\n", false),
            "nothing");
}

TEST(FixAll, KnowsThatAFileIsThere) {
  std::string yaml =
      "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: require\n"
      "  sslrootcert: config/ca.pem\n";
  EXPECT_EQ(fixed({{"config/database.yml", yaml}, {"config/ca.pem", "x"}}, false),
            "config/database.yml:\n"
            "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: verify-full\n"
            "  sslrootcert: <%= Rails.root.join(\"config/ca.pem\") %>\n");
}

TEST(FixAll, LeavesDevelopmentAlone) {
  EXPECT_EQ(fixed("default: &default\n  adapter: postgresql\n  host: db.example.com\n"
                  "  sslmode: require\n  sslrootcert: /ca.pem\n\n"
                  "development:\n  <<: *default\n\nproduction:\n  <<: *default\n"),
            "default: &default\n  adapter: postgresql\n  host: db.example.com\n"
            "  sslmode: require\n  sslrootcert: /ca.pem\n\n"
            "development:\n  <<: *default\n\nproduction:\n  <<: *default\n"
            "  sslmode: verify-full\n");
}

TEST(FixAll, WritesIntoTheAnchorThatAllShare) {
  EXPECT_EQ(fixed("default: &default\n  adapter: postgresql\n  host: db.example.com\n"
                  "  sslrootcert: /ca.pem\n\n"
                  "staging:\n  <<: *default\n\nproduction:\n  <<: *default\n"),
            "default: &default\n  adapter: postgresql\n  host: db.example.com\n"
            "  sslmode: verify-full\n  sslrootcert: /ca.pem\n\n"
            "staging:\n  <<: *default\n\nproduction:\n  <<: *default\n");
}

TEST(FixAll, PutsWordsRightTogether) {
  EXPECT_EQ(fixed("production:\n  adapter: postgresql\n  host: db.example.com\n"
                  "  ssl_mode: verify_identity\n  sslca: config/ca.pem\n"),
            "production:\n  adapter: postgresql\n  host: db.example.com\n"
            "  sslmode: verify-full\n  sslrootcert: <%= Rails.root.join(\"config/ca.pem\") %>\n");
}

TEST(FixAll, EditsTheFileThatGivesTheValue) {
  EXPECT_EQ(fixed({{"Gemfile.lock", "GEM\n  specs:\n    dotenv-rails (3.1.8)\n"},
                   {".env", "DATABASE_URL=postgres://u:secret@db.example.com/d?sslmode=require&sslrootcert=/ca.pem\n"},
                   {"config/database.yml", "production:\n  url: <%= ENV[\"DATABASE_URL\"] %>\n"}}),
            ".env:\nDATABASE_URL=postgres://u:secret@db.example.com/d?sslmode=verify-full&sslrootcert=/ca.pem\n");
  EXPECT_EQ(fixed("production:\n  adapter: postgresql\n  host: db.example.com\n"
                  "  sslmode: <%= ENV.fetch(\"M\", \"require\") %>\n  sslrootcert: /ca.pem\n"),
            "production:\n  adapter: postgresql\n  host: db.example.com\n"
            "  sslmode: <%= ENV[\"M\"].presence || \"verify-full\" %>\n  sslrootcert: /ca.pem\n");
}

TEST(FixAll, RemovesWhatIsInTheWay) {
  EXPECT_EQ(fixed("production:\n  adapter: postgresql\n  host: db.example.com\n  pool: 1\n"
                  "  sslmode: verify-full\n  requiressl: 1\n  pool: 5\n  sslrootcert: /ca.pem\n"),
            "production:\n  adapter: postgresql\n  host: db.example.com\n"
            "  sslmode: verify-full\n  pool: 5\n  sslrootcert: /ca.pem\n");
  EXPECT_EQ(fixed("production:\n  adapter: sqlite3 # verifull: ignore[sslmode-missing] old\n", false),
            "production:\n  adapter: sqlite3\n");
}

TEST(FixAll, RefusesWhatWouldBringAnotherFinding) {
  // An address cannot be in the certificate's names: host-cannot-match, or a provider.
  std::string mysql = "production:\n  adapter: mysql2\n  host: db.example.com\n  ssl_mode: x\n";
  EXPECT_EQ(fixed(mysql), "nothing");
  EXPECT_EQ(fixed("production:\n<% if ENV[\"X\"] %>\n  adapter: postgresql\n  host: db.example.com\n"
                  "<% end %>\n"),
            "production:\n<% if ENV[\"X\"] %>\n  adapter: postgresql\n  host: db.example.com\n"
            "  sslmode: verify-full\n  sslrootcert: /etc/ssl/certs/ca-certificates.crt\n<% end %>\n");
}

TEST(FixAll, FixesOneFileOnlyWhenAsked) {
  source::MemoryReader reader;
  reader.add("Gemfile.lock", "GEM\n  specs:\n    dotenv-rails (3.1.8)\n");
  reader.add(".env", "DATABASE_URL=postgres://db.example.com/d?sslmode=require&sslrootcert=/c\n");
  reader.add("config/database.yml", "production:\n  url: <%= ENV[\"DATABASE_URL\"] %>\n");
  Request request;
  request.options.working_directory = "/project";
  request.rules = request.all_rules = every_rule();
  request.unsafe = true;
  request.only_file = "config/database.yml";
  EXPECT_TRUE(fix_all(request, reader).changes.empty());
}

}  // namespace
}  // namespace verifull::fix
