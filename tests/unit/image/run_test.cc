#include "image/run.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "image/run_steps.h"
#include "image/stage.h"
#include "image/stage_files.h"
#include "parse/dockerfile.h"

namespace verifull::image {
namespace {

// What is known of one path at the end: "0644 0:0 https://… <- curl https://…".
std::string shown(const ImageFs& files, std::string_view path) {
  const Found found = files.lookup(path);
  if (found.presence == Found::Presence::kAbsent) return "absent";
  if (found.presence == Found::Presence::kMaybe) return "maybe";
  std::string result = shown(found.mode);
  result += " " + (found.owner.uid ? std::to_string(*found.owner.uid) : "?" + found.owner.user);
  if (found.content) {
    for (const ContentPart& part : *found.content) {
      result += " [" + std::string(part.kind == ContentKind::kUnknown ? "?" : part.name) + "]";
      if (part.insecure) result += "!";
      if (part.pinned) result += "=";
    }
  }
  for (const Cause& cause : found.trail) result += " <- " + cause.text;
  return result;
}

struct Row {
  std::string_view dockerfile;
  std::string_view path;
  std::string_view expected;
};

template <std::size_t N>
void expect_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.dockerfile);
    const parse::Dockerfile file = parse::parse_dockerfile(row.dockerfile, 0);
    const std::vector<Stage> stages = interpret_stages(file);
    const auto files = interpret_files(file, stages, nullptr, run_follower(file, stages));
    EXPECT_EQ(shown(files.back().files, row.path), row.expected);
  }
}

TEST(Run, Downloads) {
  static constexpr Row kRows[] = {
      {"FROM ruby\nRUN mkdir -p /usr/local/share/aws \\\n && curl https://h/b.pem > "
       "/usr/local/share/aws/b.pem \\\n && chmod 644 /usr/local/share/aws/b.pem",
       "/usr/local/share/aws/b.pem", "0644 0 [https://h/b.pem] <- curl <- chmod 644"},
      {"FROM ruby\nRUN mkdir /a && cd /a && curl -fsSLk https://h/b.pem --output c.pem", "/a/c.pem",
       "0644 0 [https://h/b.pem]! <- curl https://h/b.pem"},
      {"FROM ruby\nRUN wget -O /c.pem http://h/b.pem", "/c.pem",
       "0644 0 [http://h/b.pem]! <- wget http://h/b.pem"},
      {"FROM ruby\nRUN if [ -n \"$X\" ]; then curl -o /c.pem https://h/b; fi", "/c.pem", "maybe"},
      {"FROM ruby\nRUN frobnicate", "/c.pem", "maybe"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b\nRUN frobnicate", "/c.pem", "maybe"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b\nRUN bundle install && bin/rails assets:precompile",
       "/c.pem", "0644 0 [https://h/b] <- curl https://h/b"},
      {"FROM ruby\nRUN <<EOF\nset -e\ncurl -o /c.pem https://h/b\nchmod 600 /c.pem\nEOF", "/c.pem",
       "0600 0 [https://h/b] <- curl https://h/b <- chmod 600"},
      {"FROM ruby\nRUN [\"sh\", \"-c\", \"curl -o /c.pem https://h/b\"]", "/c.pem",
       "0644 0 [https://h/b] <- curl https://h/b"},
      {"FROM ruby\nUSER 1000\nRUN curl -o /tmp/c.pem https://h/b", "/tmp/c.pem",
       "0644 1000 [https://h/b] <- curl https://h/b"},
  };
  expect_rows(kRows);
}

TEST(Run, RemovedIsAbsent) {
  static constexpr Row kRows[] = {
      {"FROM ruby\nRUN curl -o /c.pem https://h/b\nRUN rm /c.pem", "/c.pem", "absent"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b\nRUN rm /c.pem || true", "/c.pem", "absent"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b\nRUN false && rm /c.pem; true", "/c.pem",
       "0644 0 [https://h/b] <- curl https://h/b"},
  };
  expect_rows(kRows);
}

