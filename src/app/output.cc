#include "app/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "report/redaction.h"
#include "report/tool.h"

namespace verifull::app {
namespace {

base::Error failed(const std::string& what) {
  return {base::ErrorKind::kUnreadable, what + ": " + std::strerror(errno), "", {}};
}

}  // namespace

void Output::complain(std::string_view message, std::string_view hint) {
  err.append(report::kToolName).append(": ").append(report::shown(message)).append("\n");
  if (!hint.empty()) err.append("  hint: ").append(report::shown(hint)).append("\n");
}

std::optional<base::Error> write_all(int descriptor, std::string_view text, std::string_view name) {
  while (!text.empty()) {
    ssize_t written = write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      return std::nullopt;
    } else if (errno != EINTR) {
      return failed("cannot write to " + std::string(name));
    }
  }
  return std::nullopt;
}

namespace {

std::optional<base::Error> write_opened(const std::string& path, std::string_view text, int how) {
  int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | how, 0666);
  if (descriptor < 0) return failed("cannot write " + path);
  std::optional<base::Error> error = write_all(descriptor, text, path);
  // Some file systems tell only now that the disk is full.
  if (close(descriptor) != 0 && !error) error = failed("cannot write " + path);
  return error;
}

}  // namespace

std::optional<base::Error> write_file(const std::string& path, std::string_view text) {
  return write_opened(path, text, O_TRUNC);
}

std::optional<base::Error> append_to_file(const std::string& path, std::string_view text) {
  return write_opened(path, text, O_APPEND);
}

base::Result<std::string> read_stdin(std::size_t limit) {
  std::string text;
  char buffer[16384];
  while (text.size() <= limit) {
    ssize_t size = read(STDIN_FILENO, buffer, sizeof buffer);
    if (size == 0) return text;
    if (size < 0 && errno != EINTR) return failed("cannot read stdin");
    if (size > 0) text.append(buffer, static_cast<std::size_t>(size));
  }
  return text;
}

}  // namespace verifull::app
