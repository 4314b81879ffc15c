#include "fix/write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace verifull::fix {
namespace {

base::Error failed(const std::string& path, std::string_view why) {
  return {base::ErrorKind::kUnreadable, "cannot write " + path + ": " + std::string(why), "", {}};
}

base::Error failed(const std::string& path) { return failed(path, std::strerror(errno)); }

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool write_whole(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t size = write(descriptor, text.data(), text.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

std::optional<std::string> read_whole(int descriptor, std::size_t limit) {
  std::string text;
  char buffer[16384];
  while (text.size() <= limit) {
    ssize_t size = read(descriptor, buffer, sizeof buffer);
    if (size == 0) return text;
    if (size < 0 && errno != EINTR) return std::nullopt;
    if (size > 0) text.append(buffer, static_cast<std::size_t>(size));
  }
  return text;
}

// A new text beside its file, until it takes its place or is given up.
class Draft {
 public:
  explicit Draft(const Change& change) : change_(change) {}
  ~Draft() {
    if (!temporary_.empty()) unlink(temporary_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  std::optional<base::Error> prepare() {
    const std::string& path = change_.path;
    Descriptor old(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (old.number() < 0 && errno == ELOOP) return failed(path, "it is a symbolic link");
    struct stat status{};
    if (old.number() < 0 || fstat(old.number(), &status) != 0) return failed(path);
    if (!S_ISREG(status.st_mode)) return failed(path, "it is no regular file");
    std::optional<std::string> text = read_whole(old.number(), change_.before.size());
    if (!text) return failed(path);
    if (*text != change_.before) return failed(path, "it has changed since it was read");
    // rename(2) would not ask.
    if (faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) return failed(path);
    return write_beside(status);
  }

  std::optional<base::Error> put_in_place() {
    if (std::rename(temporary_.c_str(), change_.path.c_str()) != 0) return failed(change_.path);
    temporary_.clear();
    Descriptor folder(open(folder_name().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() >= 0) (void)fsync(folder.number());
    return std::nullopt;
  }

 private:
  std::string folder_name() const {
    std::size_t slash = change_.path.rfind('/');
    return slash == std::string::npos ? "." : change_.path.substr(0, slash + 1);
  }

  std::optional<base::Error> write_beside(const struct stat& status) {
    std::string name = folder_name() + "/.verifull-XXXXXX";
    Descriptor file(mkostemp(name.data(), O_CLOEXEC));
    if (file.number() < 0) return failed(change_.path);
    temporary_ = name;
    // Who may not give files away keeps what the others had anyway.
    (void)!fchown(file.number(), status.st_uid, status.st_gid);
    bool written = fchmod(file.number(), status.st_mode & 07777) == 0 &&
                   write_whole(file.number(), change_.after) && fsync(file.number()) == 0;
    return written ? std::nullopt : std::optional(failed(change_.path));
  }

  const Change& change_;
  std::string temporary_;
};

// What came before the failure goes back, as far as that is possible.
void undo(const std::vector<Change>& changes, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Change back{changes[i].path, changes[i].after, changes[i].before};
    Draft draft(back);
    if (!draft.prepare()) (void)draft.put_in_place();
  }
}

}  // namespace

std::optional<base::Error> write_changes(const std::vector<Change>& changes) {
  std::vector<std::unique_ptr<Draft>> drafts;
  for (const Change& change : changes) {
    drafts.push_back(std::make_unique<Draft>(change));
    if (auto error = drafts.back()->prepare()) return error;
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (auto error = drafts[i]->put_in_place()) {
      undo(changes, i);
      return error;
    }
  }
  return std::nullopt;
}

}  // namespace verifull::fix
