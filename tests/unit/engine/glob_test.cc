#include "engine/glob.h"

#include <string>

#include <gtest/gtest.h>

namespace verifull::engine {
namespace {

TEST(Glob, Fits) {
  EXPECT_TRUE(glob_fits("config/*.yml", "config/database.yml"));
  EXPECT_FALSE(glob_fits("*.yml", "config/database.yml"));
  EXPECT_TRUE(glob_fits("**/*.yml", "database.yml"));
  EXPECT_TRUE(glob_fits("**/*.yml", "a/b/database.yml"));
  EXPECT_FALSE(glob_fits("**/base.yml", "a/database.yml"));
  EXPECT_TRUE(glob_fits("engines/", "engines/a/config/database.yml"));
  EXPECT_TRUE(glob_fits("a?c", "abc"));
  EXPECT_FALSE(glob_fits("a?c", "a/c"));
  std::string stars;
  for (int i = 0; i < 100; ++i) stars += "*a";
  EXPECT_FALSE(glob_fits(stars + "b", std::string(4000, 'a')));
}

}  // namespace
}  // namespace verifull::engine
