#include "source/disk_reader.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace verifull::source {
namespace {

using support::TempDir;
using support::WorkingDirectory;

// The text, or "error: message (hint)".
std::string shown(const base::Result<std::string>& result) {
  if (result.ok()) return *result;
  EXPECT_EQ(result.error().kind, base::ErrorKind::kUnreadable);
  std::string text = "error: " + result.error().message;
  if (!result.error().hint.empty()) text += " (" + result.error().hint + ")";
  return text;
}

void make_socket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  int number = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(::bind(number, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(number);
}

TEST(DiskReader, ReadsRegularFilesBelowTheRootOnly) {
  TempDir dir;
  dir.write("app/config/database.yml", "a: 1\n");
  dir.write("app/bad utf8 {{x}}\n", "\xFF\xFE");
  dir.write("app/empty", "");
  dir.write("app/nul", std::string_view("a\0b", 3));
  dir.write("secret", "s");
  dir.mkdir("app/.env");
  dir.fifo("app/config/fifo.yml");
  make_socket(dir.path("app/socket"));
  dir.symlink("config/database.yml", "app/link");
  dir.symlink("./config/../link", "app/link2");
  dir.symlink("../secret", "app/out");
  dir.symlink("/etc/hostname", "app/absolute");
  dir.symlink(dir.path("app/config/database.yml"), "app/absolute inside");
  dir.symlink("/dev/null", "app/null");
  dir.symlink("nowhere", "app/dangling");
  dir.symlink("loop", "app/loop");
  dir.symlink("config", "app/folder link");
  dir.symlink("..", "app/up");
  dir.symlink("app", "link to app");

  struct Case {
    const char* path;
    const char* root;
    const char* expected;
  };
  const Case kCases[] = {
      {"app/config/database.yml", "app", "a: 1\n"},
      {"app/config/database.yml", ".", "a: 1\n"},
      {"link to app/config/database.yml", "link to app", "a: 1\n"},
      {"app/bad utf8 {{x}}\n", "app", "\xFF\xFE"},
      {"app/empty", "app", ""},
      {"app/link", "app", "a: 1\n"},
      {"app/link2", "app", "a: 1\n"},
      {"app/folder link/database.yml", "app", "a: 1\n"},
      {"app/absolute inside", "app", "a: 1\n"},
      {"app/out", ".", "s"},
      {"app/out", "app",
       "error: app/out is a symbolic link that leads out of app "
       "(put the file itself there, or a link that stays inside app)"},
      {"app/absolute", ".",
       "error: app/absolute is a symbolic link that leads out of the project "
       "(put the file itself there, or a link that stays inside the project)"},
      {"app/null", "app",
       "error: app/null is a symbolic link that leads out of app "
       "(put the file itself there, or a link that stays inside app)"},
      {"app/up/secret", "app",
       "error: app/up/secret is a symbolic link that leads out of app "
       "(put the file itself there, or a link that stays inside app)"},
      {"app/dangling", "app",
       "error: app/dangling is a symbolic link that leads to nothing "
       "(remove the link, or put its target there)"},
      {"app/loop", "app",
       "error: app/loop is a symbolic link that leads to itself "
       "(remove the link, or let it lead to a file)"},
      {"app/config/fifo.yml", "app",
       "error: app/config/fifo.yml is a FIFO, not a file (put the text itself there)"},
      {"app/socket", "app",
       "error: app/socket is a socket, not a file (put the text itself there)"},
      {"/dev/null", "/dev", "error: /dev/null is a device, not a file (put the text itself there)"},
      {"app/.env", "app", "error: app/.env is a folder, not a file (put the file itself there)"},
      {"app", "app", "error: app is a folder, not a file (put the file itself there)"},
      {"app/none", "app", "error: app/none cannot be read: No such file or directory"},
      {"app/empty/x", "app", "error: app/empty/x cannot be read: Not a directory"},
      {"none/x", "none", "error: none/x cannot be read: No such file or directory"},
      {"secret", "app", "error: secret is outside of app"},
      {"app/nul", "app",
       "error: app/nul is not a text file: it holds a NUL byte (save it as UTF-8 text)"},
  };
  WorkingDirectory here(dir.path());
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.path);
    EXPECT_EQ(shown(DiskReader().read(test.path, FileKind::kDotenv, test.root)), test.expected);
  }
  EXPECT_EQ(shown(DiskReader().read("app/nul", FileKind::kCertificate, "app")),
            std::string("a\0b", 3));
}

TEST(DiskReader, ReadsUpToTheLimit) {
  TempDir dir;
  std::size_t limit = std::size_t{1} << 20;
  dir.write("fits", std::string(limit, 'x'));
  dir.write("large", std::string(limit + 1, 'x'));
  dir.write("huge", std::string(4 * limit + 1, 'x'));
  WorkingDirectory here(dir.path());
  DiskReader reader;
  EXPECT_EQ(reader.read("fits", FileKind::kDotenv, ".").value().size(), limit);
  EXPECT_EQ(shown(reader.read("large", FileKind::kDotenv, ".")),
            "error: large is larger than 1 MiB "
            "(no file of this kind needs more; is it the right file?)");
  EXPECT_EQ(reader.read("large", FileKind::kCertificate, ".").value().size(), limit + 1);
  EXPECT_EQ(shown(reader.read("huge", FileKind::kCertificate, ".")),
            "error: huge is larger than 4 MiB "
            "(no file of this kind needs more; is it the right file?)");
}

