// What becomes of a verifull-live that does not do as it should.
#include "live/ask.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace {

using namespace verifull;

probe::Request request_of(int attempts, int timeout_ms) {
  probe::Request request;
  request.tool_version = "1.2.3";
  request.timeout_ms = timeout_ms;
  probe::Target target;
  target.endpoints.push_back({"db.example.com", "", 5432});
  target.attempts.resize(static_cast<std::size_t>(attempts));
  request.targets.push_back(target);
  return request;
}

std::string answer(const std::string& tool_version, const std::string& error, bool target) {
  probe::Response response;
  response.tool_version = tool_version;
  response.error = error;
  if (target) response.targets.emplace_back();
  return probe::write_response(response);
}

// PROGRAM stands for its path.
std::string trouble_with(const std::string& script, int timeout_ms = 5000) {
  support::TempDir folder;
  folder.write("answer", answer("1.2.3", "", true));
  folder.write("older", answer("0.0.1", "", true));
  folder.write("refusal", answer("1.2.3", "the request can't be read", false));
  folder.write("short", answer("1.2.3", "", false));
  folder.write("program", "#!/bin/sh\ncd " + folder.path() + "\n" + script + "\n");
  folder.chmod("program", 0755);
  std::string program = folder.path("program");
  base::Result<probe::Response> response = live::ask(program, request_of(1, timeout_ms));
  if (response) return "no trouble";
  std::string text = response.error().message;
  for (std::size_t at; (at = text.find(program)) != std::string::npos;) {
    text.replace(at, program.size(), "PROGRAM");
  }
  return text + (response.error().hint.empty() ? "" : " | " + response.error().hint);
}

TEST(Ask, SaysWhatTheProgramDid) {
  const struct {
    const char* script;
    const char* text;
  } kCases[] = {
      {"cat >/dev/null; cat answer", "no trouble"},
      {"cat >/dev/null; cat older",
       "PROGRAM is of version 0.0.1, and this is verifull 1.2.3 | install both from one build"},
      {"cat >/dev/null; cat refusal", "PROGRAM: the request can't be read"},
      {"cat >/dev/null; cat short", "PROGRAM: it answers for 0 servers of 1"},
      {"cat >/dev/null; echo no; exit 5",
       "PROGRAM gave no answer that can be read (exit code 5)"},
      {"cat >/dev/null; printf '\\033[2Jno' >&2; exit 127",
       "PROGRAM gave no answer that can be read (exit code 127): \\x1B[2Jno"},
      {"exit 0", "PROGRAM gave no answer that can be read (exit code 0)"},
      {"cat >/dev/null; head -c 40 answer; kill -SEGV $$", "PROGRAM was ended by signal 11"},
      {"cat >/dev/null; kill -KILL $$", "PROGRAM was ended by signal 9"},
  };
  for (const auto& each : kCases) EXPECT_EQ(trouble_with(each.script), each.text) << each.script;
}

// The program's own deadline is not relied on.
TEST(Ask, KeepsTheTimeItself) {
  auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(trouble_with("cat >/dev/null; exec sleep 60", 100), "PROGRAM did not end within 2 s");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
}

TEST(Ask, AProgramThatIsNotThere) {
  base::Result<probe::Response> response = live::ask("/nowhere/verifull-live", request_of(1, 100));
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().message, "/nowhere/verifull-live could not be started");
}

TEST(Ask, HowLongARequestMayTake) {
  EXPECT_EQ(live::longest_run_ms(request_of(4, 10'000)), 21'000);
  EXPECT_EQ(live::longest_run_ms(request_of(16, 10'000)), 21'000);
  EXPECT_EQ(live::longest_run_ms(request_of(17, 10'000)), 31'000);
  EXPECT_EQ(live::longest_run_ms(probe::Request()), 11'000);
  // A day at most.
  EXPECT_EQ(live::longest_run_ms(request_of(16, 2'000'000'000)), 24 * 3600 * 1000);
}

}  // namespace
