#include "image/image_fs.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "image/image_tree.h"
#include "image/image_walk.h"

namespace verifull::image {
namespace {

class Folder : public LazyFolder {
 public:
  Entry find(std::string_view path) const override {
    auto found = kFiles.find(path);
    if (found == kFiles.end()) return {};
    if (found->second == '?') return {NodeKind::kUnknown, false, "is a link out of the project"};
    return {found->second == 'd' ? NodeKind::kDirectory : NodeKind::kFile,
            found->second == 'x', ""};
  }
  std::string project_path(std::string_view path) const override {
    return path.empty() ? "." : std::string(path);
  }

 private:
  inline static const std::map<std::string, char, std::less<>> kFiles = {
      {"", 'd'},          {"config", 'd'},     {"config/a.pem", 'f'},
      {"bin", 'd'},       {"bin/rails", 'x'},  {"config/link", '?'},
      {"other", 'd'},     {"other/a.pem", 'f'}};
};

Layer context(std::string path) {
  Layer layer;
  layer.folder = std::make_shared<Folder>();
  layer.path = std::move(path);
  layer.owner = Owner::root();
  layer.file_mode = Mode::of(0644);
  layer.executable_mode = layer.directory_mode = Mode::of(0755);
  return layer;
}

Content text(std::string_view value) {
  return content_of({ContentKind::kText, std::string(value), false, false, {}});
}

Owner owner_of(std::string_view uid) {
  auto id = static_cast<std::uint32_t>(std::stoul(std::string(uid)));
  return {id, id, "", ""};
}

// Runs one command of the tests' own language on the images `a` and `b`.
// `!` after it in the result: it failed.
class Machine {
 public:
  std::string run(std::string_view program) {
    std::string failed;
    for (std::string_view line : base::split(program, ';')) {
      line = base::trim(line);
      if (line.empty()) continue;
      cause_ = {{}, std::string(line)};
      if (!step(base::split(line, ' '))) failed += "! " + cause_.text + "\n";
    }
    return failed;
  }

  ImageFs image = ImageFs::scratch();

 private:
  bool step(const std::vector<std::string_view>& words) {
    std::string_view verb = words[0];
    auto at = [&](std::size_t i) { return i < words.size() ? words[i] : std::string_view(); };
    Attributes file;
    Attributes directory{Owner::root(), Mode::of(0755)};
    if (verb == "base") return image = ImageFs::of_unknown_image({{}, "base"}), true;
    if (verb == "stage") return stages_.push_back(image), image = ImageFs::scratch(), true;
    if (verb == "mkdir") return image.make_directories(at(1), directory, cause_);
    if (verb == "put") return image.put_file(at(1), file, text("p"), cause_);
    if (verb == "echo") return image.write_file(at(1), file, text("e"), false, cause_);
    if (verb == "append") return image.write_file(at(1), file, text("e"), true, cause_);
    if (verb == "ln") return image.put_link(at(2), at(1), Owner::root(), cause_);
    if (verb == "COPY") return image.put_folder(at(2), context(std::string(at(1))), cause_);
    if (verb == "cp") return image.copy(image, at(1), at(2), {}, cause_);
    if (verb == "cpfile") return image.copy(image, at(1), at(2), {{}, {}, true, true}, cause_);
    if (verb == "from") return image.copy(stages_.back(), at(1), at(2), {}, cause_);
    if (verb == "mv") return image.move(at(1), at(2), cause_);
    if (verb == "rm") return image.remove(at(1), cause_);
    bool all = at(1) == "-R";
    if (verb == "chmod") {
      auto change = ModeChange::parse(at(all ? 2 : 1), 022);
      return image.change_mode(at(all ? 3 : 2), *change, all, cause_);
    }
    if (verb == "chown") {
      return image.change_owner(at(all ? 3 : 2), owner_of(at(all ? 2 : 1)), all, cause_);
    }
    if (verb == "may-add") return image.touch_unknown(at(1), Doubt::kMayAdd, cause_), true;
    if (verb == "may-change") return image.touch_unknown(at(1), Doubt::kMayChange, cause_), true;
    ADD_FAILURE() << "no command " << verb;
    return false;
  }

