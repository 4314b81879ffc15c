// mkdir, rm, rmdir, touch, chmod, chown, chgrp.
#include <algorithm>

#include "base/text.h"
#include "image/run_families.h"

namespace verifull::image {
namespace {

using Presence = Found::Presence;

constexpr RunOption kMkdirOptions[] = {{'p', "parents"}, {'m', "mode", true}, {'v', "verbose"}};
constexpr RunOption kRmOptions[] = {
    {'r', "recursive"},
    {'R', ""},
    {'f', "force"},
    {'v', "verbose"},
    {'d', "dir"},
    {'i', ""},
    {kLongA, "one-file-system"},
    {kLongB, "preserve-root"},
    {kLongC, "no-preserve-root"},
};
constexpr RunOption kRmdirOptions[] = {
    {'p', "parents"}, {'v', "verbose"}, {kLongA, "ignore-fail-on-non-empty"}};
constexpr RunOption kTouchOptions[] = {
    {'a', ""},
    {'c', "no-create"},
    {'m', ""},
    {'h', "no-dereference"},
    {'d', "date", true},
    {'t', "", true},
    {'r', "reference", true},
};
constexpr RunOption kModeOptions[] = {
    {'R', "recursive"}, {'v', "verbose"}, {'f', "silent"},
    {'f', "quiet"},     {'c', "changes"}, {kLongB, "preserve-root"},
};
constexpr RunOption kOwnerOptions[] = {
    {'R', "recursive"}, {'h', "no-dereference"}, {'v', "verbose"}, {'f', "silent"},
    {'f', "quiet"},     {'c', "changes"},        {'H', ""},        {'L', ""},
    {'P', ""},
};

// `-x`, `-rwx`: a mode, though it looks like options.
bool is_mode_word(const RunArgument& word) {
  return word.known && word.text.size() > 1 && word.text[0] == '-' &&
         word.text.find_first_not_of("rwxXstugo,+=", 1) == word.text.npos;
}

template <typename Each>
RunStatus for_each(RunCall& call, const std::vector<RunArgument>& words, std::size_t from,
                   Each each) {
  RunStatus status = RunStatus::kOk;
  for (std::size_t i = from; i < words.size(); ++i) {
    const auto path = call.files().path_of(words[i]);
    if (path) {
      status = both(status, each(*path));
    } else if (words[i].known) {
      status = words[i].text.empty() ? RunStatus::kFailed : RunStatus::kUnknown;
      if (!words[i].text.empty()) call.files().touch(words[i], call.cause);
    } else {
      call.files().touch(words[i], call.cause);
      status = both(status, RunStatus::kUnknown);
    }
  }
  return status;
}

RunStatus change_owner(RunCall& call, bool group_only) {
  const RunOptions options = read_options(call.words, kOwnerOptions);
  if (!options.clear || options.operands.size() < 2 || options.has('L')) return call.touch_words();
  const RunArgument& spec = options.operands[0];
  RunArgument user = spec;
  RunArgument group = spec;
  bool login_group = false;
  const std::size_t colon = group_only ? spec.text.npos : spec.text.find(':');
  if (colon != spec.text.npos) {
    user.text = spec.text.substr(0, colon);
    group.text = spec.text.substr(colon + 1);
    login_group = group.text.empty() && !user.text.empty();
  }
  const bool has_user = !group_only && !user.text.empty();
  const bool has_group = group_only || (colon != spec.text.npos && !group.text.empty());
  // `user.group` is an old form of `user:group`.
  const bool dotted =
      colon == spec.text.npos && !group_only && spec.text.find('.') != spec.text.npos;
  if (!spec.known || login_group || dotted) {
    return for_each(call, options.operands, 1, [&](const std::string& path) {
      call.files().touch(path, Doubt::kMayChange, call.cause);
      return RunStatus::kUnknown;
    });
  }
  Cause cause = call.cause;
  cause.text += " " + spec.text;
  const auto owner =
      owner_of(call, has_user ? &user : nullptr, has_group ? &group : nullptr, Owner::unknown());
  if (!owner) return call.touch_words();
  return for_each(call, options.operands, 1, [&](const std::string& path) {
    const Found link = call.files().look(path, false);
    if (options.has('h') && link.kind == NodeKind::kLink) {
      call.files().touch(path, Doubt::kMayChange, cause);
      return RunStatus::kUnknown;
    }
    return call.files().change_owner(path, *owner, options.has('R'), cause);
  });
}

}  // namespace

RunStatus run_mkdir(RunCall& call) {
  const RunOptions options = read_options(call.words, kMkdirOptions);
  const RunArgument* given = options.value('m');
  std::optional<ModeChange> mode;
  if (given && given->known)
    mode = ModeChange::parse(given->text, call.files().umask.value_or(022));
  if (!options.clear || (given && !mode)) return call.touch_words();
  return for_each(call, options.operands, 0, [&](const std::string& path) {
    return call.files().make_directory(path, options.has('p'), mode, call.cause);
  });
}

RunStatus run_rm(RunCall& call) {
  const RunOptions options = read_options(call.words, kRmOptions);
  if (!options.clear || options.has('d') || options.has('i')) return call.touch_words();
  std::vector<RunArgument> words = options.operands;
  // What a pattern stands for besides is maybe there before and after.
  const auto is_rest = [](const RunArgument& word) { return word.unlisted; };
  words.erase(std::remove_if(words.begin(), words.end(), is_rest), words.end());
  const bool all = words.size() == options.operands.size();
  const bool recursive = options.has('r') || options.has('R');
  const RunStatus status = for_each(call, words, 0, [&](const std::string& path) {
    return call.files().remove(path, recursive, options.has('f'), call.cause);
  });
  const bool sure = all || (recursive && options.has('f'));
  return sure ? status : both(status, RunStatus::kUnknown);
}

RunStatus run_rmdir(RunCall& call) {
  const RunOptions options = read_options(call.words, kRmdirOptions);
  if (!options.given.empty() || !options.clear) return call.touch_words();
  return for_each(call, options.operands, 0, [&](const std::string& path) {
    const Found found = call.files().look(path, false);
    const bool sure = found.presence == Presence::kPresent && found.kind != NodeKind::kUnknown;
    if (found.presence == Presence::kAbsent) return RunStatus::kFailed;
    if (sure && found.kind != NodeKind::kDirectory) return RunStatus::kFailed;
    const ImageFs::Names names = call.files().list(path);
    const bool filled =
        std::any_of(names.names.begin(), names.names.end(), [&](const std::string& name) {
          return call.files().look(path + "/" + name, false).presence == Presence::kPresent;
        });
    if (sure && filled) return RunStatus::kFailed;
    if (sure && names.complete && names.names.empty()) {
      return call.files().remove(path, true, false, call.cause);
    }
    call.files().touch(path, Doubt::kMayChange, call.cause);
    return RunStatus::kUnknown;
  });
}

RunStatus run_touch(RunCall& call) {
  const RunOptions options = read_options(call.words, kTouchOptions);
  if (!options.clear || options.has('h')) return call.touch_words();
  return for_each(call, options.operands, 0, [&](const std::string& path) {
    const Found found = call.files().look(path);
    if (found.presence == Presence::kPresent) {
      const bool own = call.files().user.uid == 0U || call.files().user.uid == found.owner.uid;
      return own && found.kind != NodeKind::kUnknown && path.back() != '/' ? RunStatus::kOk
                                                                           : RunStatus::kUnknown;
    }
    if (options.has('c')) return RunStatus::kUnknown;
    // It may be a directory, which stays one.
    if (found.presence == Presence::kMaybe) {
      call.files().touch(path, Doubt::kMayChange, call.cause);
      return RunStatus::kUnknown;
    }
    return call.files().write(path,
                              content_of({ContentKind::kText, "", false, false, call.cause.span}),
                              true, call.cause);
  });
}

RunStatus run_chmod(RunCall& call) {
  std::vector<RunArgument> words = call.words;
  RunArgument mode;
  auto dashed = std::find_if(words.begin() + 1, words.end(), is_mode_word);
  const bool is_dashed = dashed != words.end();
  if (is_dashed) {
    mode = *dashed;
    words.erase(dashed);
  }
  RunOptions options = read_options(words, kModeOptions);
  if (!is_dashed && !options.operands.empty()) {
    mode = options.operands[0];
    options.operands.erase(options.operands.begin());
  }
  const auto& umask = call.files().umask;
  const bool masked = !umask && !mode.text.empty() &&
                      std::string_view("+-=rwx").find(mode.text[0]) != std::string_view::npos;
  const auto change = ModeChange::parse(mode.text, umask.value_or(0));
  if (!options.clear || !mode.known || !change || masked) {
    return for_each(call, options.operands, 0, [&](const std::string& path) {
      call.files().touch(path, Doubt::kMayChange, call.cause);
      return RunStatus::kUnknown;
    });
  }
  Cause cause = call.cause;
  cause.text += " " + mode.text;
  return for_each(call, options.operands, 0, [&](const std::string& path) {
    return call.files().change_mode(path, *change, options.has('R'), cause);
  });
}

RunStatus run_chown(RunCall& call) { return change_owner(call, false); }
RunStatus run_chgrp(RunCall& call) { return change_owner(call, true); }

}  // namespace verifull::image
