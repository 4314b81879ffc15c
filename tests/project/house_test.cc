// The house rules that can be read off the files.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "project/tree.h"

namespace verifull::project {
namespace {

constexpr std::size_t kMostLines = 350;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool has_word(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != std::string_view::npos;
       at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = at == 0 || !is_word_byte(line[at - 1]);
    if (starts && (end == line.size() || !is_word_byte(line[end]))) return true;
  }
  return false;
}

// Spelt in halves, so that this file does not offend itself.
const std::array<std::string, 2> kUnfinishedWords = {std::string("TO") + "DO",
                                                     std::string("FIX") + "ME"};
const std::array<std::string, 3> kMachinePaths = {
    std::string("/wor") + "k/main", std::string("/wor") + "k/shared", std::string("/wor") + "k/."};

// Sources that are private parts of something larger, and the test of the whole
// that covers them.
struct Part {
  std::string_view source;
  std::string_view test;
};
constexpr Part kParts[] = {
    {"src/app/fleet_values.cc", "tests/unit/app/options_test.cc"},
    {"src/merge/collector.cc", "tests/unit/merge/merge_test.cc"},
    {"src/merge/fields.cc", "tests/unit/merge/merge_test.cc"},
    {"src/merge/json_reader.cc", "tests/unit/merge/merge_test.cc"},
    {"src/merge/place_book.cc", "tests/unit/merge/merge_test.cc"},
    {"src/merge/sarif_reader.cc", "tests/unit/merge/merge_test.cc"},
    {"src/app/output_schema.cc", "tests/unit/app/config_schema_test.cc"},
    {"src/pki/version.cc", "tests/unit/app/verbose_test.cc"},
    {"src/image/run_accounts.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_archives.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_builtins.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_commands.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_compound.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_copying.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_downloads.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_digests.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_entries.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_expand.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_files.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_listing.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_machine.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_mounts.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_options.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_packages.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_pattern.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_printing.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_program.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_programs.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_simple.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_target.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_tests.cc", "tests/unit/image/run_test.cc"},
    {"src/image/run_wrappers.cc", "tests/unit/image/run_test.cc"},
    {"src/parse/db_url_mask.cc", "tests/unit/parse/db_url_mask_test.cc"},
    {"src/image/image_list.cc", "tests/unit/image/image_fs_test.cc"},
    {"src/parse/docker_arguments.cc", "tests/unit/parse/dockerfile_test.cc"},
    {"src/parse/docker_checks.cc", "tests/unit/parse/dockerfile_test.cc"},
    {"src/parse/docker_lines.cc", "tests/unit/parse/dockerfile_test.cc"},
    {"src/parse/docker_modifier.cc", "tests/unit/parse/docker_words_test.cc"},
    {"src/parse/dotenv_compose.cc", "tests/unit/parse/dotenv_readers_test.cc"},
    {"src/parse/dotenv_docker.cc", "tests/unit/parse/dotenv_readers_test.cc"},
    {"src/parse/dotenv_foreman.cc", "tests/unit/parse/dotenv_readers_test.cc"},
    {"src/parse/dotenv_gem.cc", "tests/unit/parse/dotenv_test.cc"},
    {"src/parse/dotenv_gem_value.cc", "tests/unit/parse/dotenv_test.cc"},
    {"src/parse/dotenv_substitute.cc", "tests/unit/parse/dotenv_test.cc"},
    {"src/parse/dotenv_template.cc", "tests/unit/parse/dotenv_readers_test.cc"},
    {"src/parse/ruby_arguments.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_assignment.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_block.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_call.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_control.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_definition.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_expression.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_heredoc.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_lexer.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_literal.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_name.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_number.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_operator.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_primary.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_quote.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_regexp.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_statement.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_string.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/ruby_token.cc", "tests/unit/parse/ruby_parser_test.cc"},
    {"src/parse/shell_compound.cc", "tests/unit/parse/shell_tree_test.cc"},
    {"src/parse/shell_expansion.cc", "tests/unit/parse/shell_tree_test.cc"},
    {"src/parse/shell_redirect.cc", "tests/unit/parse/shell_tree_test.cc"},
    {"src/parse/shell_word.cc", "tests/unit/parse/shell_tree_test.cc"},
    {"src/parse/unicode_space.cc", "tests/unit/parse/db_url_test.cc"},
    {"src/parse/uri.cc", "tests/unit/parse/db_url_test.cc"},
    {"src/parse/uri_scheme.cc", "tests/unit/parse/db_url_test.cc"},
    {"src/parse/yaml_properties.cc", "tests/unit/parse/yaml_scanner_test.cc"},
    {"src/parse/yaml_ranges.cc", "tests/unit/parse/yaml_scanner_test.cc"},
};

bool is_part(std::string_view source) {
  return std::any_of(std::begin(kParts), std::end(kParts),
                     [&](const Part& part) { return part.source == source; });
}

// True when a test of the same folder includes the source or its header.
bool has_test(std::string_view source) {
  const std::string_view stem = source.substr(std::string_view("src/").size());
  const std::string own(stem.substr(0, stem.rfind('.')));
  const std::string folder = "tests/unit/" + own.substr(0, own.find('/') + 1);
  for (const File* test : files_below(folder, {"_test.cc"})) {
    for (const std::string& line : test->lines) {
      const std::string_view path = included(line);
      if (path == "\"" + own + ".h" || path == "\"" + own + ".cc") return true;
    }
  }
  return false;
}

TEST(House, SourcesStayShort) {
  for (const File* file : files_below("src/", {".cc", ".h"})) {
    EXPECT_LE(file->lines.size(), kMostLines)
        << file->path << ": is there a second concept inside?";
  }
}

TEST(House, HeadersSayWhatTheyAre) {
  for (const File* file : files_below("src/", {".h"})) {
    ASSERT_FALSE(file->lines.empty()) << file->path;
    EXPECT_TRUE(file->lines[0].starts_with("// "))
        << place(*file, 0) << "\n  the first line is to say what the header is";
    EXPECT_EQ(std::count(file->lines.begin(), file->lines.end(), "#pragma once"), 1) << file->path;
  }
}

TEST(House, NothingIsLeftUnfinished) {
  for (const std::string_view folder :
       {"src/", "tests/", "rules/", "script/", "bench/", "cmake/"}) {
    for (const File* file : files_below(folder, {""})) {
      for (std::size_t i = 0; i < file->lines.size(); ++i) {
        for (const std::string& word : kUnfinishedWords) {
          EXPECT_FALSE(has_word(file->lines[i], word)) << place(*file, i);
        }
      }
    }
  }
}

TEST(House, NoPathOfOneMachine) {
  for (const File& file : files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string& path : kMachinePaths) {
        EXPECT_EQ(file.lines[i].find(path), std::string::npos) << place(file, i);
      }
    }
  }
}

