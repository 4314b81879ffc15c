#include "image/root_remedy.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "source/memory_reader.h"

namespace verifull::image {
namespace {

struct Row {
  std::string_view dockerfile;
  std::string_view path;
  std::string_view expected;
};

std::string_view bytes(std::string_view text, const base::Span& span) {
  return span.known() ? text.substr(span.begin, span.size()) : "";
}

TEST(RootRemedy, SaysWhatToWrite) {
  static constexpr Row kRows[] = {
      {"FROM ruby:3.3\nADD https://h/a.pem /c/a.pem\nUSER 1000\n", "/c/a.pem",
       "copied ADD https://h/a.pem /c/a.pem;"},
      {"FROM ruby:3.3\nADD https://h/a.pem /c/b.pem\nUSER 1000\n", "/c/b.pem",
       "copied ADD https://h/a.pem /c/b.pem;"},
      // The mode would be that of the whole folder.
      {"FROM scratch\nCOPY --chmod=0600 config /c\nUSER 1000\n", "/c/rds.pem", ""},
      {"FROM ruby:3.3 AS build\nADD --chmod=644 https://h/a.pem /c/a.pem\nFROM scratch\n",
       "/c/a.pem", "copy COPY --from=build /c/a.pem /c/a.pem;"},
      {"FROM ruby:3.3\nADD https://h/a.pem /x/a.pem\nFROM scratch\nUSER 1000\n", "/c/a.pem",
       "copy COPY --from=0 --chmod=0644 /x/a.pem /c/a.pem;"},
      // A later stage cannot be copied from; a name that two files have says nothing.
      {"FROM scratch AS run\nFROM scratch\nADD https://h/a.pem /c/a.pem\n", "/c/a.pem", ""},
      {"FROM ruby:3.3\nADD https://h/a.pem /x/a.pem\nADD https://h/a.pem /y/a.pem\nFROM scratch\n",
       "/c/a.pem", ""},
      {"FROM scratch\nCOPY config/rds.pem /certs/rds.pem\n", "/c/rds.pem",
       "elsewhere /certs/rds.pem; copy COPY config/rds.pem /c/rds.pem;"},
      {"FROM scratch\nWORKDIR /app\nCOPY . .\n", "/app/rds.pem",
       "elsewhere /app/config/rds.pem; copy COPY config/rds.pem /app/rds.pem;"},
      {"FROM scratch\nWORKDIR /app\n", "/c/rds.pem", "copy COPY config/rds.pem /c/rds.pem;"},
      {"FROM scratch\nWORKDIR /app\nCOPY . .\n", "/app/secret.pem",
       "exception !secret.pem behind secret.pem;"},
      {"FROM scratch\nWORKDIR /app\nCOPY . .\n", "/app/none.pem", ""},
      {"FROM scratch\nWORKDIR /app\n", "/c/a b/rds.pem", ""},
  };
  constexpr std::string_view kIgnored = "secret.pem\n";
  for (const Row& row : kRows) {
    source::MemoryReader reader;
    for (std::string_view path : {"config/database.yml", "config/rds.pem", "secret.pem"}) {
      reader.add(path, "x");
    }
    parse::Dockerfile file = parse::parse_dockerfile(row.dockerfile, 0);
    bool run = row.dockerfile.find("AS run") != std::string_view::npos;
    ImageInput input{reader, ".", "/home/me/app", &file, kIgnored, 1, run ? "run" : "", {}};
    ProjectImage image(std::move(input));
    RootRemedy remedy = root_remedy(image, image.root_file(row.path));
    std::string told;
    auto tell = [&told](std::string_view word, std::string_view text) {
      if (text.empty()) return;
      told += (told.empty() ? "" : " ") + std::string(word) + " " + std::string(text) + ";";
    };
    tell("copied", bytes(row.dockerfile, remedy.copied));
    tell("elsewhere", remedy.elsewhere);
    tell("copy", remedy.copy);
    if (!remedy.exception.empty()) {
      tell("exception", remedy.exception + " behind " +
                            std::string(bytes(kIgnored, remedy.ignored_by)));
    }
    EXPECT_EQ(told, row.expected) << row.dockerfile << row.path;
  }
}

TEST(RootRemedy, KnowsWhereLinesStand) {
  struct Line {
    std::string_view dockerfile;
    std::string_view behind;
    std::string_view start;
  };
  static constexpr Line kLines[] = {
      {"FROM a\nCOPY x y\nCOPY z w\nUSER b\nCMD c\n", "COPY z w", "FROM a"},
      {"FROM a\nUSER b\nWORKDIR /c\nCMD c\n", "WORKDIR /c", "FROM a"},
      {"FROM a\nCOPY x y\nFROM a\nCMD c\n", "FROM a", "FROM a"},
      {"FROM a AS b\nUSER u\nFROM b\nCMD c\n", "FROM b", ""},
  };
  source::MemoryReader reader;
  for (const Line& line : kLines) {
    parse::Dockerfile file = parse::parse_dockerfile(line.dockerfile, 0);
    ImageInput input{reader, ".", "", &file, {}, {}, "", {}};
    ProjectImage image(std::move(input));
    EXPECT_EQ(bytes(line.dockerfile, behind_copies(image)), line.behind) << line.dockerfile;
    EXPECT_EQ(bytes(line.dockerfile, start_of_stage(image)), line.start) << line.dockerfile;
  }
}

}  // namespace
}  // namespace verifull::image