TEST(Run, DigestsPinWhatTheyAreComparedWith) {
  static constexpr Row kRows[] = {
      {"FROM ruby\nRUN curl -o /c.pem https://h/b && echo \"0123456789012345678901234567890123456789012345678901234567890123  /c.pem\" | sha256sum -c -", "/c.pem",
       "0644 0 [https://h/b]= <- curl https://h/b <- sha256sum -c"},
      {"FROM ruby\nRUN curl -ko /c.pem http://h/b && echo '0123456789012345678901234567890123456789012345678901234567890123 */c.pem' | sha256sum --check --status",
       "/c.pem", "0644 0 [http://h/b]= <- curl http://h/b <- sha256sum -c"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b\nRUN echo '0123456789012345678901234567890123456789012345678901234567890123  /c.pem' | sha256sum -c || true", "/c.pem",
       "0644 0 [https://h/b] <- curl https://h/b"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b && curl https://h/sums | sha256sum -c", "/c.pem",
       "0644 0 [https://h/b] <- curl https://h/b"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b && echo 01234567890123456789012345678901  /c.pem | "
       "md5sum -c",
       "/c.pem", "0644 0 [https://h/b] <- curl https://h/b"},
      {"FROM ruby\nRUN curl -o /c.pem https://h/b && sha256sum /c.pem", "/c.pem",
       "0644 0 [https://h/b] <- curl https://h/b"},
  };
  expect_rows(kRows);
}

// What is below a mount goes when the program ends.
TEST(Run, MountsAreNotOfTheImage) {
  static constexpr Row kRows[] = {
      {"FROM scratch\nRUN --mount=type=cache,target=/m curl -o /m/c.pem https://h/b", "/m/c.pem",
       "absent"},
      {"FROM scratch\nRUN --mount=type=tmpfs,dst=/m curl -o /m/c.pem https://h/b && cp /m/c.pem /c.pem",
       "/c.pem", "0644 0 [https://h/b] <- curl https://h/b <- cp"},
      {"FROM scratch\nRUN echo a > /c.pem\nRUN --mount=target=/c.pem,source=x rm -f /c.pem", "/c.pem",
       "0644 0 [a\n] <- echo <- RUN --mount=type=bind"},
      {"FROM scratch\nWORKDIR /w\nRUN --mount=type=bind,target=. curl -o c.pem https://h/b",
       "/w/c.pem", "absent"},
      {"FROM scratch\nRUN --mount=type=cache,target=$X curl -o /m/c.pem https://h/b", "/other", "maybe"},
      {"FROM scratch\nRUN --mount=type=secret,id=ca cp /run/secrets/ca /c.pem", "/c.pem", "maybe"},
      {"FROM scratch\nRUN echo a > /c.pem\nRUN --mount=type=secret,id=a --mount=type=ssh cp "
       "/run/secrets/a /tmp",
       "/c.pem", "0644 0 [a\n] <- echo"},
  };
  expect_rows(kRows);
}

// Each was another than the shell's own once (tests/run).
TEST(Run, AsTheShellHasIt) {
  static constexpr Row kRows[] = {
      {"FROM scratch\nRUN echo a > /a && ln -sf /a /none/ || true", "/none", "absent"},
      {"FROM scratch\nRUN echo a > /a && cat < /a > /a", "/a",
       "0644 0 [?] <- cat"},
      {"FROM h/other\nRUN touch /e || true", "/e", "maybe"},
  };
  expect_rows(kRows);
}

// A hostile program costs no more than the budget of its file.
TEST(Run, CostsNoMoreThanItsBudget) {
  for (const std::size_t count : {std::size_t{100}, std::size_t{1000}, std::size_t{10000}}) {
    std::string text = "FROM ruby\nRUN A=x";
    for (std::size_t i = 0; i < count; ++i) text += "; A=$A$A";
    const parse::Dockerfile file = parse::parse_dockerfile(text, 0);
    const std::vector<Stage> stages = interpret_stages(file);
    ImageFs files = ImageFs::scratch();
    UserTable users = UserTable::of_image();
    RunBudget budget;
    apply_run(file.instructions[1], BuildState::of_unknown_image(), {}, files, users, budget);
    EXPECT_EQ(RunBudget{}.commands - budget.commands, count + 1);
  }
}

}  // namespace
}  // namespace verifull::image