// Sources and tests speak of containers, where a home is a fixed path; what builds
// and runs the project has no reason to. And it downloads through the system's own
// package manager, so no host stands in it either.
TEST(House, BuildFilesNameNoHomeAndNoHost) {
  for (const std::string_view folder : {"CMake", "cmake/", "script/", ".ci/", "bench/"}) {
    ASSERT_FALSE(files_below(folder, {""}).empty()) << folder;
    for (const File* file : files_below(folder, {""})) {
      for (std::size_t i = 0; i < file->lines.size(); ++i) {
        for (const std::string_view part : {"/home/", "/root/", "/Users/", "://"}) {
          EXPECT_EQ(file->lines[i].find(part), std::string::npos) << place(*file, i);
        }
      }
    }
  }
}

TEST(House, FoundationsAreTested) {
  for (const std::string_view folder : {"src/base/", "src/parse/"}) {
    for (const File* file : files_below(folder, {".cc"})) {
      EXPECT_TRUE(has_test(file->path) || is_part(file->path))
          << file->path << ": no test in tests/unit/ includes its header, nor does kParts name it";
    }
  }
}

TEST(House, PartsAndTheirTestsExist) {
  for (const Part& part : kParts) {
    EXPECT_EQ(files_below(part.source, {".cc"}).size(), 1U) << part.source;
    EXPECT_EQ(files_below(part.test, {"_test.cc"}).size(), 1U) << part.test;
    EXPECT_FALSE(has_test(part.source)) << part.source << " has a test of its own by now";
  }
}

// `.clang-tidy` cannot hold comments inside its list, so the reasons stand above it.
TEST(House, SwitchedOffChecksHaveAReason) {
  for (const std::string_view name : {".clang-tidy", "tests/.clang-tidy"}) {
    const auto found = files_below(name, {".clang-tidy"});
    ASSERT_EQ(found.size(), 1U) << name;
    std::vector<std::string> reasons;
    std::vector<std::string> checks;
    for (std::string_view line : found[0]->lines) {
      if (line.starts_with("# -") && line.find(": ") + 2 < line.size()) {
        reasons.emplace_back(line.substr(2, line.find(": ") - 2));
      } else if (line.starts_with("  -") && !line.starts_with("  - ")) {
        checks.emplace_back(line.substr(2, line.find(',') - 2));
      }
    }
    EXPECT_FALSE(checks.empty()) << name;
    EXPECT_EQ(reasons, checks) << name;
  }
}

}  // namespace
}  // namespace verifull::project
