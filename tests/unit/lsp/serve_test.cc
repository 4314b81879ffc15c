#include "lsp/serve.h"

#include <unistd.h>

#include <string>

#include <gtest/gtest.h>

#include "lsp/framing.h"
#include "source/memory_reader.h"

namespace verifull::lsp {
namespace {

struct Outcome {
  int code = -1;
  std::string output;
};

// The whole input lies ready before the server starts.
Outcome run(const std::string& input) {
  int in[2];
  int out[2];
  EXPECT_EQ(::pipe(in), 0);
  EXPECT_EQ(::pipe(out), 0);
  EXPECT_EQ(::write(in[1], input.data(), input.size()), static_cast<ssize_t>(input.size()));
  ::close(in[1]);
  source::MemoryReader disk;
  Server server({}, {}, disk, nullptr);
  Outcome outcome;
  outcome.code = serve(server, in[0], out[1]);
  ::close(out[1]);
  char buffer[4096];
  for (ssize_t count = 0; (count = ::read(out[0], buffer, sizeof buffer)) > 0;) {
    outcome.output.append(buffer, static_cast<std::size_t>(count));
  }
  ::close(in[0]);
  ::close(out[0]);
  return outcome;
}

const std::string kShutdown = framed(R"({"id":1,"method":"initialize","params":{}})") +
                              framed(R"({"id":2,"method":"shutdown"})");

TEST(Serve, LeavesWithZeroOnlyWhenToldTo) {
  EXPECT_EQ(run(kShutdown + framed(R"({"method":"exit"})")).code, 0);
  EXPECT_EQ(run(framed(R"({"method":"exit"})")).code, 1);
  EXPECT_EQ(run(kShutdown).code, 1) << "the stream ended";
  EXPECT_EQ(run("").code, 1);
}

TEST(Serve, AnswersWhatCameBeforeTheEnd) {
  const Outcome outcome = run(kShutdown + "Content-Length: x\r\n\r\n");
  EXPECT_EQ(outcome.code, 1);
  Deframer deframer;
  deframer.add(outcome.output);
  EXPECT_NE(deframer.next().value_or("").find("capabilities"), std::string::npos);
  EXPECT_EQ(deframer.next(), R"({"id":2,"jsonrpc":"2.0","result":null})");
  EXPECT_EQ(deframer.next(), std::nullopt);
}

}  // namespace
}  // namespace verifull::lsp
