#include "image/users.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::image {
namespace {

std::string dump(const std::optional<std::uint32_t>& id, const std::string& name) {
  return (id ? std::to_string(*id) : "?") + (name.empty() ? "" : "(" + name + ")");
}

UserTable example() {
  UserTable users = UserTable::of_image();
  users.add(GroupEntry{"web", 33});
  users.add(UserEntry{"app", 1000, 1001, "app", "/home/app", {}});
  users.add(UserEntry{"late", std::nullopt, 33, "web", "", {}});
  return users;
}

TEST(UserTable, OwnersOfChown) {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  static constexpr Row kRows[] = {
      {"root", "0(root):0(root)"},  {"0", "0:0"},          {"1000", "1000:1000"},
      {"app", "1000(app):1001(app)"}, {"app:app", "1000(app):1001(app)"},
      {"app:web", "1000(app):33(web)"}, {"1000:5", "1000:5"}, {"late", "?(late):33(web)"},
      {"nobody", "?(nobody):?"},    {"app:nogroup", "1000(app):?(nogroup)"},
      {"99999999999", "?(99999999999):?"},
  };
  for (const Row& row : kRows) {
    Owner owner = example().owner_of(row.text);
    EXPECT_EQ(dump(owner.uid, owner.user) + ":" + dump(owner.gid, owner.group), row.expected)
        << row.text;
  }
}

TEST(UserTable, ReplacingAndRemoving) {
  UserTable users = example();
  users.add(UserEntry{"app", 7, 7, "app", "/srv", {}});
  EXPECT_EQ(users.user("app")->home, "/srv");
  EXPECT_EQ(users.user(1000), nullptr);
  EXPECT_EQ(users.user(7)->name, "app");
  users.remove_user("app");
  users.remove_group("web");
  EXPECT_EQ(users.user("app"), nullptr);
  EXPECT_EQ(users.group("web"), nullptr);
}

TEST(UserTable, WhoElseMayBeThere) {
  EXPECT_FALSE(UserTable::of_image().complete());
  UserTable users = UserTable::of_scratch();
  EXPECT_TRUE(users.complete());
  EXPECT_EQ(users.user("root"), nullptr);
  users.open();
  EXPECT_FALSE(users.complete());
}

}  // namespace
}  // namespace verifull::image
