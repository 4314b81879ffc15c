#include "parse/docker_characters.h"

#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

TEST(DockerCharacters, Spaces) {
  for (std::string_view space :
       {" ", "\t", "\n", "\v", "\f", "\r", "\u0085", "\u00A0", "\u1680", "\u2000", "\u200A",
        "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"}) {
    SCOPED_TRACE(space);
    EXPECT_EQ(docker_space_size(space, 0), space.size());
  }
  for (std::string_view other : {"x", "\u200B", "\u00E0", "\xC2", "\xE2\x80", "\xA0", "\u3001"}) {
    SCOPED_TRACE(other);
    EXPECT_EQ(docker_space_size(other, 0), 0U);
  }
}

TEST(DockerCharacters, Trim) {
  EXPECT_EQ(docker_trim(" \u00A0\u3000 a b \u2003\t"), "a b");
  EXPECT_EQ(docker_trim(" \u2003 "), "");
  EXPECT_EQ(docker_trim("\u00E0"), "\u00E0");
}

TEST(DockerCharacters, Names) {
  for (std::string_view part : {"a", "Z", "0", "_", "é", "ß", "한", "я", "\U00020000"}) {
    SCOPED_TRACE(part);
    EXPECT_TRUE(is_docker_name_part(part));
  }
  for (std::string_view other : {"-", ".", "\u00A0", "×", "—", "→", "、", "\uE000", "\U0001F600"}) {
    SCOPED_TRACE(other);
    EXPECT_FALSE(is_docker_name_part(other));
  }
}

}  // namespace
}  // namespace verifull::parse
