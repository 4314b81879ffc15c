#include "image/stage_files.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "image/base_files.h"
#include "image/build_folder.h"
#include "image/copy_step.h"
#include "source/memory_reader.h"

namespace verifull::image {
namespace {

constexpr std::string_view kProject[] = {"config/rds.pem", "config/certs/a.pem", "config/certs/b.crt",
                                         "certs.tar.gz",   "Gemfile",            "lib/x/deep.pem",
                                         "tmp/cache"};

std::string told(const Found& found) {
  constexpr std::string_view kPresences[] = {"absent", "maybe", "present"};
  constexpr std::string_view kContents[] = {"project", "url", "image", "package", "text", "unknown"};
  std::string result(kPresences[static_cast<std::size_t>(found.presence)]);
  if (found.presence == Found::Presence::kMaybe) result += ": " + found.doubt.text;
  if (found.kind == NodeKind::kDirectory) result += " directory";
  if (found.presence == Found::Presence::kPresent) {
    auto id = [](const std::optional<std::uint32_t>& number, const std::string& name) {
      return number ? std::to_string(*number) : name.empty() ? "?" : name;
    };
    result += " " + shown(found.mode) + " " + id(found.owner.uid, found.owner.user) + ":" +
              id(found.owner.gid, found.owner.group);
  }
  if (found.content && found.presence == Found::Presence::kPresent) {
    for (const ContentPart& part : *found.content) {
      result += " " + std::string(kContents[static_cast<std::size_t>(part.kind)]) + " " + part.name;
      if (part.pinned) result += " pinned";
      if (part.insecure) result += " insecure";
    }
  }
  return result;
}

struct Row {
  std::string_view text;  // of the Dockerfile
  std::string_view path;
  std::string_view expected;
};

class Project {
 public:
  explicit Project(std::string_view dockerignore) : ignore_(dockerignore, 1) {
    for (std::string_view path : kProject) reader_.add(path, "x");
    reader_.add_special("config/link.pem", source::EntryType::kSymlink);
    folder_ = std::make_shared<BuildFolder>(reader_, ".", ignore_);
  }

  StageFiles last_stage(std::string_view text) {
    parse::Dockerfile file = parse::parse_dockerfile(text, 0);
    std::vector<Stage> stages = interpret_stages(file);
    RunFollower nothing = [](const RunStep&) {};
    return interpret_files(file, stages, folder_, nothing).back();
  }