  std::vector<ImageFs> stages_;
  Cause cause_;
};

constexpr std::string_view kPresences[] = {"absent", "maybe", "present"};
constexpr std::string_view kKinds[] = {"nothing", "file", "directory", "link", "something"};

std::string told(const Found& found) {
  std::string result(kPresences[static_cast<std::size_t>(found.presence)]);
  if (found.presence != Found::Presence::kAbsent) {
    result += " " + std::string(kKinds[static_cast<std::size_t>(found.kind)]);
    if (found.kind == NodeKind::kFile) {
      result += " " + shown(found.mode) + " " +
                (found.owner.uid ? std::to_string(*found.owner.uid) : "?");
    }
  }
  result += " " + found.path;
  for (const Cause& cause : found.trail) result += " <- " + cause.text;
  if (!found.doubt.text.empty()) result += " ? " + found.doubt.text;
  return result;
}

struct Row {
  std::string_view program;
  std::string_view path;
  std::string_view expected;
};

template <std::size_t N>
void expect_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.program);
    Machine machine;
    std::string failed = machine.run(row.program);
    EXPECT_EQ(failed + told(machine.image.lookup(row.path)), row.expected) << machine.image.dump();
  }
}

TEST(ImageFs, WrittenFiles) {
  static constexpr Row kRows[] = {
      {"", "/a", "absent /a"},
      {"put /a/b", "/a/b", "present file 0644 0 /a/b <- put /a/b"},
      {"put /a/b", "/a/c", "absent /a/c"},
      {"put /a/b", "/a/./../a//b", "present file 0644 0 /a/b <- put /a/b"},
      {"put /a/b", "/a", "present directory /a <- put /a/b"},
      {"put /a/b", "/a/b/c", "absent /a/b/c"},
      {"echo /a/b", "/a/b", "! echo /a/b\nabsent /a/b"},
      {"mkdir /a; echo /a/b", "/a/b", "present file 0644 0 /a/b <- echo /a/b"},
      {"put /a; chmod 600 /a; chown 5 /a; echo /a", "/a", "present file 0600 5 /a <- echo /a"},
      {"put /a; chmod 600 /a; append /a", "/a",
       "present file 0600 0 /a <- put /a <- chmod 600 /a <- append /a"},
      {"put /a; put /a", "/a", "present file 0644 0 /a <- put /a"},
      {"put /a; mkdir /a/b", "/a", "! mkdir /a/b\npresent file 0644 0 /a <- put /a"},
      {"put /a; rm /a", "/a", "absent /a <- put /a <- rm /a"},
      {"put /a/b; rm /a", "/a/b", "absent /a/b <- put /a/b <- rm /a"},
      {"put /a/b; rm /a; mkdir /a", "/a/b", "absent /a/b"},
      {"put /a; mv /a /b", "/b", "present file 0644 0 /b <- put /a <- mv /a /b"},
      {"put /a; mv /a /b", "/a", "absent /a <- put /a <- mv /a /b"},
      {"mv /a /b", "/b", "! mv /a /b\nabsent /b"},
      {"put /a/x; chmod -R a-r /a", "/a/x", "present file 0200 0 /a/x <- put /a/x <- chmod -R a-r /a"},
      {"put /a/x; put /b/y; cp /a /b", "/b/x", "present file 0644 0 /b/x <- put /a/x <- cp /a /b"},
      {"put /a/x; put /b/y; cp /a /b", "/b/y", "present file 0644 0 /b/y <- put /b/y"},
      {"put /a/x; cp /a /a/b", "/a/b/x", "present file 0644 0 /a/b/x <- put /a/x <- cp /a /a/b"},
      {"put /a/x; cp / /b", "/b/a/x", "present file 0644 0 /b/a/x <- put /a/x <- cp / /b"},
  };
  expect_rows(kRows);
}

TEST(ImageFs, Links) {
  static constexpr Row kRows[] = {
      {"put /a/b; ln a /l", "/l/b", "present file 0644 0 /a/b <- put /a/b"},
      {"put /a/b; mkdir /x/y; ln /x/y /l", "/l/../b", "absent /x/b"},
      {"put /a/b; put /c/d; ln ../c/d /a/l", "/a/l", "present file 0644 0 /c/d <- put /c/d"},
      {"put /a/b; put /c/d; ln ../c/d /a/l; echo /a/l", "/c/d",
       "present file 0644 0 /c/d <- echo /a/l"},
      {"mkdir /a; ln b /a/l; echo /a/l", "/a/b", "present file 0644 0 /a/b <- echo /a/l"},
      {"ln l /l", "/l", "absent /l"},
      {"ln /b /a; ln /a /b", "/a", "absent /a"},
      {"put /b; ln b /a; rm /a", "/b", "present file 0644 0 /b <- put /b"},
      {"put /b; ln b /a; rm /a", "/a", "absent /a <- ln b /a <- rm /a"},
      {"put /b; ln b /a; put /a", "/b", "present file 0644 0 /b <- put /b"},
      {"put /x/b; ln x /a; chmod -R 600 /a", "/x/b",
       "present file 0600 0 /x/b <- put /x/b <- chmod -R 600 /a"},
  };
  expect_rows(kRows);
}

