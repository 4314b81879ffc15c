// What the fixes of the rules promise, held against every example and fixture and
// against random projects: the file can be read after it, the finding is gone, none
// came, and fixing twice changes nothing.
#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/options.h"
#include "base/text.h"
#include "check/ignore_rules.h"
#include "check/rules.h"
#include "fix/fix_all.h"
#include "source/memory_reader.h"
#include "support/read_text.h"

namespace {

using namespace verifull;

using Files = std::map<std::string, std::string>;

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

fix::Request request_of(const engine::Options& options, bool unsafe) {
  fix::Request request;
  request.options = options;
  request.options.working_directory = "/project";
  request.options.today = "2026-11-24";
  request.rules = request.all_rules = every_rule();
  request.unsafe = unsafe;
  return request;
}

fix::Result run(const fix::Request& request, const Files& files) {
  source::MemoryReader reader;
  for (const auto& [path, text] : files) reader.add(path, text);
  return fix::fix_all(request, reader);
}

Files after(const fix::Result& result, Files files) {
  for (const fix::Change& change : result.changes) files[change.path] = change.after;
  return files;
}

std::map<std::string, int> counts(const engine::Analysis& analysis) {
  std::map<std::string, int> result;
  for (const check::Finding& finding : analysis.findings) ++result[std::string(finding.rule->id)];
  return result;
}

std::string refusals(const fix::Result& result) {
  std::string text;
  for (const fix::Refused& refused : result.refused) text += refused.rule + ": " + refused.why + "\n";
  return text;
}

// The promises of one run; those of the fixes themselves are kept by fix/verify.h, so
// here they are looked at from outside, with less in hand.
fix::Result expect_promises(const fix::Request& request, const Files& files) {
  fix::Result result = run(request, files);
  std::map<std::string, int> old = counts(result.before);
  for (const auto& [rule, count] : counts(result.after)) EXPECT_LE(count, old[rule]) << rule;
  EXPECT_EQ(result.after.errors.size(), result.before.errors.size());
  EXPECT_EQ(result.changes.empty(), result.done.empty());
  EXPECT_LE(result.after.findings.size() + (result.done.empty() ? 0 : 1),
            result.before.findings.size());
  fix::Result again = run(request, after(result, files));
  EXPECT_TRUE(again.changes.empty()) << again.changes[0].after;
  return result;
}

bool done(const fix::Result& result, std::string_view rule) {
  return std::any_of(result.done.begin(), result.done.end(),
                     [rule](const fix::Done& each) { return each.rule == rule; });
}

engine::Options options_of(const check::Example& example) {
  std::vector<std::string> words = {"check"};
  words.insert(words.end(), example.options.begin(), example.options.end());
  base::Result<app::Options> options = app::parse_options(words);
  return options ? options->engine : engine::Options{};
}

TEST(RuleFixes, KeepTheirPromiseInEveryExample) {
  for (const check::Rule& rule : check::all_rules()) {
    for (const check::Example& example : rule.bad) {
      SCOPED_TRACE(std::string(rule.id) + ": " + std::string(example.name));
      Files files;
      for (const check::ExampleFile& file : example.files) {
        files[std::string(file.path)] = std::string(file.text);
      }
      for (bool unsafe : {false, true}) {
        fix::Result result = expect_promises(request_of(options_of(example), unsafe), files);
        // A stricter mode with a file that is not there would end every connection;
        // the rule that says where the file is missing comes first.
        std::string refused = refusals(result);
        if (rule.id == "root-cert-fail-open" && !done(result, rule.id)) {
          EXPECT_EQ(refused, unsafe ? "sslmode-weak: root-cert-not-in-image would come\n" : "");
        } else if (rule.id == "dotenv-value-cut" && !done(result, rule.id)) {
          // The password is one now, and always was in the file.
          EXPECT_EQ(refused, unsafe ? "dotenv-value-cut: password-in-file would come\n" : "");
        } else {
          EXPECT_EQ(refused, "") << "a fix is shown that is none";
        }
      }
    }
  }
}

// What a rule can repair, it repairs in one of its own examples.
TEST(RuleFixes, AreShownByAnExample) {
  for (const check::Rule& rule : check::all_rules()) {
    if (rule.fixes.empty()) continue;
    bool repaired = false;
    for (const check::Example& example : rule.bad) {
      Files files;
      for (const check::ExampleFile& file : example.files) {
        files[std::string(file.path)] = std::string(file.text);
      }
      fix::Request request = request_of(options_of(example), true);
      request.rules = {&rule};
      fix::Result result = run(request, files);
      repaired = repaired || done(result, rule.id);
    }
    EXPECT_TRUE(repaired) << rule.id;
  }
}

TEST(RuleFixes, KeepTheirPromiseInEveryFixture) {
  namespace fs = std::filesystem;
  for (const auto& fixture : fs::directory_iterator(VERIFULL_SOURCE_DIR "/fixtures")) {
    if (!fixture.is_directory()) continue;
    SCOPED_TRACE(fixture.path().filename().string());
    Files files;
    for (const auto& entry : fs::recursive_directory_iterator(fixture.path())) {
      std::string path = entry.path().lexically_relative(fixture.path()).string();
      if (entry.is_regular_file() && !path.starts_with("expected/")) {
        files[path] = support::read_text(entry.path().string());
      }
    }
    expect_promises(request_of({}, true), files);
  }
}

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  bool one_in(int n) { return roll(n) == 0; }
  int roll(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  std::string of(const std::vector<std::string>& items) {
    return items[static_cast<std::size_t>(roll(static_cast<int>(items.size())))];
  }

 private:
  std::mt19937 random_;
};

// Pairs that an environment may have, in the ways in which people write them.
std::string pairs(Dice& dice, const std::string& indent, bool merges) {
  std::vector<std::string> lines;
  auto add = [&](const std::string& line) { lines.push_back(indent + line); };
  if (merges) add("<<: *default");
  if (!merges || dice.one_in(4)) add("adapter: postgresql");
  if (!dice.one_in(3)) {
    add("host: " + dice.of({"db.example.com", "\"db.example.com\"", "<%= ENV[\"H\"] %>", "10.0.0.1",
                            "/tmp", "x.abc.eu-west-1.rds.amazonaws.com  # ours"}));
  }
  if (dice.one_in(4)) {
    add("url: " + dice.of({"<%= ENV[\"DATABASE_URL\"] %>", "postgres://u:p@db.example.com/d",
                           "postgres://db.example.com/d?sslmode=require&pool=5",
                           "postgres://db.example.com/d?ssl=true"}));
  }
  if (dice.one_in(2)) {
    add(dice.of({"sslmode", "sslmode", "ssl_mode", "ssl", "\"sslmode\""}) + ": " +
        dice.of({"require", "'prefer'", "verify_full", "verify-full", "off", "",
                 "<%= ENV[\"M\"] %>", "<%= ENV.fetch(\"M\", \"require\") %>",
                 "<%= ENV.fetch('M') { 'verify-full' } %>"}));
  }
  if (dice.one_in(2)) {
    add(dice.of({"sslrootcert", "sslca"}) + ": " +
        dice.of({"config/ca.pem", "/etc/ssl/certs/ca-certificates.crt", "<%= ENV[\"C\"] %>",
                 "<%= Rails.root.join(\"config/ca.pem\") %>"}));
  }
  if (dice.one_in(6)) add("requiressl: 1");
  if (dice.one_in(5)) add("pool: <%= ENV.fetch(\"P\") { 5 } %>");
  if (dice.one_in(6)) add("pool: 6 # verifull: ignore[sslmode-weak] later");
  if (dice.one_in(6)) lines.push_back("# a remark");
  if (lines.empty()) add("database: d");
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string random_file(Dice& dice) {
  std::string text = "# written by nobody\ndefault: &default\n" + pairs(dice, "  ", false) + "\n";
  for (const std::string name : {"development", "staging", "production"}) {
    if (dice.one_in(4)) continue;
    text += name + ":\n";
    bool merges = !dice.one_in(3);
    if (dice.one_in(4)) {
      text += "  primary:\n" + pairs(dice, "    ", merges);
      text += "  replica:\n" + pairs(dice, "    ", true) + "\n";
    } else {
      text += pairs(dice, "  ", merges) + "\n";
    }
  }
  if (dice.one_in(5)) text = base::replace_all(text, "\n", "\r\n");
  return text;
}

TEST(RuleFixes, KeepTheirPromiseInRandomProjects) {
  const unsigned seed = std::random_device{}();
  std::printf("  seed %u\n", seed);
  Dice dice(seed);
  std::size_t done = 0;
  for (int i = 0; i < 150; ++i) {
    Files files = {{"config/database.yml", random_file(dice)}};
    if (dice.one_in(2)) files["config/ca.pem"] = "no matter what";
    if (dice.one_in(3)) {
      files["Gemfile.lock"] = "GEM\n  specs:\n    dotenv-rails (3.1.8)\n";
      files[".env"] = "M=" + dice.of({"require", "'verify-full'", "\"off\""}) + "\n" +
                      "DATABASE_URL=postgres://u:p@db.example.com/d?sslmode=prefer\n";
    }
    SCOPED_TRACE(files["config/database.yml"] + "\n.env: " + files[".env"]);
    if (files[".env"].empty()) files.erase(".env");
    done += expect_promises(request_of({}, true), files).done.size();
    expect_promises(request_of({}, false), files);
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(done, 100U);
}

}  // namespace