 private:
  source::MemoryReader reader_;
  Dockerignore ignore_;
  std::shared_ptr<BuildFolder> folder_;
};

template <std::size_t N>
void expect_rows(const Row (&rows)[N], std::string_view dockerignore = "") {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    Project project(dockerignore);
    StageFiles files = project.last_stage(row.text);
    EXPECT_EQ(told(files.files.lookup(row.path)), row.expected) << files.files.dump();
  }
}

TEST(StageFiles, CopyFromTheProject) {
  static constexpr Row kRows[] = {
      {"FROM ruby\nCOPY . /app\n", "/app/config/rds.pem", "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY . /app\n", "/app/config/none.pem", "absent"},
      {"FROM acme/ruby\nCOPY . /app\n", "/app/config/none.pem",
       "maybe: what the image acme/ruby holds is not in the project"},
      {"FROM ruby\nCOPY . /app\n", "/app/config/link.pem",
       "maybe: config/link.pem is a symbolic link that is not followed here"},
      {"FROM ruby\nWORKDIR /app\nCOPY . .\n", "/app/config/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nWORKDIR /app\nUSER 1000\nWORKDIR log\n", "/app/log", "present directory 0755 1000:1000"},
      {"FROM ruby\nWORKDIR /app\nCOPY config/rds.pem ca.pem\n", "/app/ca.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY config/rds.pem /certs/\n", "/certs/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY config/rds.pem /certs\n", "/certs", "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY config/rds.pem /etc\n", "/etc/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY config/rds.pem Gemfile /c\n", "/c/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY config/certs /c\n", "/c/a.pem", "present 0644 0:0 project config/certs/a.pem"},
      {"FROM ruby\nCOPY config/certs /c/\n", "/c/certs/a.pem", "absent"},
      {"FROM ruby\nCOPY config/certs/*.pem /c/\n", "/c/a.pem",
       "present 0644 0:0 project config/certs/a.pem"},
      {"FROM ruby\nCOPY config/certs/*.pem /c/\n", "/c/b.crt", "absent"},
      {"FROM ruby\nCOPY config/*/a.p?m /c/\n", "/c/a.pem",
       "present 0644 0:0 project config/certs/a.pem"},
      {"FROM ruby\nCOPY /config/../config/rds.pem /c/\n", "/c/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY ../config/rds.pem /c/\n", "/c/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY [\"config/rds.pem\", \"/c/\"]\n", "/c/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nENV D=/x\nCOPY config/rds.pem $D/\n", "/x/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nARG D\nCOPY config/rds.pem $D/\n", "/x",
       "maybe: where `COPY config/rds.pem $D/` copies to is not known"},
      {"FROM ruby\nCOPY gone.pem /c/\n", "/c/gone.pem",
       "maybe: gone.pem is not in the project, so nothing is known of what is copied"},
      {"FROM ruby\nCOPY --chown=1000:5 --chmod=600 config/rds.pem /c/\n", "/c/rds.pem",
       "present 0600 1000:5 project config/rds.pem"},
      {"FROM ruby\nCOPY --chmod=go-r config/rds.pem /c/\n", "/c/rds.pem",
       "present 0600 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY --chown=app . /app\n", "/app/config/rds.pem",
       "present 0644 app:? project config/rds.pem"},
      {"FROM ruby\nUSER 1000\nCOPY . /app\n", "/app/config/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY --exclude=config . /app\n", "/app/config/rds.pem", "absent"},
      {"FROM ruby\nCOPY --exclude=**/*.pem --exclude=!config/rds.pem . /app\n",
       "/app/config/rds.pem", "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby\nCOPY --parents config/certs/a.pem /c/\n", "/c/config/certs/a.pem",
       "present 0644 0:0 project config/certs/a.pem"},
      {"FROM ruby\nCOPY --parents lib/./x/deep.pem /c/\n", "/c/x/deep.pem",
       "present 0644 0:0 project lib/x/deep.pem"},
      {"FROM ruby\nCOPY <<ca.pem /c/\nhello\nca.pem\n", "/c/ca.pem", "present 0644 0:0 text hello\n"},
      {"FROM ruby\nENV A=1\nCOPY <<\"x\" <<y /c/\n$A\nx\n$A\ny\n", "/c/y",
       "present 0644 0:0 text 1\n"},
  };
  expect_rows(kRows);
}

TEST(StageFiles, Ignored) {
  static constexpr Row kRows[] = {
      {"FROM ruby\nCOPY . /app\n", "/app/config/rds.pem", "absent"},
      {"FROM ruby\nCOPY . /app\n", "/app/config/certs/a.pem",
       "present 0644 0:0 project config/certs/a.pem"},
      {"FROM ruby\nCOPY config/rds.pem /app/\n", "/app/rds.pem", "absent"},
      {"FROM ruby\nCOPY config/* /app/\n", "/app/rds.pem", "absent"},
  };
  expect_rows(kRows, "**/*.pem\n!config/certs\n");
}

TEST(StageFiles, Add) {
  static constexpr Row kRows[] = {
      {"FROM ruby\nADD https://h/a/ca.pem /c/ca.pem\n", "/c/ca.pem",
       "present 0600 0:0 url https://h/a/ca.pem"},
      {"FROM ruby\nADD https://h/a/ca.pem?x=1 /c/\n", "/c/ca.pem",
       "present 0600 0:0 url https://h/a/ca.pem?x=1"},
      {"FROM ruby\nADD --chmod=644 --chown=5 http://h/ca.pem /c/\n", "/c/ca.pem",
       "present 0644 5:5 url http://h/ca.pem insecure"},
      {"FROM ruby\nADD --checksum=sha256:00 http://h/ca.pem /c/\n", "/c/ca.pem",
       "present 0600 0:0 url http://h/ca.pem pinned"},
      {"FROM ruby\nENV U=https://h\nADD $U/ca.pem /c/\n", "/c/ca.pem",
       "present 0600 0:0 url https://h/ca.pem"},
      {"FROM ruby\nADD certs.tar.gz /c/\n", "/c/x",
       "maybe: the archive certs.tar.gz is unpacked here"},
      {"FROM ruby\nADD --unpack=false certs.tar.gz /c/\n", "/c/certs.tar.gz",
       "present 0644 0:0 project certs.tar.gz"},
      {"FROM ruby\nADD https://github.com/a/b.git /c\n", "/c/x",
       "maybe: a git repository is copied here"},
      {"FROM ruby\nADD config/rds.pem /c/\n", "/c/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
  };
  expect_rows(kRows);
}

TEST(StageFiles, Stages) {
  static constexpr Row kRows[] = {
      {"FROM ruby AS b\nADD https://h/ca.pem /c/\nFROM ruby\n", "/c/ca.pem", "absent"},
      {"FROM ruby AS b\nADD https://h/ca.pem /c/\nFROM b\n", "/c/ca.pem",
       "present 0600 0:0 url https://h/ca.pem"},
      {"FROM ruby AS b\nADD https://h/ca.pem /c/\nFROM ruby\nCOPY --from=B /c/ca.pem /d/\n",
       "/d/ca.pem", "present 0600 0:0 url https://h/ca.pem"},
      {"FROM ruby AS b\nCOPY --chown=7 . /app\nFROM ruby\nCOPY --from=0 /app /rails\n",
       "/rails/config/rds.pem", "present 0644 7:7 project config/rds.pem"},
      {"FROM ruby AS b\nCOPY . /app\nFROM ruby\nCOPY --chown=9 --from=b /app /rails\n",
       "/rails/config/rds.pem", "present 0644 9:9 project config/rds.pem"},
      {"FROM ruby AS b\nADD https://h/ca.pem /c/\nFROM ruby\nCOPY --from=b /c /d\n", "/d/ca.pem",
       "present 0600 0:0 url https://h/ca.pem"},
      {"FROM ruby AS b\nADD https://h/ca.pem /c/\nFROM ruby\nCOPY --from=b /c/*.pem /d/\n",
       "/d/ca.pem", "present 0600 0:0 url https://h/ca.pem"},
      {"FROM ruby\nCOPY --from=acme/ca:1 /ca.pem /d/ca.pem\n", "/d/ca.pem",
       "maybe: what the image acme/ca:1 holds is not in the project"},
      {"FROM ruby\nCOPY --from=acme/ca:1 /certs /d/\n", "/d/x",
       "maybe: what the image acme/ca:1 holds is not in the project"},
      {"FROM ruby AS b\nONBUILD COPY config/rds.pem /c/\nFROM b\n", "/c/rds.pem",
       "present 0644 0:0 project config/rds.pem"},
      {"FROM ruby AS b\nONBUILD COPY config/rds.pem /c/\n", "/c/rds.pem", "absent"},
      {"FROM scratch\n", "/etc/x", "absent"},
      {"FROM ruby\n", "/etc/x", "maybe: what the image ruby holds is not in the project"},
      {"FROM ruby\n", "/opt/x", "absent"},
      {"ARG I\nFROM $I\n", "/opt/x", "maybe: what the image  holds is not in the project"},
  };
  expect_rows(kRows);
}

TEST(StageFiles, VolumesMissingSourcesFolders) {
  Project project("*.gz");
  StageFiles files = project.last_stage(
      "FROM ruby\nVOLUME /data [\nVOLUME [\"/log\"]\nCOPY certs.tar.gz /c/\nCOPY . /app\nCOPY gone /g\n");
  std::vector<std::string> told;
  for (const Volume& volume : files.volumes) told.push_back(volume.path);
  for (const std::string& directory : files.copied_to) told.push_back("> " + directory);
  for (const MissingSource& missing : files.missing) {
    told.push_back("! " + missing.path + " " + missing.target +
                   (missing.ignored_by.known() ? " ignored" : ""));
  }
  EXPECT_EQ(base::join(told, "\n"),
            "/data\n/[\n/log\n> /app\n! certs.tar.gz /c/certs.tar.gz ignored\n! gone /g");
}

TEST(StageFiles, WithoutAFollowerARunMayDoAnything) {
  parse::Dockerfile file = parse::parse_dockerfile("FROM ruby\nADD https://h/c /c\nRUN ./x\n", 0);
  std::vector<StageFiles> files = interpret_files(file, interpret_stages(file), nullptr, nullptr);
  EXPECT_EQ(told(files[0].files.lookup("/c")), "maybe: what `RUN ./x` does is not followed");
}

TEST(StepText, ShowsNoSecretsAndIsShort) {
  parse::Dockerfile file = parse::parse_dockerfile(
      "FROM a\nadd https://u:p@h/x?token=1 /y\nRUN " + std::string(300, 'x') + "\n", 0);
  EXPECT_EQ(step_text(file.instructions[1]), "ADD https://h/x /y");
  EXPECT_EQ(step_text(file.instructions[2]).size(), 103U);
}

}  // namespace
}  // namespace verifull::image
