// The whole program over each project of fixtures/, compared to the letter.
//
// fixtures/NAME/expected/commands has a line for each run: the file that holds
// its stdout, the exit code, the words of the command line. What it writes to
// stderr, if anything, stands in FILE.stderr beside it. tests/golden/update
// writes the files anew.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/difference.h"
#include "support/json_contract.h"
#include "support/read_text.h"
#include "support/run_program.h"

namespace {

using namespace verifull;
namespace fs = std::filesystem;

struct Command {
  std::string file;
  int exit_code = 0;
  std::vector<std::string> words;
};

std::string root() { return std::string(VERIFULL_SOURCE_DIR) + "/fixtures"; }

std::vector<std::string> fixtures() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(root())) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Command> commands_of(const std::string& path) {
  std::vector<Command> commands;
  std::istringstream lines(support::read_text(path));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    Command command;
    words >> command.file >> command.exit_code;
    for (std::string word; words >> word;) command.words.push_back(word);
    if (!line.empty()) commands.push_back(command);
  }
  return commands;
}

bool updating() { return std::getenv("VERIFULL_UPDATE_GOLDEN") != nullptr; }

void write(const std::string& path, const std::string& text) {
  if (text.empty() && path.ends_with(".stderr")) {
    fs::remove(path);
  } else {
    std::ofstream(path, std::ios::binary) << text;
  }
}

class Golden : public testing::TestWithParam<std::string> {
 protected:
  std::string folder() const { return root() + "/" + GetParam(); }
  std::string expected(const std::string& file) const { return folder() + "/expected/" + file; }

  void compare(const Command& command, const support::ProgramRun& run) {
    EXPECT_EQ(support::difference(support::read_text(expected(command.file)), run.out), "");
    EXPECT_EQ(support::difference(support::read_text(expected(command.file + ".stderr")), run.err),
              "");
    EXPECT_EQ(command.exit_code, run.exit_code);
  }

  // What no golden file may hold, whoever wrote it.
  void check_in_itself(const Command& command, const support::ProgramRun& run) {
    EXPECT_FALSE(run.timed_out);
    EXPECT_EQ(run.signal, 0);
    EXPECT_EQ(run.out.find(folder()), std::string::npos) << "it depends on where the project lies";
    EXPECT_EQ(run.out.find("kept"), std::string::npos) << "a password of the fixture is shown";
    if (!command.file.ends_with(".json")) return;
    bool check = command.words.empty() || command.words[0] != "resolve";
    EXPECT_EQ(support::contract_problems(run.out, check), std::vector<std::string>());
  }
};

TEST_P(Golden, Output) {
  std::vector<Command> commands = commands_of(expected("commands"));
  ASSERT_FALSE(commands.empty()) << expected("commands") << " names no runs";
  std::string list;
  for (Command& command : commands) {
    SCOPED_TRACE("verifull " + base::join(command.words, " "));
    support::ProgramRun run = support::run_program(VERIFULL_BINARY, command.words, folder());
    check_in_itself(command, run);
    if (updating()) {
      write(expected(command.file), run.out);
      write(expected(command.file + ".stderr"), run.err);
    } else {
      compare(command, run);
    }
    list += command.file + " " + std::to_string(run.exit_code) + " " +
            base::join(command.words, " ") + "\n";
  }
  if (updating()) write(expected("commands"), list);
}

// GoogleTest takes letters, digits and underscores.
std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !base::is_alnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Golden, testing::ValuesIn(fixtures()), test_name);

}  // namespace
