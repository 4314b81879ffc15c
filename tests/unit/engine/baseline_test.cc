#include "engine/baseline.h"

#include <string>

#include <gtest/gtest.h>

#include "check/rules.h"
#include "source/memory_reader.h"

namespace verifull::engine {
namespace {

Analysis analysis_of(const std::string& sslmode, const std::string& above = "") {
  source::MemoryReader reader;
  reader.add("config/database.yml", above +
                                        "production:\n  adapter: postgresql\n"
                                        "  host: db.example.com\n  password: hunter2\n  sslmode: " +
                                        sslmode + "\n");
  return analyze({}, {check::find_rule("sslmode-weak")}, reader);
}

// The states of the findings of `now` under a baseline of `before`.
std::string states(const Analysis& before, Analysis now) {
  auto baseline = read_baseline(write_baseline(baseline_of(before)), "b");
  if (!baseline) return baseline.error().message;
  apply_baseline(*baseline, now);
  std::string out;
  for (const check::Finding& finding : now.findings) {
    out += finding.state == check::FindingState::kBaselined ? "known " : "new ";
  }
  return out;
}

TEST(Baseline, KnowsWhatHasMovedAndShowsWhatGotWorse) {
  EXPECT_EQ(states(analysis_of("require"), analysis_of("require")), "known ");
  EXPECT_EQ(states(analysis_of("require"), analysis_of("require", "# moved\n\n")), "known ");
  EXPECT_EQ(states(analysis_of("require"), analysis_of("disable")), "new ");
  EXPECT_EQ(states(analysis_of("disable"), analysis_of("require")), "known ");
}

TEST(Baseline, HoldsNoValue) {
  std::string text = write_baseline(baseline_of(analysis_of("require")));
  EXPECT_TRUE(text.starts_with("# verifull baseline 1\n")) << text;
  EXPECT_TRUE(text.ends_with(" sslmode-weak error encrypted-unverified config/database.yml\n"))
      << text;
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
  EXPECT_EQ(text.find("example.com"), std::string::npos);
}

TEST(Baseline, PruneKeepsWhatIsStillFound) {
  Baseline both = {{"a p", {"r", "error", "-"}}, {"b p q", {"r", "error", "-"}}};
  EXPECT_EQ(write_baseline(pruned(both, {{"b p q", {"r", "info", "-"}}})),
            "# verifull baseline 1\nb r error - p q\n");
}

TEST(Baseline, BrokenOnesSayWhere) {
  EXPECT_EQ(read_baseline("", "b").error().message, "b:1 is no line of a baseline");
  EXPECT_EQ(read_baseline("# verifull baseline 1\nx y\n", "b").error().message,
            "b:2 is no line of a baseline");
  EXPECT_TRUE(read_baseline("# verifull baseline 1\r\n\r\n", "b").ok());
}

}  // namespace
}  // namespace verifull::engine
