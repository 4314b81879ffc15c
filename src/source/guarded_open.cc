#include "source/guarded_open.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "source/path.h"

namespace verifull::source {
namespace {

#ifdef O_PATH
constexpr int kOpenFolder = O_PATH | O_DIRECTORY | O_CLOEXEC;  // search permission is enough
#else
constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
#endif
// O_NONBLOCK so that opening a FIFO that took the place of the file returns.
constexpr int kOpenFile = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
constexpr int kMaxLinks = 40;  // Linux's own limit

GuardedFile refused(Refusal refusal, int error = 0) {
  GuardedFile result;
  result.refusal = refusal;
  result.error = error;
  return result;
}

Refusal refusal_of(mode_t mode) {
  if (S_ISREG(mode)) return Refusal::kNone;
  if (S_ISDIR(mode)) return Refusal::kFolder;
  if (S_ISFIFO(mode)) return Refusal::kFifo;
  if (S_ISSOCK(mode)) return Refusal::kSocket;
  return Refusal::kDevice;
}

// The way from `root` to a file: folders that are open, names still to go.
class Walk {
 public:
  explicit Walk(const std::string& root) : root_(root) {
    folders_.emplace_back(::open(root.c_str(), kOpenFolder));
  }

  GuardedFile go(std::string_view relative) {
    if (!folders_.front().open()) return trouble();
    push(relative);
    while (!names_.empty()) {
      std::string name = std::move(names_.back());
      names_.pop_back();
      if (auto end = step(name)) return std::move(*end);
    }
    return refused(Refusal::kFolder);
  }

 private:
  int here() const { return folders_.back().get(); }

  // The nearest name is at the back.
  void push(std::string_view path) {
    std::vector<std::string_view> parts = base::split(path, '/');
    for (auto it = parts.rbegin(); it != parts.rend(); ++it) {
      if (!it->empty() && *it != ".") names_.emplace_back(*it);
    }
  }

  // Nothing when there is more to go.
  std::optional<GuardedFile> step(const std::string& name) {
    if (name == "..") {
      folders_.pop_back();
      if (folders_.empty()) return refused(Refusal::kLeadsOut);
      return std::nullopt;
    }
    struct stat status {};
    if (::fstatat(here(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return trouble();
    if (S_ISLNK(status.st_mode)) return follow(name);
    if (names_.empty()) return open_file(name, status.st_mode);
    if (!S_ISDIR(status.st_mode)) return trouble(ENOTDIR);
    folders_.emplace_back(::openat(here(), name.c_str(), kOpenFolder | O_NOFOLLOW));
    if (!folders_.back().open()) return trouble();
    return std::nullopt;
  }

  std::optional<GuardedFile> follow(const std::string& name) {
    if (++links_ > kMaxLinks) return refused(Refusal::kLinkLoop);
    char buffer[PATH_MAX];
    ssize_t size = ::readlinkat(here(), name.c_str(), buffer, sizeof buffer);
    if (size < 0) return trouble();
    std::string_view target(buffer, static_cast<std::size_t>(size));
    if (!target.starts_with('/')) {
      push(target);
      return std::nullopt;
    }
    std::string absolute = normalised(target);
    std::string root = real_root();
    if (root.empty() || !is_within(absolute, root)) return refused(Refusal::kLeadsOut);
    folders_.resize(1);
    push(path_within(absolute, root));
    return std::nullopt;
  }

  GuardedFile open_file(const std::string& name, mode_t mode) {
    // A device is not even opened: that alone can have an effect.
    if (Refusal refusal = refusal_of(mode); refusal != Refusal::kNone) return refused(refusal);
    GuardedFile result;
    result.file = Descriptor(::openat(here(), name.c_str(), kOpenFile));
    struct stat status {};
    if (!result.file.open() || ::fstat(result.file.get(), &status) != 0) return trouble();
    if (Refusal refusal = refusal_of(status.st_mode); refusal != Refusal::kNone) {
      return refused(refusal);
    }
    result.size = static_cast<std::uint64_t>(status.st_size);
    return result;
  }

  GuardedFile trouble(int error = errno) const {
    bool missing = error == ENOENT || error == ENOTDIR;
    if (missing) return refused(links_ > 0 ? Refusal::kDangling : Refusal::kMissing, error);
    return refused(error == ELOOP ? Refusal::kLinkLoop : Refusal::kErrno, error);
  }

  std::string real_root() const {
    char* real = ::realpath(root_.c_str(), nullptr);
    std::string path = real == nullptr ? "" : real;
    ::free(real);
    return path;
  }

  const std::string& root_;
  std::vector<Descriptor> folders_;
  std::vector<std::string> names_;
  int links_ = 0;
};

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    reset();
    number_ = other.release();
  }
  return *this;
}

int Descriptor::release() { return std::exchange(number_, -1); }

void Descriptor::reset() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

GuardedFile open_guarded(const std::string& root, std::string_view relative) {
  return Walk(root).go(relative);
}

}  // namespace verifull::source
