#include "source/memory_reader.h"

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

TEST(MemoryReader, ReadsAndRecords) {
  MemoryReader reader;
  reader.add("./app//.env", "A=1\n");
  reader.add("app/nul", std::string("\0", 1));
  reader.add("app/large", std::string((std::size_t{1} << 20) + 1, 'x'));
  reader.add_special("app/fifo", EntryType::kFifo);
  EXPECT_EQ(reader.read("app/.env", FileKind::kDotenv, "app").value(), "A=1\n");
  struct Case {
    const char* path;
    const char* expected;
  };
  const Case kCases[] = {
      {"app/none", "app/none cannot be read: No such file or directory"},
      {"app/fifo", "app/fifo is not a file"},
      {"app/nul", "app/nul is not a text file: it holds a NUL byte"},
      {"app/large", "app/large is larger than 1 MiB"},
      {"b/.env", "b/.env is outside of app"},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.path);
    auto text = reader.read(test.path, FileKind::kDotenv, "app");
    ASSERT_FALSE(text.ok());
    EXPECT_EQ(text.error().message, test.expected);
  }
  EXPECT_EQ(reader.paths_read(), (std::vector<std::string>{"app/.env", "app/fifo", "app/large",
                                                           "app/none", "app/nul", "b/.env"}));
}

TEST(MemoryReader, ListsFoldersThatFilesMake) {
  MemoryReader reader;
  reader.add("a/b/c", "");
  reader.add_folder("a/empty");
  reader.add("../up", "");
  Listing listing;
  ASSERT_FALSE(reader.list("a", true, listing).has_value());
  ASSERT_EQ(listing.size(), 2U);
  EXPECT_EQ(listing[0].name, "b");
  EXPECT_EQ(listing.type_of("b"), EntryType::kFolder);
  EXPECT_EQ(listing.type_of("empty"), EntryType::kFolder);
  ASSERT_FALSE(reader.list(".", true, listing).has_value());
  EXPECT_EQ(listing.type_of("a"), EntryType::kFolder);
  ASSERT_FALSE(reader.list("a/empty", true, listing).has_value());
  EXPECT_EQ(listing.size(), 0U);
  EXPECT_EQ(reader.type_of("../up", false), EntryType::kFile);
  EXPECT_EQ(reader.type_of("..", false), EntryType::kFolder);
  EXPECT_EQ(reader.type_of("z", false), EntryType::kMissing);
  EXPECT_EQ(reader.list("a/b/c", true, listing)->message,
            "a/b/c cannot be listed: Not a directory");
}

}  // namespace
}  // namespace verifull::source
