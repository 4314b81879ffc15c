// What is hostile or broken gives one clear message, and the app beside it is
// still linted.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "support/run_program.h"
#include "support/temp_dir.h"

namespace {

using namespace verifull;
using support::ProgramRun;
using support::TempDir;

constexpr std::string_view kFile = "apps/bad/config/database.yml";
constexpr std::string_view kSound =
    "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: require\n";
constexpr std::string_view kSoundFinding =
    "apps/good/config/database.yml:4:12: error[sslmode-weak] production connects with sslmode "
    "`require`, which encrypts but does not check who the server is\n";

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

// Each of the levels is nine times the one before.
std::string alias_bomb() {
  std::string text = "a: &a {x: 1}\n";
  for (char name = 'b'; name <= 'z'; ++name) {
    std::string last(1, static_cast<char>(name - 1));
    std::string name_text(1, name);
    text += name_text + ": &" + name_text + " {";
    for (int i = 0; i < 9; ++i) text += "p" + std::to_string(i) + ": *" + last + ", ";
    text += "}\n";
  }
  return text + "production:\n  <<: *z\n  adapter: postgresql\n";
}

// A broken text in the place of database.yml.
struct TextCase {
  std::string_view name;
  std::string text;
  int exit_code;
  std::string_view out;  // findings of the broken app
  std::string_view err;
};

const std::vector<TextCase>& text_cases() {
  static const std::vector<TextCase> cases = {
      {"empty", "", 1, "", ""},
      {"a comment", "# nothing yet\n", 1, "", ""},
      {"NUL bytes", std::string("production:\n  host: x\0y\n", 24), 3, "",
       "verifull: apps/bad/config/database.yml is not a text file: it holds a NUL byte\n"
       "  hint: save it as UTF-8 text\n"},
      {"larger than the limit", std::string(2 << 20, 'a'), 3, "",
       "verifull: apps/bad/config/database.yml is larger than 1 MiB\n"
       "  hint: no file of this kind needs more; is it the right file?\n"},
      {"YAML with a tab", "production:\n\tadapter: postgresql\n", 1,
       "apps/bad/config/database.yml:2:1: error[boot-error] production does not load: "
       "RuntimeError: YAML syntax error: found character that cannot start any token while "
       "scanning for the next token\n",
       ""},
      {"ERB that is no Ruby", "production:\n  host: <%= ENV[ %>\n", 1,
       "apps/bad/config/database.yml:2:18: error[boot-error] production does not load: "
       "SyntaxError: unexpected the end of the output tag\n",
       ""},
      {"ERB that does not end", "production:\n  adapter: postgresql\n  host: <%= ENV[\"X\"] \n", 1,
       "apps/bad/config/database.yml:2:3: error[sslmode-missing] production connects without "
       "`sslmode`; libpq's default `prefer` takes any server\n",
       ""},
      {"malformed UTF-8", "production:\n  host: \"\xff\xfe\"\n", 1,
       "apps/bad/config/database.yml:2:10: error[boot-error] production does not load: "
       "RuntimeError: YAML syntax error: invalid leading UTF-8 octet\n",
       ""},
      {"alias bomb", alias_bomb(), 3, "",
       "verifull: apps/bad/config/database.yml goes beyond what is read here: aliases expand to "
       "more than 100000 values (apps/bad/config/database.yml:1:1)\n"
       "  hint: no configuration needs that; is it the right file?\n"},
      {"nested brackets", "production: " + std::string(100000, '['), 3, "",
       "verifull: apps/bad/config/database.yml goes beyond what is read here: the file is nested "
       "too deeply (apps/bad/config/database.yml:1:112)\n"
       "  hint: no configuration needs that; is it the right file?\n"},
      {"nested mappings", "production: " + repeated("{a: ", 100000), 3, "",
       "verifull: apps/bad/config/database.yml goes beyond what is read here: the file is nested "
       "too deeply (apps/bad/config/database.yml:1:409)\n"
       "  hint: no configuration needs that; is it the right file?\n"},
      {"nested parentheses", "production:\n  host: <%= " + std::string(100000, '(') + "%>\n", 3, "",
       "verifull: apps/bad/config/database.yml goes beyond what is read here: the code is nested "
       "too deeply (apps/bad/config/database.yml:2:212)\n"
       "  hint: no configuration needs that; is it the right file?\n"},
      {"many operators", "production:\n  host: <%= " + std::string(100000, '!') + "1 %>\n", 3, "",
       "verifull: apps/bad/config/database.yml goes beyond what is read here: the code is nested "
       "too deeply (apps/bad/config/database.yml:2:212)\n"
       "  hint: no configuration needs that; is it the right file?\n"},
      {"terminal commands in a value",
       "production:\n  adapter: postgresql\n  host: db\n  sslmode: \"a\\e[2Jb\\n::error::c\"\n", 1,
       "apps/bad/config/database.yml:4:12: error[sslmode-invalid] production sets sslmode "
       "`a\\x1B[2Jb\\x0A::error::c`, which libpq does not know: the app will not connect; "
       "`verify-full` is meant\n",
       ""},
      {"terminal commands in the file", "production:\n  sslmode: \x1b[2Jrequire\n", 1,
       "apps/bad/config/database.yml:2:12: error[boot-error] production does not load: "
       "RuntimeError: YAML syntax error: control characters are not allowed\n",
       ""},
      {"a name that is a command of a build server",
       "\"::error::x\":\n  adapter: postgresql\n  host: db\n  sslmode: allow\n", 1,
       "apps/bad/config/database.yml:4:12: error[sslmode-weak] \\x3A:error\\x3A:x connects with "
       "sslmode "
       "`allow`, which starts in plain text and uses TLS only if the server insists\n",
       ""},
  };
  return cases;
}

ProgramRun run_in(const TempDir& dir) {
  dir.write("apps/good/config/database.yml", kSound);
  return support::run_program(VERIFULL_BINARY, {"--format", "concise"}, dir.path());
}

void expect_run(const ProgramRun& run, int exit_code, std::string_view out, std::string_view err) {
  EXPECT_FALSE(run.timed_out);
  EXPECT_EQ(run.signal, 0);
  EXPECT_EQ(run.exit_code, exit_code);
  EXPECT_EQ(run.out, std::string(out) + std::string(kSoundFinding));
  EXPECT_EQ(run.err, err);
}

TEST(BadInput, Texts) {
  for (const TextCase& test : text_cases()) {
    SCOPED_TRACE(test.name);
    TempDir dir;
    dir.write(kFile, test.text);
    expect_run(run_in(dir), test.exit_code, test.out, test.err);
  }
}

// No format may let through what a terminal or a build server would obey.
TEST(BadInput, NoFormatObeys) {
  TempDir dir;
  dir.write(kFile,
            "\"::error::x\":\n  adapter: postgresql\n  host: \"\\e[2J\\u009b2J\\u202e\"\n"
            "  sslmode: \"::error::y\\n::warning::z\"\n");
  for (const char* format : {"text", "concise", "json"}) {
    for (const char* command : {"check", "resolve"}) {
      SCOPED_TRACE(std::string(command) + " " + format);
      ProgramRun run =
          support::run_program(VERIFULL_BINARY, {command, "--format", format}, dir.path());
      EXPECT_EQ(run.out.find('\x1b'), std::string::npos);
      EXPECT_EQ(run.out.find("\xc2\x9b"), std::string::npos);
      EXPECT_EQ(run.out.find("\xe2\x80\xae"), std::string::npos);
      EXPECT_EQ(("\n" + run.out).find("\n::"), std::string::npos) << run.out;
    }
  }
}

TEST(BadInput, MissingFile) {
  TempDir dir;
  dir.write("apps/good/config/database.yml", kSound);
  ProgramRun run = support::run_program(
      VERIFULL_BINARY, {"--format", "concise", std::string(kFile), "apps/good"}, dir.path());
  expect_run(run, 3, "",
             "verifull: no such file or folder: apps/bad/config/database.yml\n"
             "  hint: PATH is relative to the working directory\n");
}

TEST(BadInput, Folder) {
  TempDir dir;
  std::filesystem::create_directories(dir.path(kFile));
  expect_run(run_in(dir), 3, "",
             "verifull: apps/bad/config/database.yml is a folder, not a file\n"
             "  hint: put the file itself there\n");
}

TEST(BadInput, Fifo) {
  TempDir dir;
  std::filesystem::create_directories(dir.path("apps/bad/config"));
  ASSERT_EQ(::mkfifo(dir.path(kFile).c_str(), 0600), 0);
  expect_run(run_in(dir), 3, "",
             "verifull: apps/bad/config/database.yml is a FIFO, not a file\n"
             "  hint: put the text itself there\n");
}

TEST(BadInput, LinkOutOfTheProject) {
  TempDir dir;
  dir.write("outside.yml", "production: {adapter: postgresql, host: told.example.com}\n");
  std::filesystem::create_directories(dir.path("apps/bad/config"));
  std::filesystem::create_symlink(dir.path("outside.yml"), dir.path(kFile));
  expect_run(
      run_in(dir), 3, "",
      "verifull: apps/bad/config/database.yml is a symbolic link that leads out of apps/bad\n"
      "  hint: put the file itself there, or a link that stays inside apps/bad\n");
}

TEST(BadInput, LinkedFolderIsNotFollowed) {
  TempDir dir;
  dir.write("elsewhere/database.yml", kSound);
  std::filesystem::create_directories(dir.path("apps/bad"));
  std::filesystem::create_symlink(dir.path("elsewhere"), dir.path("apps/bad/config"));
  expect_run(run_in(dir), 1, "", "");
}

// Root can read everything, so it becomes somebody else.
std::vector<std::string> as_nobody() {
  return {"--reuid=65534", "--regid=65534", "--clear-groups"};
}

bool can_be_nobody() {
  std::vector<std::string> words = as_nobody();
  words.insert(words.end(), {"/usr/bin/test", "-x", VERIFULL_BINARY});
  return ::access("/usr/bin/setpriv", X_OK) == 0 &&
         support::run_program("/usr/bin/setpriv", words, "/").exit_code == 0;
}

TEST(BadInput, Unreadable) {
  bool root = ::geteuid() == 0;
  if (root && !can_be_nobody()) GTEST_SKIP() << "root can read everything, and cannot be nobody";
  TempDir dir;
  dir.write(kFile, kSound);
  dir.write("apps/good/config/database.yml", kSound);
  ASSERT_EQ(::chmod(dir.path(kFile).c_str(), 0), 0);
  ASSERT_EQ(::chmod(dir.path().c_str(), 0755), 0);
  std::vector<std::string> words = root ? as_nobody() : std::vector<std::string>();
  if (root) words.emplace_back(VERIFULL_BINARY);
  words.insert(words.end(), {"--format", "concise"});
  ProgramRun run =
      support::run_program(root ? "/usr/bin/setpriv" : VERIFULL_BINARY, words, dir.path());
  expect_run(run, 3, "",
             "verifull: apps/bad/config/database.yml cannot be read: Permission denied\n"
             "  hint: the user that runs verifull needs the right to read it\n");
}

// Broken companions take nothing away from the app but what they would have said.
TEST(BadInput, Companions) {
  struct Case {
    std::string_view path;
    std::string text;
    int exit_code;
    std::string_view err;
  };
  const std::string nul("x\0y\n", 4);
  const Case kCases[] = {
      {"apps/good/Gemfile.lock", nul, 3,
       "verifull: apps/good/Gemfile.lock is not a text file: it holds a NUL byte\n"
       "  hint: save it as UTF-8 text\n"},
      {"apps/good/.env", nul, 3,
       "verifull: apps/good/.env is not a text file: it holds a NUL byte\n"
       "  hint: save it as UTF-8 text\n"},
      {"apps/good/Dockerfile", nul, 3,
       "verifull: apps/good/Dockerfile is not a text file: it holds a NUL byte\n"
       "  hint: save it as UTF-8 text\n"},
      {"apps/good/Gemfile.lock", "no lock\n", 1, ""},
      {"apps/good/Dockerfile", "NOT A COMMAND\n\xff\n", 1, ""},
      {"apps/good/Dockerfile", "FROM x\nENV " + std::string(100000, '$') + "\n", 1, ""},
      {"apps/good/Dockerfile", "FROM x\nENV A=" + repeated("${A:-", 50000) + "\n", 1, ""},
      {"apps/good/.env", "A=\"" + std::string(100000, '$') + "\n=\n\xff\n", 1, ""},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(std::string(test.path) + " " + test.text.substr(0, 30));
    TempDir dir;
    dir.write(test.path, test.text);
    expect_run(run_in(dir), test.exit_code, "", test.err);
  }
}

}  // namespace
