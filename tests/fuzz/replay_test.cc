// What the fuzzers found and what they start from, run as ordinary tests.
#include <cstdint>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "support/read_text.h"

// VERIFULL_HARNESS(name) for each harness; there the function has the name of its file.
#define VERIFULL_HARNESS(name) \
  extern "C" int fuzz_##name(const std::uint8_t* data, std::size_t size);
#include "harnesses.inc"
#undef VERIFULL_HARNESS

namespace {

using Harness = int (*)(const std::uint8_t* data, std::size_t size);

void replay(const std::string& name, Harness harness) {
  std::size_t inputs = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(VERIFULL_SOURCE_DIR "/tests/fuzz/corpus/" + name)) {
    SCOPED_TRACE(entry.path());
    std::string text = verifull::support::read_text(entry.path().string());
    EXPECT_EQ(harness(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()), 0);
    ++inputs;
  }
  EXPECT_GT(inputs, 0U) << name << " has no corpus";
}

#define VERIFULL_HARNESS(name) \
  TEST(Replay, name) { replay(#name, fuzz_##name); }
#include "harnesses.inc"
#undef VERIFULL_HARNESS

}  // namespace
