#include "check/fixer.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "check/fix_places.h"
#include "check/fix_reader.h"
#include "check/rule_reader.h"
#include "edit/edit_set.h"
#include "unit/check/subject_text.h"

namespace verifull::check {
namespace {

constexpr std::string_view kHead = R"(id: mode-bad
title: The mode is bad
severity: error
applies_to: connection
when: { sslmode.effective: { present: true } }
message: bad
point_at: [environment.header]
fixes:
)";

std::string problem(const std::string& fixes) {
  RuleSet set;
  auto rule = read_rule(std::string(kHead) + fixes, "rules/mode-bad.yml", 0, {}, set);
  return rule ? "none" : rule.error().message.substr(rule.error().message.find(' ') + 1);
}

TEST(FixReader, SaysWhatIsWrong) {
  EXPECT_EQ(problem("  - { title: t, safety: safe, steps: [ { set: sslmode, to: x } ] }\n"), "none");
  EXPECT_EQ(problem("  - { title: t, safety: sure, steps: [ { set: sslmode, to: x } ] }\n")
                .substr(0, 8),
            "`safety`");
  EXPECT_EQ(problem("  - { title: t, safety: safe, steps: [ { to: x } ] }\n"),
            "a step does one thing: `set`, `rename`, `value` …");
  EXPECT_EQ(problem("  - { title: t, safety: safe, steps: [ { remove: sslmode.kee } ] }\n"),
            "`sslmode.kee` is no place that is known here");
  EXPECT_EQ(problem("  - { title: t, safety: safe, steps: [ { set: sslmode, to: \"{x}\" } ] }\n"),
            "`{x}` is no fact that is known here");
  EXPECT_EQ(problem("  - { title: t, safety: safe, steps: [ { rename: key.key } ] }\n").empty(),
            false);
}

// The text after the fix of the rule for each environment named, which all hit.
std::string fixed(const std::string& fixes, const std::string& yaml,
                  const std::vector<std::string>& environments, const std::string& facts,
                  const std::vector<std::string>& holders = {}) {
  RuleSet set;
  auto rule = read_rule(std::string(kHead) + fixes, "rules/mode-bad.yml", 0, {}, set);
  if (!rule) return rule.error().message;
  source::SourceSet sources;
  sources.add("config/database.yml", source::FileKind::kDatabaseConfig, yaml);
  std::vector<facts::Subject> subjects;
  for (const std::string& name : environments) {
    facts::Subject subject = subject_of(facts);
    subject.environments = {name};
    auto at = static_cast<std::uint32_t>(yaml.find("\n" + name + ":") + 1);
    subject.places.push_back({"environment.header", {0, at, at + static_cast<std::uint32_t>(name.size())}});
    subjects.push_back(std::move(subject));
  }
  std::vector<std::vector<Hit>> causes;
  for (const facts::Subject& subject : subjects) causes.push_back({*hit(**rule, subject)});
  FixInput input{sources, holders};
  Fixer fixer(input);
  edit::EditSet edits;
  for (const std::vector<Hit>& hits : causes) {
    auto fix = fixer.fix(hits, causes);
    if (!fix) return "none";
    for (const edit::Edit& each : fix->edits) edits.add(each);
  }
  return edit::applied(yaml, 0, edits.edits());
}

constexpr char kSet[] =
    "  - { title: t, safety: safe, steps: [ { set: sslmode, to: \"{sslmode.meant}\" } ] }\n";

TEST(Fixer, WritesInTheEnvironmentsOwnMapping) {
  EXPECT_EQ(fixed(kSet, "\nproduction:\n  host: a\n", {"production"},
                  "sslmode.effective=x sslmode.meant=y"),
            "\nproduction:\n  host: a\n  sslmode: y\n");
}

TEST(Fixer, WritesInTheAnchorOnlyWhenAllWhoUseItChange) {
  std::string yaml = "\nbase: &b\n  host: a\nstaging:\n  <<: *b\nproduction:\n  <<: *b\n";
  EXPECT_EQ(fixed(kSet, yaml, {"staging", "production"}, "sslmode.effective=x sslmode.meant=m",
                  {"base"}),
            "\nbase: &b\n  host: a\n  sslmode: m\nstaging:\n  <<: *b\nproduction:\n  <<: *b\n");
  EXPECT_EQ(fixed(kSet, yaml, {"production"}, "sslmode.effective=x sslmode.meant=m", {"base"}),
            "\nbase: &b\n  host: a\nstaging:\n  <<: *b\nproduction:\n  <<: *b\n  sslmode: m\n");
  // What is an environment itself is not to change by the way.
  EXPECT_EQ(fixed(kSet, yaml, {"staging", "production"}, "sslmode.effective=x sslmode.meant=m"),
            "\nbase: &b\n  host: a\nstaging:\n  <<: *b\n  sslmode: m\nproduction:\n  <<: *b\n"
            "  sslmode: m\n");
}

TEST(Fixer, DoesNotWriteWhatNobodyKnows) {
  for (const char* facts : {"sslmode.effective=x", "sslmode.effective=x sslmode.meant=?why"}) {
    EXPECT_EQ(fixed(kSet, "\nproduction:\n  host: a\n", {"production"}, facts), "none");
  }
}

TEST(Fixer, LeavesAMappingThatAnotherEnvironmentIs) {
  std::string yaml = "\nproduction: &p\n  host: a\ntest: *p\n";
  EXPECT_EQ(fixed(kSet, yaml, {"production"}, "sslmode.effective=x sslmode.meant=m"), "none");
  EXPECT_EQ(fixed(kSet, yaml, {"production", "test"}, "sslmode.effective=x sslmode.meant=m"),
            "\nproduction: &p\n  host: a\n  sslmode: m\ntest: *p\n");
}

}  // namespace
}  // namespace verifull::check
