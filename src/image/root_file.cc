#include "image/root_file.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace verifull::image {
namespace {

// Docker and Compose secrets, Kubernetes' service account, Render's secret files,
// Docker configs, Vault's and the secrets-store driver's usual mounts.
constexpr std::string_view kRuntimePaths[] = {
    "/run/secrets", "/var/run/secrets", "/etc/secrets", "/mnt/secrets-store", "/vault/secrets",
    "/mnt/secrets", "/secrets", "/proc", "/dev", "/sys"};

// Is it one of the classes, for certain?
Answer same_user(const Owner& owner, const RuntimeUser& user) {
  if (owner.uid && user.uid) return *owner.uid == *user.uid ? Answer::kYes : Answer::kNo;
  if (!owner.user.empty() && owner.user == user.name) return Answer::kYes;
  // Whoever has a name other than root is not root.
  bool other_than_root = owner.uid == 0U && !user.name.empty() && user.name != "root";
  return other_than_root ? Answer::kNo : Answer::kMaybe;
}

Answer same_group(const Owner& owner, const RuntimeUser& user) {
  if (owner.gid && user.gid && *owner.gid == *user.gid) return Answer::kYes;
  if (!user.only_groups) return Answer::kMaybe;
  return owner.gid && user.gid ? Answer::kNo : Answer::kMaybe;
}

// What the classes that may apply agree on.
class Agreement {
 public:
  void add(Answer answer) {
    if (!any_) result_ = answer;
    if (any_ && result_ != answer) result_ = Answer::kMaybe;
    any_ = true;
  }
  Answer result() const { return result_; }

 private:
  bool any_ = false;
  Answer result_ = Answer::kMaybe;
};

Answer granted(const Mode& mode, std::uint32_t bit) {
  if ((mode.known & bit) == 0) return Answer::kMaybe;
  return (mode.bits & bit) != 0 ? Answer::kYes : Answer::kNo;
}

// `bits`: 4 to read, 1 to search, as of the others' class.
Answer may(const Owner& owner, const Mode& mode, const RuntimeUser& user, std::uint32_t bits) {
  Agreement agreement;
  Answer owns = same_user(owner, user);
  if (owns != Answer::kNo) agreement.add(granted(mode, bits << 6));
  if (owns == Answer::kYes) return agreement.result();
  Answer in_group = same_group(owner, user);
  if (in_group != Answer::kNo) agreement.add(granted(mode, bits << 3));
  if (in_group != Answer::kYes) agreement.add(granted(mode, bits));
  return agreement.result();
}

}  // namespace

std::string RuntimeUser::shown() const {
  if (!known) return "the user of the base image";
  if (!name.empty()) return "user " + name;
  return uid ? "uid " + std::to_string(*uid) : "a user that is not known";
}

RuntimeUser runtime_user(const Stage& stage, const UserTable& users, bool official_image) {
  RuntimeUser user;
  std::string text = "root";
  if (stage.user) {
    user.span = stage.user->span;
    text = stage.user->text;
    user.known = stage.user->known && !text.empty();
  } else {
    user.known = official_image || stage.base_image == "scratch";
  }
  if (!user.known) return user;
  Owner owner = users.owner_of(text);
  user.uid = owner.uid;
  user.gid = owner.gid;
  user.name = owner.user;
  bool number = owner.user.empty();
  if (text == "root") user.uid = 0;
  // A number that has an entry gets that entry's group (moby/sys/user GetExecUser).
  if (number && text.find(':') == std::string::npos) {
    const UserEntry* entry = user.uid ? users.user(*user.uid) : nullptr;
    user.gid = entry != nullptr ? entry->gid : std::optional<std::uint32_t>(0);
    if (entry == nullptr && !users.complete() && user.uid != 0U) user.gid.reset();
  }
  user.only_groups = text.find(':') != std::string::npos;
  return user;
}

const ContentPart* only_part(const RootReport& report) {
  bool one = report.content != nullptr && report.content->size() == 1;
  return one ? &report.content->front() : nullptr;
}

Answer readable_by(const Found& file, const RuntimeUser& user, std::string& blocked_by) {
  if (user.uid == 0U) return Answer::kYes;
  if (!user.known) return Answer::kMaybe;
  Answer all = Answer::kYes;
  for (const Found::Step& parent : file.parents) {
    Answer answer = may(parent.owner, parent.mode, user, 1);
    if (answer == Answer::kNo) {
      blocked_by = parent.path;
      return Answer::kNo;
    }
    all = std::min(all, answer);
  }
  Answer answer = may(file.owner, file.mode, user, 4);
  if (answer == Answer::kNo) blocked_by = file.path;
  return std::min(all, answer);
}

bool is_runtime_path(std::string_view path) {
  return std::any_of(std::begin(kRuntimePaths), std::end(kRuntimePaths),
                     [&](std::string_view place) {
                       return path == place || (path.starts_with(place) &&
                                                path[place.size()] == '/');
                     });
}

}  // namespace verifull::image
