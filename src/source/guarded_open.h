// Opening a file below a folder without ever leaving that folder.
//
// A repository is hostile input: its `.env` may be a link to /etc/shadow, its
// config/database.yml a FIFO that never answers. Every component is therefore
// looked at and opened by itself, below a descriptor of the one before it, and
// links are resolved here instead of in the kernel. (openat2 with RESOLVE_BENEATH
// would do the same in one call, but is missing on older kernels, refused by some
// container runtimes, and says EXDEV for too many different things to explain.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace verifull::source {

// An open file descriptor, closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }

  bool open() const { return number_ >= 0; }
  int get() const { return number_; }
  int release();
  void reset();

 private:
  int number_ = -1;
};

enum class Refusal : std::uint8_t {
  kNone,
  kMissing,
  kFolder,
  kFifo,
  kSocket,
  kDevice,
  kLeadsOut,  // a link leads out of the folder
  kDangling,  // a link leads to nothing
  kLinkLoop,  // more than 40 links
  kErrno,     // `error` says why
};

struct GuardedFile {
  Descriptor file;  // for reading; open only when nothing was refused
  std::uint64_t size = 0;
  Refusal refusal = Refusal::kNone;
  int error = 0;
};

// `relative` is a path below the folder `root`; it may hold `..` as long as it
// does not leave the folder. Only regular files are opened, and never blocks.
GuardedFile open_guarded(const std::string& root, std::string_view relative);

}  // namespace verifull::source
