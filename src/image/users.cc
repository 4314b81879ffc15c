#include "image/users.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace verifull::image {
namespace {

std::optional<std::uint32_t> number(std::string_view word) {
  std::uint32_t value = 0;
  auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return value;
}

template <typename Entry>
void put(std::vector<Entry>& entries, Entry entry) {
  auto same = std::find_if(entries.begin(), entries.end(),
                           [&](const Entry& other) { return other.name == entry.name; });
  if (same == entries.end()) {
    entries.push_back(std::move(entry));
  } else {
    *same = std::move(entry);
  }
}

template <typename Entry, typename Test>
const Entry* first(const std::vector<Entry>& entries, Test test) {
  auto found = std::find_if(entries.begin(), entries.end(), test);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

UserTable UserTable::of_image() {
  UserTable table(false);
  table.add(UserEntry{"root", 0, 0, "root", "/root", {}});
  table.add(GroupEntry{"root", 0});
  return table;
}

void UserTable::add(UserEntry user) { put(users_, std::move(user)); }
void UserTable::add(GroupEntry group) { put(groups_, std::move(group)); }

void UserTable::remove_user(std::string_view name) {
  std::erase_if(users_, [&](const UserEntry& user) { return user.name == name; });
}

void UserTable::remove_group(std::string_view name) {
  std::erase_if(groups_, [&](const GroupEntry& group) { return group.name == name; });
}

const UserEntry* UserTable::user(std::string_view name) const {
  return first(users_, [&](const UserEntry& user) { return user.name == name; });
}

const UserEntry* UserTable::user(std::uint32_t uid) const {
  return first(users_, [&](const UserEntry& user) { return user.uid == uid; });
}

const GroupEntry* UserTable::group(std::string_view name) const {
  return first(groups_, [&](const GroupEntry& group) { return group.name == name; });
}

std::optional<std::uint32_t> UserTable::uid_of(std::string_view word) const {
  if (auto id = number(word)) return id;
  const UserEntry* entry = user(word);
  return entry == nullptr ? std::nullopt : entry->uid;
}

std::optional<std::uint32_t> UserTable::gid_of(std::string_view word) const {
  if (auto id = number(word)) return id;
  const GroupEntry* entry = group(word);
  if (entry != nullptr) return entry->gid;
  // A user's own group is often made with it and not listed.
  const UserEntry* same = user(word);
  return same != nullptr && same->group == word ? same->gid : std::nullopt;
}

Owner UserTable::owner_of(std::string_view text) const {
  std::size_t colon = text.find(':');
  std::string_view user_word = text.substr(0, colon);
  Owner owner;
  owner.uid = uid_of(user_word);
  if (!number(user_word)) owner.user = user_word;
  if (colon != std::string_view::npos) {
    std::string_view group_word = text.substr(colon + 1);
    owner.gid = gid_of(group_word);
    if (!number(group_word)) owner.group = group_word;
    return owner;
  }
  if (auto id = number(user_word)) {
    owner.gid = id;
    return owner;
  }
  if (const UserEntry* entry = user(user_word)) {
    owner.gid = entry->gid;
    owner.group = entry->group;
  }
  return owner;
}

}  // namespace verifull::image
