#include "image/run_files.h"

#include <algorithm>
#include <utility>

#include "image/path.h"

namespace verifull::image {
namespace {

using Presence = Found::Presence;

// In every image that has a shell (FHS 3.0, chapters 3 and 4).
constexpr std::string_view kEverywhere[] = {
    "/",          "/bin",           "/etc",      "/lib",           "/opt",
    "/sbin",      "/tmp",           "/usr",      "/usr/bin",       "/usr/lib",
    "/usr/local", "/usr/local/bin", "/usr/sbin", "/usr/local/lib", "/usr/local/share",
    "/usr/share", "/var",           "/var/lib",  "/var/cache",     "/var/log",
    "/var/tmp",
};

bool is_everywhere(std::string_view path) {
  return std::find(std::begin(kEverywhere), std::end(kEverywhere), path) != std::end(kEverywhere);
}

// A name that no image here gives to a directory.
constexpr std::string_view kFileEndings[] = {".pem", ".crt", ".cer", ".key",  ".txt",
                                             ".sh",  ".rb",  ".yml", ".conf", ".cnf"};

bool is_named_as_file(std::string_view path) {
  return std::any_of(std::begin(kFileEndings), std::end(kFileEndings),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

std::string parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == path.npos ? "/" : std::string(path.substr(0, slash));
}

std::string without_slashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return std::string(path);
}

}  // namespace

RunStatus both(RunStatus a, RunStatus b) {
  if (a == RunStatus::kFailed || b == RunStatus::kFailed) return RunStatus::kFailed;
  return a == RunStatus::kOk ? b : a;
}

std::optional<std::string> RunFiles::path_of(const RunArgument& word) const {
  if (!word.known || word.text.empty()) return std::nullopt;
  if (word.text[0] == '/') return word.text;
  if (!directory) return std::nullopt;
  return (*directory == "/" ? "" : *directory) + "/" + word.text;
}

// What is not known of a path is taken to go down from where it begins.
std::string RunFiles::region_of(const RunArgument& word) const {
  if (word.text.empty()) return word.unlisted ? directory.value_or("/") : "/";
  RunArgument beginning = word;
  beginning.known = true;
  const std::optional<std::string> path = path_of(beginning);
  return path ? parent_of(*path + "x") : "/";
}

RunStatus RunFiles::allowed(const Owner& owner, const Mode& mode, std::uint32_t bits) const {
  if (is_root()) return RunStatus::kOk;
  if (!user.uid || !owner.uid) return RunStatus::kUnknown;
  std::uint32_t asked = bits;
  if (*user.uid == *owner.uid) {
    asked = bits << 6U;
  } else if (user.gid && owner.gid == user.gid) {
    asked = bits << 3U;
  } else if (((mode.bits >> 3U) & bits) != (mode.bits & bits)) {
    return RunStatus::kUnknown;  // the user may be in more groups than his own
  }
  if ((mode.bits & asked) == asked) return RunStatus::kOk;
  return (mode.known & asked & ~mode.bits) != 0 ? RunStatus::kFailed : RunStatus::kUnknown;
}

RunStatus RunFiles::may_enter(const std::vector<Found::Step>& parents) const {
  if (is_root()) return RunStatus::kOk;
  RunStatus status = RunStatus::kOk;
  for (const Found::Step& step : parents) status = both(status, allowed(step.owner, step.mode, 1));
  return status;
}

RunStatus RunFiles::may_enter_directory(const Found& found) const {
  if (is_root()) return RunStatus::kOk;
  return both(may_enter(found.parents), allowed(found.owner, found.mode, 1));
}

RunStatus RunFiles::may_read(const Found& file) const {
  if (file.presence == Presence::kAbsent) return RunStatus::kFailed;
  const RunStatus status = both(may_enter(file.parents), allowed(file.owner, file.mode, 4));
  return file.presence == Presence::kMaybe ? both(status, RunStatus::kUnknown) : status;
}

// Making, removing and renaming in the directory that holds `path`.
RunStatus RunFiles::may_change_entries(std::string_view path) const {
  const std::string parent = parent_of(without_slashes(path));
  const Found found = look(parent);
  if (found.presence == Presence::kAbsent) return RunStatus::kFailed;
  if (found.presence == Presence::kMaybe) {
    return is_root() && is_everywhere(found.path) ? RunStatus::kOk : RunStatus::kUnknown;
  }
  if (found.kind == NodeKind::kUnknown) return RunStatus::kUnknown;
  if (found.kind != NodeKind::kDirectory) return RunStatus::kFailed;
  RunStatus status = both(may_enter(found.parents), allowed(found.owner, found.mode, 3));
  // In a sticky directory only the owner removes; whose it is is not looked at here.
  const bool sticky = (found.mode.bits & 01000U) != 0 || (found.mode.known & 01000U) == 0;
  if (sticky && !is_root() && found.owner.uid != user.uid)
    status = both(status, RunStatus::kUnknown);
  return status;
}

RunStatus RunFiles::is_directory(std::string_view path) const {
  const Found found = look(path);
  if (found.presence == Presence::kMaybe || found.kind == NodeKind::kUnknown) {
    if (is_named_as_file(found.path)) return RunStatus::kFailed;
    return is_everywhere(found.path) ? RunStatus::kOk : RunStatus::kUnknown;
  }
  const bool is = found.presence == Presence::kPresent && found.kind == NodeKind::kDirectory;
  return is ? RunStatus::kOk : RunStatus::kFailed;
}

Attributes RunFiles::new_file() const {
  if (umask) return {user, Mode::of(0666U & ~*umask)};
  return {user, Mode{0, kAllBits & ~0666U}};
}

Attributes RunFiles::new_directory() const {
  if (umask) return {user, Mode::of(0777U & ~*umask)};
  return {user, Mode{0, kAllBits & ~0777U}};
}

// With the directories that are only there because this is.
void RunFiles::note_change(std::string_view path) {
  std::string first = without_slashes(path);
  while (first != "/" && look(parent_of(first)).presence != Presence::kPresent)
    first = parent_of(first);
  noted_.push_back(std::move(first));
}

RunStatus RunFiles::write(std::string_view path, Content content, bool append, const Cause& cause) {
  const Found found = look(path);
  RunStatus status = RunStatus::kUnknown;
  if (path.back() == '/') return RunStatus::kFailed;
  if (found.presence == Presence::kPresent && found.kind == NodeKind::kFile) {
    status = both(may_enter(found.parents), allowed(found.owner, found.mode, 2));
  } else if (found.presence == Presence::kPresent && found.kind == NodeKind::kDirectory) {
    return RunStatus::kFailed;
  } else if (found.presence == Presence::kAbsent) {
    status = may_change_entries(found.path);
  } else if (is_root()) {
    // A file or nothing: either way it can be written. A directory can't be.
    status = RunStatus::kUnknown;
  }
  if (status == RunStatus::kFailed) return status;
  note_change(found.path);
  const bool done = files_.write_file(path, new_file(), std::move(content), append, cause);
  return done ? status : RunStatus::kFailed;
}

RunStatus RunFiles::make_directory(std::string_view given, bool parents,
                                   const std::optional<ModeChange>& mode, const Cause& cause) {
  const std::string path = without_slashes(given);
  const Found found = look(path);
  const bool is_there = found.presence == Presence::kPresent;
  if (is_there && found.kind == NodeKind::kDirectory) {
    return parents ? RunStatus::kOk : RunStatus::kFailed;
  }
  if (is_there && found.kind != NodeKind::kUnknown) return RunStatus::kFailed;
  // The uppermost one that is not certainly there is what would be gone without this.
  std::string first = path;
  while (parents && first != "/" && look(parent_of(first)).presence != Presence::kPresent) {
    first = parent_of(first);
  }
  RunStatus status = may_change_entries(first);
  // When it is there nobody has to make it.
  if (look(first).presence == Presence::kMaybe && status == RunStatus::kFailed)
    status = RunStatus::kUnknown;
  if (found.presence == Presence::kMaybe || look(first).presence == Presence::kMaybe) {
    const bool known = parents && is_root() && is_everywhere(first);
    status = both(status, known ? RunStatus::kOk : RunStatus::kUnknown);
  }
  if (!parents && look(parent_of(path)).presence == Presence::kAbsent) return RunStatus::kFailed;
  if (status == RunStatus::kFailed) return status;
  note_change(first);
  if (!files_.make_directories(path, new_directory(), cause)) return RunStatus::kFailed;
  if (mode && found.presence == Presence::kMaybe) {
    touch(path, Doubt::kMayChange, cause);  // one that is there keeps its mode
  } else if (mode) {
    // `mkdir -m`: as if by chmod, from a=rwx (POSIX mkdir).
    files_.change_mode(path, ModeChange::parse("777", 0).value(), false, cause);
    files_.change_mode(path, *mode, false, cause);
  }
  return status;
}

RunStatus RunFiles::copy(std::string_view from, std::string_view to, const CopyOptions& options,
                         const Cause& cause) {
  const Found source = look(from, options.follow);
  if (source.presence == Presence::kAbsent) return RunStatus::kFailed;
  RunStatus status = source.kind == NodeKind::kLink ? RunStatus::kOk : may_read(source);
  if (source.kind == NodeKind::kDirectory && !is_root()) status = both(status, RunStatus::kUnknown);
  status = both(status, may_change_entries(to));
  if (status == RunStatus::kFailed) return status;
  note_change(to);
  return files_.copy(files_, from, to, options, cause) ? status : RunStatus::kFailed;
}

RunStatus RunFiles::move(std::string_view from, std::string_view to, const Cause& cause) {
  const Found source = look(from, false);
  if (source.presence == Presence::kAbsent) return RunStatus::kFailed;
  RunStatus status = both(may_change_entries(from), may_change_entries(to));
  if (source.presence == Presence::kMaybe) status = both(status, RunStatus::kUnknown);
  // Renaming a directory of another one's needs more.
  if (source.kind == NodeKind::kDirectory && !is_root() && source.owner.uid != user.uid) {
    status = both(status, RunStatus::kUnknown);
  }
  if (status == RunStatus::kFailed) return status;
  note_change(from);
  note_change(to);
  return files_.move(from, to, cause) ? status : RunStatus::kFailed;
}

RunStatus RunFiles::link(std::string_view path, std::string_view target, bool replace,
                         const Cause& cause) {
  const Found there = look(path, false);
  if (there.presence == Presence::kPresent && !replace) return RunStatus::kFailed;
  // Only a directory has a slash behind it, and that can't be made here.
  if (path.back() == '/') {
    if (there.presence == Presence::kMaybe) touch(path, Doubt::kMayChange, cause);
    return there.presence == Presence::kMaybe ? RunStatus::kUnknown : RunStatus::kFailed;
  }
  RunStatus status = may_change_entries(path);
  if (there.presence == Presence::kMaybe) status = both(status, RunStatus::kUnknown);
  if (there.kind == NodeKind::kDirectory) return RunStatus::kFailed;
  if (status == RunStatus::kFailed) return status;
  // GNU's ln refuses to make a file a link to itself, busybox does it.
  const std::string near =
      target.starts_with('/') ? std::string(target) : parent_of(path) + "/" + std::string(target);
  if (there.presence != Presence::kAbsent && look(near, false).path == there.path) {
    touch(path, Doubt::kMayChange, cause);
    return RunStatus::kUnknown;
  }
  note_change(path);
  return files_.put_link(path, target, user, cause) ? status : RunStatus::kFailed;
}

RunStatus RunFiles::remove(std::string_view given, bool recursive, bool force, const Cause& cause) {
  const std::string path = without_slashes(given);
  const Found found = look(path, given.back() == '/');
  const bool absent = found.presence == Presence::kAbsent;
  if (absent) return force ? RunStatus::kOk : RunStatus::kFailed;
  // A link with a slash behind it is not removed, and what it leads to neither.
  if (given.back() == '/' && look(path, false).kind == NodeKind::kLink) return RunStatus::kFailed;
  // `rm -f` takes a file with a slash behind it for none.
  if (given.back() == '/' && found.presence == Presence::kPresent && found.kind == NodeKind::kFile)
    return force ? RunStatus::kOk : RunStatus::kFailed;
  RunStatus status = may_change_entries(path);
  if (found.presence == Presence::kMaybe) {
    status = is_root() && recursive && force ? RunStatus::kOk : RunStatus::kUnknown;
  } else if (found.kind == NodeKind::kDirectory) {
    if (!recursive) return RunStatus::kFailed;
    if (!is_root()) status = both(status, RunStatus::kUnknown);
  } else if (found.kind == NodeKind::kUnknown && !recursive) {
    status = both(status, RunStatus::kUnknown);
  }
  if (status == RunStatus::kFailed) return status;
  note_change(path);
  return files_.remove(path, cause) ? status : RunStatus::kFailed;
}

RunStatus RunFiles::change_mode(std::string_view path, const ModeChange& change, bool recursive,
                                const Cause& cause) {
  const Found found = look(path);
  if (found.presence == Presence::kAbsent) return RunStatus::kFailed;
  RunStatus status = may_enter(found.parents);
  if (found.presence == Presence::kMaybe) status = both(status, RunStatus::kUnknown);
  if (!is_root()) {
    const bool own = user.uid && found.owner.uid == user.uid;
    if (!own && user.uid && found.owner.uid) return RunStatus::kFailed;
    if (!own || (recursive && found.kind == NodeKind::kDirectory)) {
      status = both(status, RunStatus::kUnknown);
    }
  }
  if (status == RunStatus::kFailed) return status;
  note_change(found.path);
  return files_.change_mode(path, change, recursive, cause) ? status : RunStatus::kFailed;
}

RunStatus RunFiles::change_owner(std::string_view path, const Owner& owner, bool recursive,
                                 const Cause& cause) {
  const Found found = look(path);
  if (found.presence == Presence::kAbsent) return RunStatus::kFailed;
  if (!is_root()) {
    touch(path, Doubt::kMayChange, cause);  // only root gives a file away
    return RunStatus::kUnknown;
  }
  RunStatus status = found.presence == Presence::kMaybe ? RunStatus::kUnknown : RunStatus::kOk;
  note_change(found.path);
  return files_.change_owner(path, owner, recursive, cause) ? status : RunStatus::kFailed;
}

void RunFiles::pin(std::string_view path, const Cause& cause) {
  note_change(path);
  files_.pin(path, cause);
}

void RunFiles::touch(std::string_view path, Doubt doubt, const Cause& cause) {
  note_change(path);
  files_.touch_unknown(path, doubt, cause);
}

void RunFiles::touch(const RunArgument& word, const Cause& cause) {
  touch(path_of(word).value_or(region_of(word)), Doubt::kMayChange, cause);
}

void RunFiles::doubt_since(std::size_t note, const Cause& cause) {
  const std::size_t end = noted_.size();
  for (std::size_t i = note; i < end; ++i) {
    files_.touch_unknown(noted_[i], Doubt::kMayChange, cause);
  }
}

}  // namespace verifull::image