TEST(DiskReader, ReadsFilesThatClaimNoSize) {
  EXPECT_GT(DiskReader().read("/proc/self/status", FileKind::kDotenv, "/proc/self")->size(), 100U);
}

TEST(DiskReader, ListsWithTypes) {
  TempDir dir;
  dir.write("d/file", "");
  dir.write("d/a b\n", "");
  dir.mkdir("d/folder");
  dir.fifo("d/fifo");
  dir.symlink("folder", "d/link");
  dir.symlink("d", "to d");
  WorkingDirectory here(dir.path());
  DiskReader reader;
  Listing listing;
  for (const char* path : {"d", "to d"}) {
    SCOPED_TRACE(path);
    ASSERT_FALSE(reader.list(path, true, listing).has_value());
    EXPECT_EQ(listing.size(), 5U);
    EXPECT_EQ(listing.type_of("file"), EntryType::kFile);
    EXPECT_EQ(listing.type_of("a b\n"), EntryType::kFile);
    EXPECT_EQ(listing.type_of("folder"), EntryType::kFolder);
    EXPECT_EQ(listing.type_of("fifo"), EntryType::kFifo);
    EXPECT_EQ(listing.type_of("link"), EntryType::kSymlink);
    EXPECT_EQ(listing.type_of("fil"), EntryType::kMissing);
  }
  auto error = reader.list("to d", false, listing);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->message, "to d cannot be listed: Not a directory");
  EXPECT_EQ(listing.size(), 0U);
  EXPECT_EQ(reader.list("none", true, listing)->message,
            "none cannot be listed: No such file or directory");
}

TEST(DiskReader, TypeOfAPath) {
  TempDir dir;
  dir.write("file", "");
  dir.fifo("fifo");
  dir.symlink("file", "link");
  dir.symlink("nowhere", "dangling");
  WorkingDirectory here(dir.path());
  DiskReader reader;
  EXPECT_EQ(reader.type_of("file", false), EntryType::kFile);
  EXPECT_EQ(reader.type_of("fifo", false), EntryType::kFifo);
  EXPECT_EQ(reader.type_of(".", false), EntryType::kFolder);
  EXPECT_EQ(reader.type_of("/dev/null", false), EntryType::kDevice);
  EXPECT_EQ(reader.type_of("link", false), EntryType::kSymlink);
  EXPECT_EQ(reader.type_of("link", true), EntryType::kFile);
  EXPECT_EQ(reader.type_of("dangling", false), EntryType::kSymlink);
  EXPECT_EQ(reader.type_of("dangling", true), EntryType::kMissing);
  EXPECT_EQ(reader.type_of("file/x", false), EntryType::kMissing);
  EXPECT_EQ(reader.type_of(std::string(5000, 'x'), false), EntryType::kUnknown);
}

TEST(DiskReader, SaysWhyItMayNotRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  TempDir dir;
  dir.write("file", "x");
  dir.mkdir("folder");
  dir.chmod("file", 0);
  dir.chmod("folder", 0);
  WorkingDirectory here(dir.path());
  Listing listing;
  EXPECT_EQ(shown(DiskReader().read("file", FileKind::kDotenv, ".")),
            "error: file cannot be read: Permission denied "
            "(the user that runs verifull needs the right to read it)");
  EXPECT_EQ(DiskReader().list("folder", false, listing)->message,
            "folder cannot be listed: Permission denied");
  dir.chmod("folder", 0700);
}

TEST(DiskReader, KeepsNoDescriptorOpen) {
  TempDir dir;
  dir.write("app/config/database.yml", "a: 1\n");
  dir.symlink("../x", "app/out");
  WorkingDirectory here(dir.path());
  DiskReader reader;
  auto use = [&] {
    Listing listing;
    EXPECT_TRUE(reader.read("app/config/database.yml", FileKind::kDotenv, "app").ok());
    EXPECT_FALSE(reader.read("app/out", FileKind::kDotenv, "app").ok());
    EXPECT_FALSE(reader.list("app", false, listing).has_value());
    EXPECT_TRUE(reader.list("none", false, listing).has_value());
  };
  auto descriptors = [&] {
    Listing listing;
    EXPECT_FALSE(reader.list("/proc/self/fd", true, listing).has_value());
    return listing.size();
  };
  use();
  std::size_t before = descriptors();
  for (int i = 0; i < 20; ++i) use();
  EXPECT_EQ(descriptors(), before);
}

TEST(DiskReader, WorkingDirectory) {
  TempDir dir;
  WorkingDirectory here(dir.path());
  EXPECT_EQ(working_directory(), dir.path());
}

}  // namespace
}  // namespace verifull::source
