#include "engine/root_files.h"

#include <string>

#include <gtest/gtest.h>

#include "source/memory_reader.h"

namespace {

using namespace verifull;

struct Row {
  std::string_view project;
  std::string_view path;
  std::string_view file;
};

TEST(RootFiles, LookBelowTheApp) {
  source::MemoryReader reader;
  reader.add("config/ca.pem", "none");
  reader.add("apps/shop/config/ca.pem", "none");
  reader.add("apps/ca.pem", "none");
  constexpr Row kRows[] = {
      {".", "/srv/app/config/ca.pem", "config/ca.pem"},
      {".", "config/ca.pem", "config/ca.pem"},
      {".", "/srv/app/config/./ca.pem", "config/ca.pem"},
      {".", "/srv/app", ""},
      {".", "/srv/app/config", ""},
      {".", "/etc/config/ca.pem", ""},
      {".", "../config/ca.pem", ""},
      {"apps/shop", "/srv/app/config/ca.pem", "apps/shop/config/ca.pem"},
      {"apps/shop", "/srv/app/../ca.pem", ""},
      {"apps/shop", "../ca.pem", ""},
  };
  for (const Row& row : kRows) {
    std::string project(row.project);
    std::string root = "/srv/app";
    engine::RootFiles files(reader, project, root);
    image::RootReport maybe;
    facts::RootSource found = files.find(row.path, maybe);
    EXPECT_EQ(found.file, row.file) << row.project << " " << row.path;
    EXPECT_EQ(found.bundle != nullptr, !row.file.empty()) << row.path;
    // Asked again it says the same.
    EXPECT_EQ(files.find(row.path, maybe).bundle, found.bundle);
  }
}

TEST(RootFiles, TakeWhatTheImageHas) {
  using Found = image::RootReport::Found;
  source::MemoryReader reader;
  reader.add("config/ca.pem", "none");
  reader.add("certs/other.pem", "none");
  std::string project = ".";
  std::string root = "/srv/app";
  engine::RootFiles files(reader, project, root);
  image::RootReport report;
  report.found = Found::kPresent;
  report.content = image::content_of({image::ContentKind::kProject, "certs/other.pem", false,
                                      false, {}});
  EXPECT_EQ(files.find("/srv/app/config/ca.pem", report).file, "certs/other.pem");
  report.content = image::content_of({image::ContentKind::kUrl, "https://example.com/ca.pem",
                                      true, true, {}});
  facts::RootSource source = files.find("/srv/app/config/ca.pem", report);
  EXPECT_EQ(source.url, "https://example.com/ca.pem");
  EXPECT_TRUE(source.insecure && source.pinned && source.bundle == nullptr);
  report.content = nullptr;
  EXPECT_EQ(files.find("/srv/app/config/ca.pem", report).file, "");
  for (Found found : {Found::kAbsent, Found::kRuntime}) {
    report.found = found;
    EXPECT_EQ(files.find("/srv/app/config/ca.pem", report).file, "");
  }
}

}  // namespace
