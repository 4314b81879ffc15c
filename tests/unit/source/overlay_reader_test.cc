#include "source/overlay_reader.h"

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

std::string names_of(const FileReader& reader, const std::string& path) {
  Listing listing;
  auto error = reader.list(path, true, listing);
  if (error) return "error: " + error->message;
  std::string names;
  for (std::size_t i = 0; i < listing.size(); ++i) {
    names.append(listing[i].name).append(listing[i].type == EntryType::kFolder ? "/ " : " ");
  }
  return names;
}

TEST(OverlayReader, HidesTheFileBelow) {
  MemoryReader below;
  below.add("config/database.yml", "old");
  below.add("config/cable.yml", "cable");
  OverlayReader reader(below);
  reader.set("./config/database.yml", "first");
  reader.set("config/database.yml", "new");
  EXPECT_EQ(*reader.read("config/database.yml", FileKind::kDatabaseConfig, "."), "new");
  EXPECT_EQ(*reader.read("config/cable.yml", FileKind::kDatabaseConfig, "."), "cable");
  EXPECT_EQ(below.paths_read(), std::vector<std::string>{"config/cable.yml"});
  EXPECT_EQ(names_of(reader, "config"), "cable.yml database.yml ");
}

TEST(OverlayReader, IsThereWithoutFileOrFolderBelow) {
  MemoryReader below;
  below.add(".env", "A=1");
  OverlayReader reader(below);
  reader.set("config/database.yml", "text");
  EXPECT_EQ(reader.type_of("config", false), EntryType::kFolder);
  EXPECT_EQ(reader.type_of("config/database.yml", true), EntryType::kFile);
  EXPECT_EQ(reader.type_of(".env", true), EntryType::kFile);
  EXPECT_EQ(reader.type_of("none", true), EntryType::kMissing);
  EXPECT_EQ(names_of(reader, "."), ".env config/ ");
  EXPECT_EQ(names_of(reader, "config"), "database.yml ");
  EXPECT_EQ(names_of(reader, "none"), "error: none cannot be listed: Not a directory");
}

TEST(OverlayReader, TakesThePlaceOfWhatIsNoFile) {
  MemoryReader below;
  below.add_special(".env", EntryType::kFifo);
  OverlayReader reader(below);
  reader.set(".env", "A=1");
  EXPECT_EQ(reader.type_of(".env", false), EntryType::kFile);
  EXPECT_EQ(*reader.read(".env", FileKind::kDotenv, "."), "A=1");
  Listing listing;
  ASSERT_FALSE(reader.list(".", true, listing).has_value());
  EXPECT_EQ(listing.type_of(".env"), EntryType::kFile);
  EXPECT_EQ(listing.size(), 1U);
}

TEST(OverlayReader, HoldsTextsToTheSameLimits) {
  MemoryReader below;
  OverlayReader reader(below);
  reader.set(".env", std::string("a\0", 2));
  auto text = reader.read(".env", FileKind::kDotenv, ".");
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.error().message, ".env is not a text file: it holds a NUL byte");
}

}  // namespace
}  // namespace verifull::source
