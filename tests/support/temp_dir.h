// A folder on the real disk that is gone when the test ends.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace verifull::support {

// Paths are relative to the folder; parents are made as needed.
class TempDir {
 public:
  TempDir() {
    std::string name = (std::filesystem::temp_directory_path() / "verifull-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = std::filesystem::canonical(name);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  // Absolute, without symbolic links.
  std::string path() const { return path_.string(); }
  std::string path(std::string_view relative) const { return (path_ / relative).string(); }

  void write(std::string_view relative, std::string_view text) const {
    std::ofstream file(prepare(relative), std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file) throw std::runtime_error("cannot write " + std::string(relative));
  }
  void mkdir(std::string_view relative) const {
    std::filesystem::create_directories(path_ / relative);
  }
  // `target` is written into the link as it is.
  void symlink(std::string_view target, std::string_view relative) const {
    std::filesystem::create_symlink(target, prepare(relative));
  }
  void fifo(std::string_view relative) const {
    if (::mkfifo(prepare(relative).c_str(), 0600) != 0) throw std::runtime_error("mkfifo failed");
  }
  void chmod(std::string_view relative, mode_t mode) const {
    if (::chmod(path(relative).c_str(), mode) != 0) throw std::runtime_error("chmod failed");
  }
  void remove(std::string_view relative) const { std::filesystem::remove_all(path_ / relative); }

 private:
  std::string prepare(std::string_view relative) const {
    std::filesystem::path file = path_ / relative;
    std::filesystem::create_directories(file.parent_path());
    return file.string();
  }

  std::filesystem::path path_;
};

// The working directory of the process, restored when the test ends.
class WorkingDirectory {
 public:
  explicit WorkingDirectory(const std::string& path) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;
  ~WorkingDirectory() {
    std::error_code ignored;
    std::filesystem::current_path(before_, ignored);
  }

 private:
  std::filesystem::path before_;
};

}  // namespace verifull::support
