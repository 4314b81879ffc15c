#include "lsp/serve.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

#include "lsp/framing.h"

namespace verifull::lsp {
namespace {

constexpr int kLookForClient = 3000;  // milliseconds between two looks at its process
constexpr std::size_t kChunk = 64U << 10;
constexpr int kLongestBurst = 64;  // chunks that may come before something is answered

bool write_all(int out, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(out, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool is_gone(const Server& server) {
  auto process = server.client_process();
  if (!process || *process <= 0) return false;
  return ::kill(static_cast<pid_t>(*process), 0) != 0 && errno == ESRCH;
}

// More bytes wait to be read, at once.
bool has_input(int in, int milliseconds) {
  pollfd wanted{in, POLLIN, 0};
  return ::poll(&wanted, 1, milliseconds) > 0;
}

}  // namespace

int serve(Server& server, int in, int out) {
  Deframer deframer;
  std::array<char, kChunk> chunk{};
  int unsettled = 0;
  while (true) {
    if (!has_input(in, kLookForClient)) {
      if (is_gone(server)) return 1;
      continue;
    }
    ssize_t count = ::read(in, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    bool ended = count <= 0;
    if (!ended) deframer.add({chunk.data(), static_cast<std::size_t>(count)});
    while (auto message = deframer.next()) server.receive(*message);
    ended = ended || deframer.broken();
    // A burst of keystrokes is one analysis.
    if (!ended && ++unsettled < kLongestBurst && has_input(in, 0)) continue;
    unsettled = 0;
    server.settle();
    for (const std::string& message : server.take_output()) {
      if (!write_all(out, framed(message))) return 1;
    }
    if (server.exit_code()) return *server.exit_code();
    if (ended) return 1;
  }
}

}  // namespace verifull::lsp
