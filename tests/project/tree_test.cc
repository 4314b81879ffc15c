// Reading the project's own files (tree.h), with what that has to get right.
#include "project/tree.h"

#include <stdio.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace verifull::project {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRoot = VERIFULL_SOURCE_DIR;

std::vector<std::string> split_at(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string output_of(const std::string& command) {
  const auto close = [](FILE* pipe) { static_cast<void>(pclose(pipe)); };
  // The command is a constant of this file. NOLINTNEXTLINE(cert-env33-c)
  const std::unique_ptr<FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  std::string output;
  std::array<char, 4096> buffer{};
  while (pipe != nullptr) {
    const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe.get());
    if (size == 0) break;
    output.append(buffer.data(), size);
  }
  return output;
}

std::vector<std::string> paths_by_git() {
  return split_at(output_of("git -C '" + std::string(kRoot) +
                            "' ls-files -z --cached --others --exclude-standard 2>/dev/null"),
                  '\0');
}

std::vector<std::string> paths_by_walking() {
  std::vector<std::string> paths;
  for (auto entry = fs::recursive_directory_iterator(kRoot); entry != fs::end(entry); ++entry) {
    const std::string path = fs::relative(entry->path(), kRoot).generic_string();
    if (path == ".git" || path == "build") entry.disable_recursion_pending();
    if (entry->is_regular_file()) paths.push_back(path);
  }
  return paths;
}

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<File> read_all() {
  std::vector<std::string> paths = paths_by_git();
  if (paths.empty()) paths = paths_by_walking();
  std::sort(paths.begin(), paths.end());
  std::vector<File> found;
  for (const std::string& path : paths) {
    const fs::path full = fs::path(kRoot) / path;
    if (fs::is_symlink(full) || !fs::is_regular_file(full)) continue;
    const std::string text = read(full);
    const bool binary = text.find('\0') != std::string::npos;
    if (!binary) found.push_back({path, split_at(text, '\n')});
  }
  return found;
}

}  // namespace

const std::vector<File>& files() {
  static const std::vector<File> all = read_all();
  return all;
}

std::vector<const File*> files_below(std::string_view folder,
                                     const std::vector<std::string_view>& endings) {
  std::vector<const File*> found;
  for (const File& file : files()) {
    const std::string_view path = file.path;
    const bool ends = std::any_of(endings.begin(), endings.end(),
                                  [&](std::string_view ending) { return path.ends_with(ending); });
    if (path.starts_with(folder) && ends) found.push_back(&file);
  }
  return found;
}

std::string_view included(std::string_view line) {
  const auto skip_blanks = [&line] {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  };
  skip_blanks();
  if (!line.starts_with('#')) return {};
  line.remove_prefix(1);
  skip_blanks();
  if (!line.starts_with("include")) return {};
  line.remove_prefix(std::string_view("include").size());
  skip_blanks();
  return line.substr(0, line.find_first_of("\">", 1));
}

std::string place(const File& file, std::size_t line_index) {
  return file.path + ":" + std::to_string(line_index + 1) + ": " + file.lines[line_index];
}

TEST(Tree, FindsTheProject) {
  EXPECT_FALSE(files_below("CMakeLists.txt", {".txt"}).empty());
  EXPECT_FALSE(files_below("src/base/", {".h"}).empty());
  EXPECT_TRUE(files_below("build/", {""}).empty());
  EXPECT_TRUE(files_below(".git/", {""}).empty());
}

TEST(Tree, WalkingFindsWhatGitFinds) {
  const std::vector<std::string> walked = paths_by_walking();
  for (const std::string& path : paths_by_git()) {
    if (!fs::is_regular_file(fs::path(kRoot) / path)) continue;
    EXPECT_NE(std::find(walked.begin(), walked.end(), path), walked.end()) << path;
  }
}

TEST(Tree, ReadsIncludeLines) {
  EXPECT_EQ(included("#include <string>"), "<string");
  EXPECT_EQ(included("#include \"base/span.h\"  // why"), "\"base/span.h");
  EXPECT_EQ(included("  #  include <yaml-cpp/yaml.h>"), "<yaml-cpp/yaml.h");
  EXPECT_EQ(included("#pragma once"), "");
  EXPECT_EQ(included("// #include <string>"), "");
}

}  // namespace verifull::project
