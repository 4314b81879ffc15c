// verifull-live: one request on stdin, one answer on stdout (protocol.h).
//
// The only program of the project that links libpq and opens a socket. It takes no
// arguments and no variables: what it does is in the request. It sets no locale, so
// that libpq's own sentences are in English.
#include <libpq-fe.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

#include "probe/protocol.h"
#include "probe/runner.h"

namespace {

using namespace verifull;

bool read_all(std::string& text) {
  char buffer[65536];
  while (text.size() <= probe::kMaxRequest) {
    ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count == 0) return true;
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.append(buffer, static_cast<std::size_t>(count));
  }
  return false;
}

bool write_all(std::string_view text) {
  while (!text.empty()) {
    ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

probe::Response answer_to(std::string_view text) {
  probe::Response refused;
  std::optional<probe::Request> request = probe::read_request(text);
  if (!request) {
    refused.error = "the request can't be read";
  } else if (request->version != probe::kProtocolVersion ||
             request->tool_version != VERIFULL_VERSION) {
    refused.error = "the request is of version " + request->tool_version;
  } else {
    return probe::run_request(*request);
  }
  return refused;
}

// "15.20"; 10 and later have two numbers.
int say_version() {
  int libpq = ::PQlibVersion();
  int said = std::printf("verifull-live %s\nlibpq: %d.%d\n", VERIFULL_VERSION, libpq / 10000,
                         libpq % 10000);
  return said < 0 ? 3 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  ::clearenv();
  std::signal(SIGPIPE, SIG_IGN);
  if (argc > 1) {
    if (std::strcmp(argv[1], "--version") == 0) return say_version();
    (void)std::fputs("verifull-live is started by `verifull live`\n", stderr);
    return 2;
  }
  int code = 3;
  try {
    std::string text;
    if (read_all(text)) {
      probe::Response response = answer_to(text);
      response.tool_version = VERIFULL_VERSION;
      bool written = write_all(probe::write_response(response));
      code = written && response.error.empty() ? 0 : 3;
    }
  } catch (const std::exception&) {
    // Without what(): it could quote the request.
    (void)std::fputs("verifull-live: internal error\n", stderr);
  }
  // Threads may still wait for a name server.
  ::_exit(code);
}