TEST(ImageFs, FoldersOfTheProject) {
  static constexpr Row kRows[] = {
      {"COPY  /app", "/app/config/a.pem", "present file 0644 0 /app/config/a.pem <- COPY  /app"},
      {"COPY  /app", "/app/config/b.pem", "absent /app/config/b.pem"},
      {"COPY  /app", "/app/bin/rails", "present file 0755 0 /app/bin/rails <- COPY  /app"},
      {"COPY  /app", "/app/config/link",
       "maybe something /app/config/link <- COPY  /app ? config/link is a link out of the project"},
      {"COPY  /app; rm /app/config/a.pem", "/app/config/a.pem",
       "absent /app/config/a.pem <- COPY  /app <- rm /app/config/a.pem"},
      {"COPY  /app; rm /app/config; COPY  /app", "/app/config/a.pem",
       "present file 0644 0 /app/config/a.pem <- COPY  /app"},
      {"COPY  /app; rm /app/config; mkdir /app/config", "/app/config/a.pem",
       "absent /app/config/a.pem"},
      {"COPY  /app; chmod -R go-r /app; chown -R 9 /app", "/app/config/a.pem",
       "present file 0600 9 /app/config/a.pem <- COPY  /app <- chmod -R go-r /app <- "
       "chown -R 9 /app"},
      {"COPY  /app; chmod 600 /app/config/a.pem", "/app/config/a.pem",
       "present file 0600 0 /app/config/a.pem <- COPY  /app <- chmod 600 /app/config/a.pem"},
      {"put /app/config/a.pem; COPY  /app", "/app/config/a.pem",
       "present file 0644 0 /app/config/a.pem <- COPY  /app"},
      {"put /app/config/x; COPY  /app", "/app/config/x",
       "present file 0644 0 /app/config/x <- put /app/config/x"},
      {"COPY other /c; COPY config /c", "/c/a.pem", "present file 0644 0 /c/a.pem <- COPY config /c"},
      {"COPY  /app; stage; from /app /rails", "/rails/config/a.pem",
       "present file 0644 0 /rails/config/a.pem <- COPY  /app <- from /app /rails"},
      {"COPY  /app; rm /app/config; stage; put /rails/config/a.pem; from /app /rails",
       "/rails/config/a.pem",
       "present file 0644 0 /rails/config/a.pem <- put /rails/config/a.pem"},
      {"COPY  /app; rm /app/config; stage; from /app /rails", "/rails/config/a.pem",
       "absent /rails/config/a.pem <- COPY  /app <- rm /app/config <- from /app /rails"},
  };
  expect_rows(kRows);
}

TEST(ImageFs, Doubts) {
  static constexpr Row kRows[] = {
      {"base", "/a/b", "maybe something /a/b ? base"},
      {"base; put /a/b", "/a/b", "present file 0644 0 /a/b <- put /a/b"},
      {"base; put /a/b", "/a/c", "maybe something /a/c ? base"},
      {"base; rm /a; mkdir /a", "/a/c", "absent /a/c"},
      {"base; rm /a", "/a", "absent /a <- rm /a"},
      {"base; rm /a; may-add /", "/a", "maybe something /a ? may-add /"},
      {"put /a/b; may-add /", "/a/b", "present file 0644 0 /a/b <- put /a/b"},
      {"put /a/b; may-add /", "/a/c", "maybe something /a/c ? may-add /"},
      {"put /a/b; may-change /a", "/a/b", "maybe file 0644 0 /a/b <- put /a/b ? may-change /a"},
      {"put /a/b; may-change /a", "/c", "absent /c"},
      {"put /a/b; may-change /a/b", "/a/b", "maybe file 0644 0 /a/b <- put /a/b ? may-change /a/b"},
      {"put /a/b; may-change /; put /a/b", "/a/b", "present file 0644 0 /a/b <- put /a/b"},
      {"put /a/b; may-change /; put /a/b", "/a/c", "maybe something /a/c ? may-change /"},
      {"put /a/b; may-change /; mkdir /a", "/a/b",
       "maybe file 0644 0 /a/b <- put /a/b ? may-change /"},
      {"put /a/b; may-change /; chmod 600 /a/b", "/a/b",
       "maybe file 0600 0 /a/b <- put /a/b <- chmod 600 /a/b ? may-change /"},
      {"may-change /x/y", "/x/y", "maybe something /x/y ? may-change /x/y"},
      {"may-change /x/y", "/x/z", "maybe something /x/z ? may-change /x/y"},
      {"COPY  /app; may-change /app", "/app/config/a.pem",
       "maybe file 0644 0 /app/config/a.pem <- COPY  /app ? may-change /app"},
      {"may-change /app; COPY  /app", "/app/config/a.pem",
       "present file 0644 0 /app/config/a.pem <- COPY  /app"},
      {"may-change /app; COPY  /app", "/app/config/b.pem",
       "maybe something /app/config/b.pem ? may-change /app"},
      {"base; stage; from /etc /x", "/x/y", "maybe something /x/y ? base"},
      {"base; cpfile /etc/a /b", "/b", "present file ???? ? /b <- cpfile /etc/a /b"},
      {"base; stage; put /x/y; from /etc /x", "/x/y",
       "maybe something /x/y ? base"},
      {"put /a/b; may-change /a; stage; from /a /c", "/c/b",
       "maybe file 0644 0 /c/b <- put /a/b <- from /a /c ? may-change /a"},
      {"put /a/b; may-change /; append /a/b", "/a/b",
       "present file ???? ? /a/b <- put /a/b <- append /a/b"},
      {"base; mkdir /a; ln /b /a/l", "/a/l/c", "maybe something /b/c ? base"},
  };
  expect_rows(kRows);
}

