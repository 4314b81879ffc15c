#include "image/dockerignore.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::image {
namespace {

struct Row {
  std::string_view text;
  std::string_view path;
  std::string_view expected;  // "kept", or the pattern that decides behind its sign
};

TEST(Dockerignore, TheLastLineThatMatches) {
  static constexpr Row kRows[] = {
      {"", "config/a.pem", "kept"},
      {"*.pem", "config/a.pem", "kept"},
      {"*.pem", "a.pem", "- *.pem"},
      {"**/*.pem", "config/a.pem", "- **/*.pem"},
      {"config", "config/a.pem", "- config"},
      {"config/", "config/a.pem", "- config/"},
      {"/config", "config/a.pem", "- /config"},
      {"./config/../config", "config/a.pem", "- ./config/../config"},
      {"config/*", "config/certs/a.pem", "- config/*"},
      {"config\n!config/a.pem", "config/a.pem", "+ !config/a.pem"},
      {"config\n!config/a.pem", "config/b.pem", "- config"},
      {"!config/a.pem\nconfig", "config/a.pem", "- config"},
      {"config\n! config/a.pem ", "config/a.pem", "+ ! config/a.pem"},
      {"config\n!config/certs\nconfig/certs/a.pem", "config/certs/a.pem", "- config/certs/a.pem"},
      {"**\n!config", "config/a.pem", "+ !config"},
      {"**\n!dist/*.whl", "dist/a.whl", "+ !dist/*.whl"},
      {"*\n!config/**", "config/x/a.pem", "+ !config/**"},
      {"# config\nconfig", "config", "- config"},
      {" # config", "config", "kept"},
      {"  config  \r\n", "config", "- config"},
      {"\xEF\xBB\xBF" "config\n", "config", "- config"},
      {"config", "configs/a", "kept"},
      {"a/b/c", "a/b/c/d/e", "- a/b/c"},
      {"**", "", "kept"},
      {"/.env*\n!/.env*.erb", ".env.erb", "+ !/.env*.erb"},
      {"/.env*\n!/.env*.erb", "config/.env", "kept"},
      {"..", "config", "kept"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.text);
    Dockerignore ignore(row.text, 0);
    Dockerignore::Decision decision = ignore.decide(row.path);
    std::string actual = "kept";
    if (decision.line.known()) {
      actual = std::string(decision.ignored ? "- " : "+ ") +
               std::string(row.text.substr(decision.line.begin, decision.line.size()));
    }
    EXPECT_EQ(actual, row.expected) << row.path;
  }
}

TEST(Dockerignore, LinesThatDockerRefuses) {
  EXPECT_TRUE(Dockerignore("a\n!\n", 0).refused());
  EXPECT_TRUE(Dockerignore("[", 0).refused());
  EXPECT_FALSE(Dockerignore("a\n!b\n", 0).refused());
  EXPECT_TRUE(Dockerignore("a\n!b\n", 0).has_exceptions());
}

TEST(CleanPath, AsGo) {
  static constexpr std::string_view kRows[][2] = {
      {"", "."}, {"a//b/", "a/b"}, {"./a", "a"}, {"a/..", "."}, {"../a", "../a"},
      {"/../a", "/a"}, {"/", "/"}, {"a/../../b", "../b"}, {"a/./b", "a/b"}};
  for (const auto& row : kRows) EXPECT_EQ(clean_path(row[0]), row[1]);
}

}  // namespace
}  // namespace verifull::image
