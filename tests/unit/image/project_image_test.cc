#include "image/project_image.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "source/memory_reader.h"

namespace verifull::image {
namespace {

struct Row {
  std::string_view dockerfile;  // "" for none
  std::string_view path;
  std::string_view expected;
};

constexpr std::string_view kFound[] = {"absent", "maybe", "present", "runtime"};
constexpr std::string_view kAnswers[] = {"unreadable", "perhaps readable", "readable"};

std::string told(const RootReport& report) {
  std::string result(kFound[static_cast<std::size_t>(report.found)]);
  result += " " + report.path;
  if (report.directory) result += " directory";
  if (report.found == RootReport::Found::kPresent) {
    result += " " + std::string(kAnswers[static_cast<std::size_t>(report.readable)]);
    if (!report.blocked_by.empty()) result += " by " + report.blocked_by;
    if (!report.project_path.empty()) result += " = " + report.project_path;
  }
  for (const Cause& cause : report.trail) result += " <- " + cause.text;
  if (!report.why.empty()) result += " | " + report.why;
  if (!report.nearest.empty()) result += " | " + report.nearest;
  return result;
}

class Project {
 public:
  Project() {
    for (std::string_view path : {"config/database.yml", "config/rds.pem", "secret.pem"}) {
      reader_.add(path, "x");
    }
  }

  ProjectImage image(std::string_view text) {
    file_ = parse::parse_dockerfile(text, 0);
    ImageInput input{reader_, ".", "/home/me/app", text.empty() ? nullptr : &file_,
                     "secret.pem\n", 1, "", {"/mounted"}};
    return ProjectImage(std::move(input));
  }

 private:
  source::MemoryReader reader_;
  parse::Dockerfile file_;
};

TEST(ProjectImage, RootFile) {
  static constexpr Row kRows[] = {
      {"", "config/rds.pem", "present /home/me/app/config/rds.pem readable = config/rds.pem"},
      {"", "/home/me/app/config/rds.pem",
       "present /home/me/app/config/rds.pem readable = config/rds.pem"},
      {"", "config/rds-ca.pem", "absent /home/me/app/config/rds-ca.pem | config/rds-ca.pem is not in "
                                "the project | the project has config/rds.pem"},
      {"", "rds.pem", "absent /home/me/app/rds.pem | rds.pem is not in the project | the project has "
                      "config/rds.pem"},
      {"", "/etc/ca.pem", "maybe /etc/ca.pem | there is no Dockerfile, and the path is outside of "
                          "the project"},
      {"", "../../x.pem", "maybe /home/x.pem | there is no Dockerfile, and the path is outside of "
                          "the project"},
      {"", "/run/secrets/x", "runtime /run/secrets/x | /run/secrets/x is provided when the app runs"},
      {"FROM ruby\nWORKDIR /app\nCOPY . .\n", "config/rds.pem",
       "present /app/config/rds.pem readable = config/rds.pem <- COPY . ."},
      {"FROM ruby\nWORKDIR /app\nCOPY . .\nWORKDIR /app/bin\n", "config/rds.pem",
       "present /app/config/rds.pem readable = config/rds.pem <- COPY . ."},
      {"FROM ruby AS b\nCOPY . /src\nFROM ruby\nCOPY --from=b /src /rails\n", "config/rds.pem",
       "present /rails/config/rds.pem readable = config/rds.pem <- COPY . /src <- COPY --from=b /src "
       "/rails"},
      {"FROM ruby\nWORKDIR /app\nCOPY . .\n", "secret.pem",
       "absent /app/secret.pem | .dockerignore leaves secret.pem out"},
      {"FROM ruby\nWORKDIR /app\nCOPY . .\n", "rds.pem",
       "absent /app/rds.pem | nothing puts it there | the project has config/rds.pem"},
      {"FROM ruby AS b\nADD https://h/ca.pem /c/ca.pem\nFROM ruby\n", "/c/ca.pem",
       "absent /c/ca.pem | nothing puts it there | the stage b has it"},
      {"FROM ruby\nADD https://h/ca.pem /c/ca.pem\n", "/d/ca.pem",
       "absent /d/ca.pem | nothing puts it there | the image has /c/ca.pem"},
      {"FROM ruby\nADD https://h/ca.pem /c/ca.pem\nUSER 1000\n", "/c/ca.pem",
       "present /c/ca.pem unreadable by /c/ca.pem <- ADD https://h/ca.pem /c/ca.pem"},
      {"FROM ruby\nADD https://h/ca.pem /c/ca.pem\n", "/c",
       "present /c directory readable <- ADD https://h/ca.pem /c/ca.pem"},
      {"FROM ruby\nVOLUME /c\nADD https://h/ca.pem /c/ca.pem\n", "/c/ca.pem",
       "runtime /c/ca.pem <- ADD https://h/ca.pem /c/ca.pem | /c is a VOLUME, whose files are those "
       "of the running container"},
      {"FROM ruby\n", "/mounted/ca.pem",
       "runtime /mounted/ca.pem | /mounted is named under `runtime` in the configuration"},
      {"FROM ruby\n", "/run/secrets/ca.pem",
       "runtime /run/secrets/ca.pem | its folder is mounted when a container starts"},
      {"FROM acme/base\n", "/c/ca.pem",
       "maybe /c/ca.pem | what the image acme/base holds is not in the project"},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.dockerfile);
    Project project;
    EXPECT_EQ(told(project.image(row.dockerfile).root_file(row.path)), row.expected) << row.path;
  }
}

TEST(ProjectImage, DefaultRootFile) {
  struct Default {
    std::string_view dockerfile;
    int libpq;
    std::string_view expected;
  };
  static constexpr Default kRows[] = {
      {"FROM ruby\nCOPY config/rds.pem /root/.postgresql/root.crt\n", 15,
       "present /root/.postgresql/root.crt readable = config/rds.pem <- COPY config/rds.pem "
       "/root/.postgresql/root.crt"},
      {"FROM ruby\nCOPY config/rds.pem /root/.postgresql/root.crt\nENV HOME=/app\n", 15,
       "absent /app/.postgresql/root.crt | nothing puts it there | the image has "
       "/root/.postgresql/root.crt"},
      {"FROM ruby\nCOPY config/rds.pem /root/.postgresql/root.crt\nENV HOME=/app\n", 14,
       "present /root/.postgresql/root.crt readable = config/rds.pem <- COPY config/rds.pem "
       "/root/.postgresql/root.crt"},
      {"FROM ruby\nENV HOME=/app\n", 0,
       "maybe ~/.postgresql/root.crt | HOME counts for libpq 15 and later only, and which one it is "
       "is not known"},
      {"FROM ruby\nUSER app\n", 15,
       "maybe ~/.postgresql/root.crt | the home of user app is not known"},
      {"", 15, "maybe ~/.postgresql/root.crt | there is no Dockerfile"},
  };
  for (const Default& row : kRows) {
    SCOPED_TRACE(row.dockerfile);
    Project project;
    EXPECT_EQ(told(project.image(row.dockerfile).default_root_file(row.libpq)), row.expected);
  }
}

TEST(ProjectImage, NoSuchStage) {
  source::MemoryReader reader;
  parse::Dockerfile file = parse::parse_dockerfile("FROM ruby\n", 0);
  ProjectImage image({reader, ".", "/app", &file, {}, {}, "nothing", {}});
  EXPECT_EQ(image.stage(), nullptr);
  EXPECT_EQ(image.files(), nullptr);
  EXPECT_EQ(told(image.root_file("x.pem")), "maybe /app/x.pem | the Dockerfile has no such stage");
}

}  // namespace
}  // namespace verifull::image