TEST(ImageFs, Dump) {
  Machine machine;
  machine.run("base; put /a/b; ln b /a/l; append /a/b; COPY config /c; rm /c/a.pem");
  EXPECT_EQ(machine.image.dump(),
            "/  directory 0755 0:0\n"
            "/*  maybe ? base\n"
            "/a  directory 0755 0:0 <- put /a/b\n"
            "/a/*  maybe ? base\n"
            "/a/b  file 0644 0:0 {text p + text e} <- put /a/b <- append /a/b\n"
            "/a/l  link 0777 0:0 -> b <- ln b /a/l\n"
            "/c  directory 0755 0:0 <- COPY config /c\n"
            "/c/*  folder config 0644 0:0 <- COPY config /c\n"
            "/c/*  maybe ? base\n"
            "/c/a.pem  absent <- COPY config /c <- rm /c/a.pem\n");
}

TEST(ImageFs, ParentsOfBothWays) {
  Machine machine;
  machine.run("put /a/b/f; mkdir /x; ln /a/b /x/l; chmod 700 /a");
  std::string parents;
  for (const Found::Step& step : machine.image.lookup("/x/l/f").parents) {
    parents += step.path + " " + shown(step.mode) + "\n";
  }
  EXPECT_EQ(parents, "/ 0755\n/x 0755\n/a 0700\n/a/b 0755\n");
}

TEST(ImageFs, StagesDoNotSeeEachOthersChanges) {
  ImageFs first = ImageFs::scratch();
  first.put_file("/a/b", {}, text("1"), {{}, "one"});
  ImageFs second = first;
  second.put_file("/a/c", {}, text("2"), {{}, "two"});
  second.remove("/a/b", {{}, "rm"});
  EXPECT_TRUE(first.lookup("/a/b").is_file());
  EXPECT_EQ(first.lookup("/a/c").presence, Found::Presence::kAbsent);
  EXPECT_TRUE(second.lookup("/a/c").is_file());
}

TEST(ImageFs, PathsBeyondTheLimits) {
  ImageFs image = ImageFs::scratch();
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "/d";
  image.put_file(deep, {}, text("x"), {{}, "deep"});
  EXPECT_EQ(image.lookup("/other").presence, Found::Presence::kMaybe);
  EXPECT_EQ(image.lookup(deep).presence, Found::Presence::kMaybe);
}

// A tree that is copied into itself doubles each time.
TEST(ImageFs, WorkIsBounded) {
  ImageFs image = ImageFs::scratch();
  image.put_file("/a/f", {}, text("x"), {{}, "f"});
  for (int i = 0; i < 200; ++i) {
    image.copy(image, "/a", "/a/" + std::to_string(i), {}, {{}, "cp"});
  }
  EXPECT_EQ(image.lookup("/a/nothing").presence, Found::Presence::kMaybe);
}

TEST(ShownUrl, HasNoSecrets) {
  EXPECT_EQ(shown_url("https://u:p@h/x?token=1#f"), "https://h/x");
  EXPECT_EQ(shown_url("https://h/a@b"), "https://h/a@b");
  EXPECT_EQ(shown_url("https://u:p/q@h"), "https://u:p/q@h");
  EXPECT_EQ(shown_url("plain"), "plain");
}

}  // namespace
}  // namespace verifull::image
