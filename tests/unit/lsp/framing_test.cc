#include "lsp/framing.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace verifull::lsp {
namespace {

// Whole messages, then "…" when more is needed or "broken".
std::string read_in_pieces(std::string_view stream, std::size_t piece) {
  Deframer deframer;
  std::string out;
  for (std::size_t i = 0; i < stream.size(); i += piece) {
    deframer.add(stream.substr(i, piece));
    while (auto message = deframer.next()) out += "[" + *message + "]";
  }
  return out + (deframer.broken() ? "broken" : "…");
}

TEST(Framing, GivesWholeMessagesHoweverTheBytesCome) {
  struct Case {
    std::string stream;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"", "…"},
      {"Content-Length: 2\r\n\r\n{}", "[{}]…"},
      {framed("{}") + framed("") + framed("ä"), "[{}][][ä]…"},
      {"Content-Type: x\r\ncontent-length:  2 \r\n\r\n{}", "[{}]…"},
      {"Content-Length: 3\r\n\r\n{}", "…"},
      {"Content-Length: -1\r\n\r\n{}", "broken"},
      {"Content-Length: 2x\r\n\r\n{}", "broken"},
      {"Content-Length: 99999999999\r\n\r\n", "broken"},
      {"X: 2\r\n\r\n{}", "broken"},
      {std::string(kMaxHeader, 'a'), "broken"},
  };
  for (const Case& each : cases) {
    for (std::size_t piece : {1U, 7U, 100000U}) {
      EXPECT_EQ(read_in_pieces(each.stream, piece), each.expected) << each.stream.substr(0, 60);
    }
  }
}

TEST(Framing, LongStreamsAreNotKept) {
  Deframer deframer;
  const std::string message(1000, 'x');
  for (int i = 0; i < 1000; ++i) {
    deframer.add(framed(message));
    ASSERT_EQ(deframer.next(), message);
  }
  EXPECT_EQ(deframer.next(), std::nullopt);
  EXPECT_FALSE(deframer.broken());
}

}  // namespace
}  // namespace verifull::lsp
