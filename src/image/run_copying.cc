// cp, mv, install, ln.
//
// POSIX, GNU coreutils' copy.c and install.c: a file that is there keeps its
// owner and mode under `cp`, is renamed over by `mv`, and made anew by `install`.
#include <string>

#include "image/path.h"
#include "image/run_families.h"
#include "image/run_options.h"
#include "image/run_target.h"

namespace verifull::image {
namespace {

using Presence = Found::Presence;

constexpr RunOption kCopyOptions[] = {
    {'a', "archive"},
    {'r', "recursive"},
    {'R', ""},
    {'d', ""},
    {'P', "no-dereference"},
    {'L', "dereference"},
    {'H', ""},
    {'f', "force"},
    {'p', ""},
    {'v', "verbose"},
    {'x', "one-file-system"},
    {'t', "target-directory", true},
    {'T', "no-target-directory"},
    {'n', "no-clobber"},
    {'u', "update"},
    {'i', "interactive"},
    {kLongA, "preserve"},
    {kLongB, "reflink"},
    {kLongC, "parents"},
};
constexpr RunOption kMoveOptions[] = {
    {'f', "force"},
    {'v', "verbose"},
    {'t', "target-directory", true},
    {'T', "no-target-directory"},
    {'n', "no-clobber"},
    {'u', "update"},
    {'i', "interactive"},
};
constexpr RunOption kInstallOptions[] = {
    {'d', "directory"},
    {'D', ""},
    {'m', "mode", true},
    {'o', "owner", true},
    {'g', "group", true},
    {'t', "target-directory", true},
    {'T', "no-target-directory"},
    {'v', "verbose"},
    {'c', ""},
    {'p', "preserve-timestamps"},
    {'C', "compare"},
    {'s', "strip"},
};
constexpr RunOption kLinkOptions[] = {
    {'s', "symbolic"},
    {'f', "force"},
    {'n', "no-dereference"},
    {'v', "verbose"},
    {'t', "target-directory", true},
    {'T', "no-target-directory"},
};

// What `umask` takes from a mode, as chmod would write it.
std::optional<ModeChange> masked(std::uint32_t umask) {
  std::string text = "ug-s,o-t";
  for (std::size_t i = 0; i < 3; ++i) {
    const std::uint32_t bits = umask >> (6 - 3 * i) & 7U;
    text += std::string(",") + "ugo"[i] + "-";
    for (std::size_t j = 0; j < 3; ++j) {
      if ((bits & (4U >> j)) != 0) text += "rwx"[j];
    }
  }
  return ModeChange::parse(text, 0);
}

struct Copy {
  CopyOptions options;
  bool recursive = false;
  bool preserve = false;
};

RunStatus copy_entry(RunCall& call, const std::string& from, const std::string& to,
                     const Copy& copy, int depth);

// `-p` on one that is there already.
RunStatus give_attributes(RunCall& call, const std::string& from, const std::string& to,
                          const Copy& copy) {
  RunFiles& files = call.files();
  const Found source = files.look(from);
  if (!source.mode.complete()) {
    files.touch(to, Doubt::kMayChange, call.cause);
    return RunStatus::kUnknown;
  }
  std::string octal = "0";
  for (std::uint32_t shift : {9U, 6U, 3U, 0U})
    octal += static_cast<char>('0' + (source.mode.bits >> shift & 7U));
  const RunStatus status =
      files.change_owner(to, copy.options.owner.value_or(source.owner), false, call.cause);
  files.change_mode(to, *ModeChange::parse(octal, 0), false, call.cause);
  return status == RunStatus::kFailed ? status : RunStatus::kOk;
}

// Into a directory that is there: what is in it may be there as well.
RunStatus merge(RunCall& call, const std::string& from, const std::string& to, const Copy& copy,
                int depth) {
  const ImageFs::Names names = call.files().list(from);
  if (!names.complete || depth > 16 || names.names.size() > 1000) {
    call.files().touch(to, Doubt::kMayChange, call.cause);
    return RunStatus::kUnknown;
  }
  RunStatus status = RunStatus::kOk;
  for (const std::string& name : names.names) {
    status = both(status, copy_entry(call, from + "/" + name, to + "/" + name, copy, depth + 1));
  }
  if (copy.preserve) status = both(status, give_attributes(call, from, to, copy));
  return status;
}

RunStatus copy_entry(RunCall& call, const std::string& from, const std::string& to,
                     const Copy& copy, int depth) {
  RunFiles& files = call.files();
  const Found source = files.look(from, copy.options.follow && depth == 0);
  if (source.presence == Presence::kAbsent) return RunStatus::kFailed;
  if (source.kind == NodeKind::kDirectory && !copy.recursive) return RunStatus::kFailed;
  if (source.presence == Presence::kMaybe || source.kind == NodeKind::kUnknown) {
    files.touch(to, Doubt::kMayChange, call.cause);
    return RunStatus::kUnknown;
  }
  const Found there = files.look(to);
  const Found link = files.look(to, false);
  if (there.presence == Presence::kPresent && there.path == source.path) return RunStatus::kFailed;
  const bool sure_there = there.presence == Presence::kPresent;
  if (source.kind == NodeKind::kDirectory) {
    if (to.starts_with(from + "/") || to == from) {
      files.touch(to, Doubt::kMayChange, call.cause);
      return RunStatus::kUnknown;
    }
    if (sure_there && there.kind == NodeKind::kDirectory) return merge(call, from, to, copy, depth);
    if (sure_there) return RunStatus::kFailed;
    if (there.presence == Presence::kMaybe) {
      files.touch(to, Doubt::kMayChange, call.cause);
      return RunStatus::kUnknown;
    }
    if (link.presence == Presence::kPresent) return RunStatus::kFailed;  // leads to nothing
  } else if (sure_there && there.kind == NodeKind::kDirectory) {
    return RunStatus::kFailed;
  } else if (source.kind == NodeKind::kFile && link.presence == Presence::kPresent &&
             link.kind == NodeKind::kLink) {
    // Through the link, when it leads to a file.
    if (!sure_there) return RunStatus::kFailed;
    RunStatus status =
        both(files.may_read(source), files.write(to, source.content, false, call.cause));
    return copy.preserve ? both(status, give_attributes(call, from, there.path, copy)) : status;
  } else if (source.kind == NodeKind::kFile && !copy.preserve && sure_there) {
    const RunStatus readable = files.may_read(source);
    if (readable == RunStatus::kFailed) return readable;
    return both(readable, files.write(to, source.content, false, call.cause));
  } else if (link.presence == Presence::kPresent && source.kind == NodeKind::kLink) {
    files.touch(to, Doubt::kMayChange, call.cause);
    return RunStatus::kUnknown;
  }
  return files.copy(from, to, copy.options, call.cause);
}

}  // namespace

RunStatus run_cp(RunCall& call) {
  const RunOptions options = read_options(call.words, kCopyOptions);
  const Target target = target_of(call, options);
  if (!options.clear) return call.touch_words();
  if (!target.good) return target.path ? touch_target(call, target) : call.touch_words();
  if (!target.path || options.has('n') || options.has('u') || options.has('i') ||
      options.has(kLongA) || options.has(kLongC) || !call.files().umask) {
    return touch_target(call, target);
  }
  Copy copy;
  copy.recursive = options.has('a') || options.has('r') || options.has('R');
  copy.preserve = options.has('a') || options.has('p');
  const bool keeps_links = options.has('P') || options.has('d') || copy.recursive;
  copy.options.follow = !keeps_links || options.has('L') || options.has('H');
  if (options.has('L') && copy.recursive) return touch_target(call, target);
  if (!copy.preserve) copy.options.mode = masked(*call.files().umask);
  if (!copy.preserve || call.files().user.uid != 0U) copy.options.owner = call.files().user;
  return for_each_source(call, target, [&](const std::string& from, const std::string& to) {
    return copy_entry(call, from, to, copy, 0);
  });
}

RunStatus run_mv(RunCall& call) {
  const RunOptions options = read_options(call.words, kMoveOptions);
  const Target target = target_of(call, options);
  const bool clear = options.clear && !options.has('n') && !options.has('u') && !options.has('i');
  if (!clear || !target.good || !target.path) return call.touch_words();
  return for_each_source(call, target, [&](const std::string& from, const std::string& to) {
    RunFiles& files = call.files();
    const Found source = files.look(from, false);
    const Found there = files.look(to, false);
    const bool sure = source.presence == Presence::kPresent && source.kind != NodeKind::kUnknown &&
                      there.presence != Presence::kMaybe;
    const bool directory = source.kind == NodeKind::kDirectory;
    if (source.presence == Presence::kAbsent) return RunStatus::kFailed;
    if (there.presence == Presence::kPresent && there.path == source.path)
      return RunStatus::kFailed;
    if (to.starts_with(from + "/")) return RunStatus::kFailed;
    const bool over = there.presence == Presence::kPresent;
    if (over && directory != (there.kind == NodeKind::kDirectory)) return RunStatus::kFailed;
    // Onto a directory only when that is empty.
    const bool unclear = over && directory;
    const bool only_overwrites = !sure && call.needed && !directory &&
                                 source.presence == Presence::kPresent &&
                                 source.kind == NodeKind::kFile;
    if (unclear || (!sure && !only_overwrites)) {
      files.touch(from, Doubt::kMayChange, call.cause);
      files.touch(to, Doubt::kMayChange, call.cause);
      return RunStatus::kUnknown;
    }
    return files.move(from, to, call.cause);
  });
}

RunStatus run_ln(RunCall& call) {
  RunOptions options = read_options(call.words, kLinkOptions);
  if (!options.clear || !options.has('s')) return call.touch_words();
  if (options.operands.size() == 1 && !options.has('t')) {
    options.operands.push_back({".", true, false, false, false});
  }
  Target target = target_of(call, options);
  if (!target.good || !target.path) return call.touch_words();
  RunStatus status = RunStatus::kOk;
  const Found itself = call.files().look(*target.path, false);
  if (options.has('n') && itself.kind == NodeKind::kLink) target.directory = RunStatus::kFailed;
  for (const RunArgument& word : target.sources) {
    const bool into = target.directory == RunStatus::kOk;
    if (!word.known || target.directory == RunStatus::kUnknown) {
      status = both(status, touch_target(call, target));
      continue;
    }
    const std::string path = into ? inside(*target.path, word.text) : *target.path;
    const Found there = call.files().look(path, false);
    if (there.presence == Presence::kPresent && there.kind == NodeKind::kDirectory) {
      status = RunStatus::kFailed;
      continue;
    }
    const bool replaces = options.has('f') || there.presence == Presence::kMaybe;
    status = both(status, call.files().link(path, word.text, replaces, call.cause));
  }
  return status;
}

RunStatus run_install(RunCall& call) {
  const RunOptions options = read_options(call.words, kInstallOptions);
  RunFiles& files = call.files();
  const RunArgument* given = options.value('m');
  const auto mode = ModeChange::parse(given ? given->text : "755", 0);
  const std::optional<Owner> owner =
      owner_of(call, options.value('o'), options.value('g'), call.files().user);
  if (!options.clear || !mode || (given && !given->known) || !owner) return call.touch_words();
  const std::optional<ModeChange> none = ModeChange::parse("0", 0);
  RunStatus status = RunStatus::kOk;
  if (options.has('d')) {
    for (const RunArgument& word : options.operands) {
      const auto path = files.path_of(word);
      if (!path) return call.touch_words();
      status = both(status, files.make_directory(*path, true, std::nullopt, call.cause));
      status = both(status, files.change_mode(*path, *none, false, call.cause));
      status = both(status, files.change_mode(*path, *mode, false, call.cause));
      if (options.has('o') || options.has('g')) {
        status = both(status, files.change_owner(*path, *owner, false, call.cause));
      }
    }
    return status;
  }
  Target target = target_of(call, options);
  if (!target.good || !target.path || options.has('C')) return call.touch_words();
  if (options.has('D')) {
    std::string folder = *target.path;
    if (!options.has('t')) folder = join_path("/", folder + "/..");
    const auto mask = std::exchange(files.umask, 022);
    status = files.make_directory(folder, true, std::nullopt, call.cause);
    files.umask = mask;
    if (options.has('t')) target.directory = files.is_directory(*target.path);
  }
  CopyOptions copy;
  copy.owner = *owner;
  copy.mode = none;
  copy.follow = true;
  const RunStatus done =
      for_each_source(call, target, [&](const std::string& from, const std::string& to) {
        const Found source = files.look(from);
        const Found there = files.look(to, false);
        if (source.kind == NodeKind::kDirectory) return RunStatus::kFailed;
        if (there.presence == Presence::kPresent && there.kind == NodeKind::kDirectory)
          return RunStatus::kFailed;
        if (source.presence == Presence::kPresent && there.path == source.path)
          return RunStatus::kFailed;
        RunStatus result = RunStatus::kUnknown;
        if (source.is_file()) {
          if (there.presence == Presence::kPresent) files.remove(to, false, true, call.cause);
          result = files.copy(from, to, copy, call.cause);
        } else if (source.presence == Presence::kAbsent) {
          return RunStatus::kFailed;
        } else {
          files.touch(to, Doubt::kMayChange, call.cause);
          return RunStatus::kUnknown;
        }
        files.change_mode(to, *none, false, call.cause);
        return both(result, files.change_mode(to, *mode, false, call.cause));
      });
  return both(status, done);
}

}  // namespace verifull::image
