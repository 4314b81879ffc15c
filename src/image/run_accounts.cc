// Users and groups that a RUN makes: useradd and groupadd of shadow (Debian, Red
// Hat), adduser and addgroup of Debian and of busybox (Alpine).
//
// An id is known only when the command says it: the next free one hangs on the
// base image. Whether a home is made, and with which mode, differs by system
// (login.defs, adduser.conf), so its mode is not known.
#include <utility>

#include "base/text.h"
#include "image/run_families.h"
#include "image/users.h"

namespace verifull::image {
namespace {

constexpr RunOption kUseraddOptions[] = {
    {'u', "uid", true},      {'g', "gid", true},      {'d', "home-dir", true},
    {'d', "home", true},     {'m', "create-home"},    {'M', "no-create-home"},
    {'s', "shell", true},    {'r', "system"},         {'G', "groups", true},
    {'c', "comment", true},  {'U', "user-group"},     {'N', "no-user-group"},
    {'o', "non-unique"},     {'l', "no-log-init"},    {'k', "skel", true},
    {'p', "password", true}, {'b', "base-dir", true}, {'e', "expiredate", true},
    {'f', "inactive", true}, {'K', "key", true},      {'a', "append"},
    {'L', "lock"},
};
constexpr RunOption kAdduserOptions[] = {
    {'u', "uid", true},
    {'G', "ingroup", true},
    {'i', "gid", true},
    {'h', "home", true},
    {'H', "no-create-home"},
    {'s', "shell", true},
    {'S', "system"},
    {'D', "disabled-password"},
    {'D', "disabled-login"},
    {'g', "gecos", true},
    {'g', "comment", true},
    {'q', "quiet"},
    {kLongA, "group"},
    {kLongB, "force-badname"},
    {kLongB, "allow-bad-names"},
    {'m', ""},
    {'r', ""},
    {'d', "", true},
    {'k', "", true},
};
constexpr RunOption kGroupOptions[] = {
    {'g', "gid", true}, {'r', ""},           {'S', "system"},
    {'f', "force"},     {'o', "non-unique"}, {'q', "quiet"},
};

std::optional<std::uint32_t> number_of(const RunArgument* word) {
  if (!word || !word->known || word->text.empty() || word->text.size() > 9) return std::nullopt;
  if (word->text.find_first_not_of("0123456789") != word->text.npos) return std::nullopt;
  return static_cast<std::uint32_t>(std::stoul(word->text));
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

RunStatus lose_accounts(RunCall& call) {
  call.machine.users.open();
  for (std::string_view file : {"/etc/passwd", "/etc/group", "/etc/shadow"}) {
    call.files().touch(file, Doubt::kMayChange, call.cause);
  }
  return RunStatus::kUnknown;
}

void set_group(UserTable& users, UserEntry& user, const RunArgument* group) {
  if (!group || !group->known) return;
  if (is_number(group->text))
    user.gid = number_of(group);
  else {
    user.group = group->text;
    user.gid = users.gid_of(group->text);
  }
}

void make_home(RunCall& call, const UserEntry& user, bool for_sure) {
  if (user.home.empty() || user.home == "/") return;
  RunFiles& files = call.files();
  if (!for_sure) return files.touch(user.home, Doubt::kMayChange, call.cause);
  const Owner before = std::exchange(files.user, Owner{user.uid, user.gid, user.name, user.group});
  const auto mask = std::exchange(files.umask, std::nullopt);
  files.make_directory(user.home, true, std::nullopt, call.cause);
  files.umask = mask;
  files.user = before;
  // What is copied from /etc/skel.
  files.touch(user.home, Doubt::kMayAdd, call.cause);
}

RunStatus add_user(RunCall& call, UserEntry user, bool for_sure) {
  user.span = call.cause.span;
  if (!call.machine.is_certain()) {
    user.uid.reset();
    user.gid.reset();
    user.home.clear();
    call.machine.users.open();
  }
  make_home(call, user, for_sure);
  call.machine.users.add(std::move(user));
  return RunStatus::kUnknown;
}

}  // namespace

std::optional<Owner> owner_of(RunCall& call, const RunArgument* user, const RunArgument* group,
                              Owner otherwise) {
  const UserTable& users = call.machine.users;
  if (user) {
    if (!user->known) return std::nullopt;
    otherwise.uid = users.uid_of(user->text);
    otherwise.user = is_number(user->text) ? "" : user->text;
  }
  if (group) {
    if (!group->known) return std::nullopt;
    otherwise.gid = users.gid_of(group->text);
    otherwise.group = is_number(group->text) ? "" : group->text;
  }
  return otherwise;
}

RunStatus run_useradd(RunCall& call) {
  const RunOptions options = read_options(call.words, kUseraddOptions);
  if (!options.clear || options.operands.size() != 1 || !options.operands[0].known)
    return lose_accounts(call);
  UserEntry user;
  user.name = options.operands[0].text;
  user.uid = number_of(options.value('u'));
  set_group(call.machine.users, user, options.value('g'));
  if (!options.has('g') && !options.has('N')) user.group = user.name;
  user.home = options.has('b') ? "" : "/home/" + user.name;
  if (const RunArgument* home = options.value('d')) user.home = home->known ? home->text : "";
  if (options.has('M')) return add_user(call, std::move(user), false);
  return add_user(call, std::move(user), options.has('m'));
}

RunStatus run_adduser(RunCall& call) {
  const RunOptions options = read_options(call.words, kAdduserOptions);
  // `adduser USER GROUP` puts the user into a group.
  if (options.clear && options.operands.size() == 2 && options.given.empty())
    return RunStatus::kUnknown;
  if (!options.clear || options.operands.empty() || !options.operands[0].known)
    return lose_accounts(call);
  const bool red_hat = options.has('m') || options.has('r') || options.has('d');
  UserEntry user;
  user.name = options.operands[0].text;
  user.uid = number_of(options.value('u'));
  set_group(call.machine.users, user, options.has('i') ? options.value('i') : options.value('G'));
  const bool system = options.has('S');
  if (!options.has('i') && !options.has('G') && !system) user.group = user.name;
  const RunArgument* home = options.has('d') ? options.value('d') : options.value('h');
  // A system user's home differs between the two.
  if (home)
    user.home = home->known ? home->text : "";
  else if (!system)
    user.home = "/home/" + user.name;
  const bool made = !options.has('H') && !system && (!red_hat || options.has('m'));
  return add_user(call, std::move(user), made);
}

RunStatus run_groupadd(RunCall& call) {
  const RunOptions options = read_options(call.words, kGroupOptions);
  if (!options.clear || options.operands.empty() || !options.operands[0].known)
    return lose_accounts(call);
  // `addgroup USER GROUP`.
  if (options.operands.size() > 1) return RunStatus::kUnknown;
  GroupEntry group;
  group.name = options.operands[0].text;
  if (call.machine.is_certain()) group.gid = number_of(options.value('g'));
  call.machine.users.add(std::move(group));
  return RunStatus::kUnknown;
}

RunStatus run_addgroup(RunCall& call) { return run_groupadd(call); }

RunStatus run_usermod(RunCall& call) {
  const RunOptions options = read_options(call.words, kUseraddOptions);
  if (!options.clear || options.operands.size() != 1 || !options.operands[0].known)
    return lose_accounts(call);
  const UserEntry* there = call.machine.users.user(options.operands[0].text);
  UserEntry user = there ? *there : UserEntry{};
  user.name = options.operands[0].text;
  if (options.has('u')) user.uid = number_of(options.value('u'));
  set_group(call.machine.users, user, options.value('g'));
  if (const RunArgument* home = options.value('d')) user.home = home->known ? home->text : "";
  if (!call.machine.is_certain()) {
    user.uid.reset();
    user.gid.reset();
    user.home.clear();
  }
  if (options.has('m') && !user.home.empty())
    call.files().touch(user.home, Doubt::kMayChange, call.cause);
  call.machine.users.add(std::move(user));
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
