#include "source/source_set.h"

#include <utility>

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

TEST(SourceSet, KeepsTheFirstTextOfAPath) {
  SourceSet set;
  base::FileId first = set.add("a.yml", FileKind::kDatabaseConfig, "one\ntwo\n");
  EXPECT_EQ(set.add(".env", FileKind::kDotenv, "A=1\n"), first + 1);
  EXPECT_EQ(set.add("a.yml", FileKind::kDotenv, "other"), first);
  EXPECT_EQ(set.size(), 2U);
  EXPECT_EQ(set.at(first).text, "one\ntwo\n");
  EXPECT_EQ(set.at(first).kind, FileKind::kDatabaseConfig);
}

TEST(SourceSet, FindsPathsAfterItMoved) {
  SourceSet set;
  for (int i = 0; i < 1000; ++i) {
    set.add("file" + std::to_string(i), FileKind::kDotenv, std::to_string(i));
  }
  const SourceFile& kept = set.at(17);
  SourceSet moved = std::move(set);
  EXPECT_EQ(kept.text, "17");
  EXPECT_EQ(moved.find("file999"), 999U);
  EXPECT_EQ(moved.find("file1000"), base::kNoFile);
}

TEST(SourceSet, PlacesOfASpan) {
  SourceSet set;
  base::FileId file = set.add("a.yml", FileKind::kDatabaseConfig, "one\ntwo\n");
  base::Span span{file, 4, 7};
  EXPECT_EQ(set.text(span), "two");
  EXPECT_EQ(set.begin_of(span), (base::Position{2, 1}));
  EXPECT_EQ(set.end_of(span), (base::Position{2, 4}));
}

}  // namespace
}  // namespace verifull::source
