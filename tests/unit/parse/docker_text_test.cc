#include "parse/docker_text.h"

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

base::Span bytes(std::uint32_t begin, std::uint32_t end) { return {3, begin, end}; }

TEST(DockerText, KeepsPlaces) {
  DockerText text(3);
  text.append("ab", 10);
  text.append("", 15);
  text.append("cd", 20);
  EXPECT_EQ(text.text(), "abcd");
  EXPECT_EQ(text.offset(1), 11U);
  EXPECT_EQ(text.offset(2), 20U);
  EXPECT_EQ(text.span(0, 4), bytes(10, 22));
  EXPECT_EQ(text.span(1, 2), bytes(11, 12));
  EXPECT_EQ(text.span(2, 3), bytes(20, 21));
  EXPECT_EQ(text.span(2, 2), bytes(12, 12));
  EXPECT_EQ(text.span(4, 4), bytes(22, 22));
}

TEST(DockerText, EmptyTextHasAPlace) {
  DockerText text(3);
  text.append("", 10);
  EXPECT_EQ(text.span(0, 0), bytes(10, 10));
  text.append("x", 12);
  EXPECT_EQ(text.span(0, 1), bytes(12, 13));
}

}  // namespace
}  // namespace verifull::parse
