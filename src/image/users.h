// The users and groups of an image, as far as a Dockerfile makes them.
//
// /etc/passwd and /etc/group of a base image are not in the repository; every
// image but an empty one has root. What adduser, useradd, addgroup and groupadd
// do is written down here by whoever follows RUN.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "image/image_node.h"

namespace verifull::image {

struct UserEntry {
  std::string name;
  std::optional<std::uint32_t> uid;  // nullopt: the next free one, whatever that is
  std::optional<std::uint32_t> gid;
  std::string group;  // of its primary group; "" when only the number is known
  std::string home;   // absolute; "" when not known
  base::Span span;    // what made it
};

struct GroupEntry {
  std::string name;
  std::optional<std::uint32_t> gid;
};

class UserTable {
 public:
  // No user at all; a name can't be resolved there.
  static UserTable of_scratch() { return UserTable(true); }
  // Of a base image: root, and others that nobody knows.
  static UserTable of_image();

  // One of the same name is replaced.
  void add(UserEntry user);
  void add(GroupEntry group);
  void remove_user(std::string_view name);
  void remove_group(std::string_view name);
  // Something that can't be followed may have made or changed others.
  void open() { complete_ = false; }

  // nullptr: not listed here, which says nothing unless complete(). Of several
  // users with one id the first.
  const UserEntry* user(std::string_view name) const;
  const UserEntry* user(std::uint32_t uid) const;
  const GroupEntry* group(std::string_view name) const;
  bool complete() const { return complete_; }
  std::size_t size() const { return users_.size() + groups_.size(); }

  // Of a word that is a number or a name.
  std::optional<std::uint32_t> uid_of(std::string_view word) const;
  std::optional<std::uint32_t> gid_of(std::string_view word) const;

  // `user[:group]` as COPY --chown and USER take it (moby/buildkit
  // solver/llbsolver/file/user_linux.go): without a group that of the user for a
  // name, the same number for a number.
  Owner owner_of(std::string_view text) const;

 private:
  explicit UserTable(bool complete) : complete_(complete) {}

  std::vector<UserEntry> users_;
  std::vector<GroupEntry> groups_;
  bool complete_ = false;
};

}  // namespace verifull::image
