#include "image/path.h"

#include <string_view>

#include <gtest/gtest.h>

namespace verifull::image {
namespace {

struct Row {
  std::string_view directory;
  std::string_view path;
  std::string_view expected;
};

TEST(ImagePath, Joins) {
  static constexpr Row kRows[] = {
      {"/", "", "/"},          {"/a", "", "/a"},           {"/a", "b", "/a/b"},
      {"/a", "b/", "/a/b"},    {"/a", "/b", "/b"},         {"/a", "./b/./c", "/a/b/c"},
      {"/a", "../b", "/b"},    {"/a", "../../../b", "/b"}, {"/a", "/../x", "/x"},
      {"/", "//a//b", "/a/b"}, {"/a", "b/..", "/a"},       {"/", "..", "/"},
      {"/a", "..b", "/a/..b"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.path);
    EXPECT_EQ(join_path(row.directory, row.path), row.expected);
  }
}

}  // namespace
}  // namespace verifull::image
