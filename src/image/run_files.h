// The files of an image as the commands of one RUN change them: seen from a
// directory, with a user's permissions and a umask.
//
// Every change says whether the command succeeds. What it changed is noted, so
// that a part of the program that may not have run can be put in doubt.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "image/image_fs.h"
#include "image/run_value.h"

namespace verifull::image {

enum class RunStatus : std::uint8_t { kOk, kFailed, kUnknown };

// Of two commands that both have to succeed.
RunStatus both(RunStatus a, RunStatus b);

class RunFiles {
 public:
  RunFiles(ImageFs& files, Owner who) : user(std::move(who)), files_(files) {}

  // nullopt: nobody knows.
  std::optional<std::string> directory = "/";
  std::optional<std::uint32_t> umask = 022;
  Owner user;

  // Absolute; nullopt when the word, or the directory it is seen from, is not known.
  std::optional<std::string> path_of(const RunArgument& word) const;
  // For a word without path_of(): the directory in which it must be, as far as
  // its beginning tells.
  std::string region_of(const RunArgument& word) const;

  Found look(std::string_view path, bool follow = true) const {
    return files_.lookup(path, follow);
  }
  ImageFs::Names list(std::string_view path) const { return files_.list(path); }
  // kOk: it is one (links followed); kFailed: it is none or is not there.
  RunStatus is_directory(std::string_view path) const;
  // May the user get to where it is?
  RunStatus may_reach(const Found& found) const { return may_enter(found.parents); }
  // May the user make it the working directory?
  RunStatus may_enter_directory(const Found& directory) const;
  // May the user open it for reading? kFailed when it is not there.
  RunStatus may_read(const Found& file) const;

  Attributes new_file() const;
  Attributes new_directory() const;

  RunStatus write(std::string_view path, Content content, bool append, const Cause& cause);
  // `mkdir`; `mode` is for the last one only.
  RunStatus make_directory(std::string_view path, bool parents,
                           const std::optional<ModeChange>& mode, const Cause& cause);
  RunStatus copy(std::string_view from, std::string_view to, const CopyOptions& options,
                 const Cause& cause);
  RunStatus move(std::string_view from, std::string_view to, const Cause& cause);
  RunStatus link(std::string_view path, std::string_view target, bool replace, const Cause& cause);
  // A directory only when `recursive`; `force`: a missing one is no failure.
  RunStatus remove(std::string_view path, bool recursive, bool force, const Cause& cause);
  RunStatus change_mode(std::string_view path, const ModeChange& change, bool recursive,
                        const Cause& cause);
  RunStatus change_owner(std::string_view path, const Owner& owner, bool recursive,
                         const Cause& cause);
  // A digest of what is in the file was compared; nothing for one that is not certain.
  void pin(std::string_view path, const Cause& cause);
  void touch(std::string_view path, Doubt doubt, const Cause& cause);
  // Whatever the word stands for.
  void touch(const RunArgument& word, const Cause& cause);

  std::size_t note() const { return noted_.size(); }
  void doubt_since(std::size_t note, const Cause& cause);

 private:
  RunStatus may_enter(const std::vector<Found::Step>& parents) const;
  RunStatus may_change_entries(std::string_view path) const;
  RunStatus allowed(const Owner& owner, const Mode& mode, std::uint32_t bits) const;
  bool is_root() const { return user.uid == 0U; }
  void note_change(std::string_view path);

  ImageFs& files_;
  std::vector<std::string> noted_;
};

}  // namespace verifull::image
