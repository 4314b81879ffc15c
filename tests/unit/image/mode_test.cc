#include "image/mode.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::image {
namespace {

struct Row {
  std::string_view change;
  std::uint32_t before;
  bool directory;
  std::string_view after;
};

TEST(ModeChange, WhatChmodMakesOfIt) {
  // As GNU coreutils 9 does under umask 022.
  static constexpr Row kRows[] = {
      {"644", 0600, false, "0644"},   {"0600", 0644, false, "0600"},
      {"4755", 0644, false, "4755"},  {"755", 02700, true, "2755"},
      {"00755", 02700, true, "0755"}, {"7", 0644, false, "0007"},
      {"+r", 0600, false, "0644"},    {"+w", 0400, false, "0600"},
      {"a+w", 0400, false, "0622"},   {"+x", 0644, false, "0755"},
      {"u+x", 0644, false, "0744"},   {"go-r", 0644, false, "0600"},
      {"go=", 0755, false, "0700"},   {"u=rw,go=r", 0777, false, "0644"},
      {"g=u", 0640, false, "0660"},   {"o=g", 0640, false, "0644"},
      {"o+g", 0641, false, "0645"},   {"a+rX", 0600, false, "0644"},
      {"a+rX", 0700, false, "0755"},  {"a+rX", 0600, true, "0755"},
      {"u+s", 0755, false, "4755"},   {"g+s", 0755, false, "2755"},
      {"+t", 0777, false, "1777"},    {"o+s", 0755, false, "0755"},
      {"=r", 0777, false, "0444"},    {"=", 0777, false, "0000"},
      {"go=", 07777, false, "4700"},  {"o=", 07777, false, "6770"},
      {"o=t", 0777, false, "1770"},   {"u=t", 0777, false, "0077"},
      {"g=s", 0777, false, "2707"},   {"=s", 0755, false, "6000"},
      {"a=", 0777, false, "0000"},    {"u=rwx", 02755, true, "2755"},
      {"u+r-w", 0200, false, "0400"}, {"ug=r,o-rwx", 0777, false, "0440"},
      {"-r", 0644, false, "0200"},    {"u=g,g=o", 0741, false, "0411"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.change);
    auto change = ModeChange::parse(row.change, 022);
    ASSERT_TRUE(change);
    EXPECT_EQ(shown(change->applied(Mode::of(row.before), row.directory)), row.after);
  }
}

TEST(ModeChange, WithoutUmask) {
  EXPECT_EQ(shown(ModeChange::parse("+w", 0)->applied(Mode::of(0444), false)), "0666");
}

TEST(ModeChange, WhatIsNoMode) {
  for (std::string_view text : {"", "888", "+q", "rw", "u", "u+r,", "10000", "g=uo", "64x"}) {
    EXPECT_FALSE(ModeChange::parse(text, 022)) << text;
  }
}

TEST(ModeChange, OfAnUnknownMode) {
  auto after = [](std::string_view text) {
    return ModeChange::parse(text, 022)->applied(Mode{}, false);
  };
  EXPECT_EQ(shown(after("644")), "0644");
  EXPECT_EQ(shown(after("u=rw,go=r")), "0644");
  EXPECT_EQ(after("a+r"), (Mode{0444, 0444}));
  EXPECT_EQ(after("o-r"), (Mode{0, 0004}));
  EXPECT_EQ(after("+X").known, 0U);
  EXPECT_EQ(after("g=u").known & 0070U, 0U);
}

}  // namespace
}  // namespace verifull::image
