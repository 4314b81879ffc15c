#include "image/root_file.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::image {
namespace {

RuntimeUser user_of(std::string_view user, UserTable users) {
  std::string text = "FROM ruby\n";
  if (!user.empty()) text += "USER " + std::string(user) + "\n";
  parse::Dockerfile file = parse::parse_dockerfile(text, 0);
  return runtime_user(interpret_stages(file)[0], users, true);
}

UserTable table() {
  UserTable users = UserTable::of_image();
  users.add(UserEntry{"app", 1000, 1001, "app", "/home/app", {}});
  users.add(UserEntry{"late", std::nullopt, std::nullopt, "", "", {}});
  return users;
}

TEST(RuntimeUser, OfAStage) {
  struct Row {
    std::string_view user;
    std::string_view expected;
  };
  static constexpr Row kRows[] = {
      {"", "user root 0 0"},       {"app", "user app 1000 1001"}, {"1000", "uid 1000 1000 1001"},
      {"1000:5", "uid 1000 1000 5"}, {"77", "uid 77 77 ?"},       {"late", "user late ? ?"},
      {"$X", "the user of the base image ? ?"},
  };
  for (const Row& row : kRows) {
    RuntimeUser user = user_of(row.user, table());
    auto id = [](const std::optional<std::uint32_t>& number) {
      return number ? std::to_string(*number) : "?";
    };
    EXPECT_EQ(user.shown() + " " + id(user.uid) + " " + id(user.gid), row.expected) << row.user;
  }
}

struct Row {
  std::string_view user;
  std::uint32_t mode;
  Owner owner;
  std::uint32_t directory_mode;
  std::string_view expected;
};

TEST(ReadableBy, OwnerGroupOthersAndDirectories) {
  const Owner root = Owner::root();
  const Owner app{1000, 1001, "", ""};
  const Owner by_name{std::nullopt, std::nullopt, "late", ""};
  const Row kRows[] = {
      {"", 0000, root, 0000, "yes"},
      {"1000", 0600, root, 0755, "no /d/f"},
      {"1000", 0644, root, 0755, "yes"},
      {"1000", 0640, root, 0755, "maybe"},  // other groups of the user are not known
      {"1000:5", 0640, root, 0755, "no /d/f"},
      {"1000:0", 0640, root, 0755, "yes"},
      {"1000", 0644, root, 0700, "no /d"},
      {"1000", 0644, root, 0711, "yes"},
      {"1000", 0600, app, 0755, "yes"},
      {"1000", 0044, app, 0755, "no /d/f"},  // the owner's class counts alone
      {"77:1001", 0640, app, 0755, "yes"},
      {"late", 0600, root, 0755, "no /d/f"},
      {"late", 0600, by_name, 0755, "yes"},
      {"late", 0600, app, 0755, "maybe"},
      {"late", 0644, app, 0755, "yes"},
      {"app", 0600, Owner::unknown(), 0755, "maybe"},
      {"$X", 0644, root, 0755, "maybe"},
  };
  constexpr std::string_view kAnswers[] = {"no", "maybe", "yes"};
  for (const Row& row : kRows) {
    Found file;
    file.path = "/d/f";
    file.owner = row.owner;
    file.mode = Mode::of(row.mode);
    file.parents.push_back({"/", Owner::root(), Mode::of(0755)});
    file.parents.push_back({"/d", Owner::root(), Mode::of(row.directory_mode)});
    std::string blocked_by;
    Answer answer = readable_by(file, user_of(row.user, table()), blocked_by);
    std::string actual(kAnswers[static_cast<std::size_t>(answer)]);
    if (!blocked_by.empty()) actual += " " + blocked_by;
    EXPECT_EQ(actual, row.expected) << row.user << " " << shown(file.mode);
  }
}

TEST(ReadableBy, AModeThatIsNotKnown) {
  Found file;
  file.path = "/f";
  file.owner = Owner::root();
  std::string blocked_by;
  EXPECT_EQ(readable_by(file, user_of("1000:5", table()), blocked_by), Answer::kMaybe);
  EXPECT_EQ(readable_by(file, user_of("0", table()), blocked_by), Answer::kYes);
}

TEST(RuntimePaths, Mounts) {
  EXPECT_TRUE(is_runtime_path("/run/secrets/ca.pem"));
  EXPECT_TRUE(is_runtime_path("/run/secrets"));
  EXPECT_FALSE(is_runtime_path("/run/secretsx"));
  EXPECT_FALSE(is_runtime_path("/etc/ssl/ca.pem"));
}

}  // namespace
}  // namespace verifull::image
