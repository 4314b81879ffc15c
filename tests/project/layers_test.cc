// Who may include whom, and which library is used where.
//
// The order of the house is only as true as its #include lines, so those are read.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "project/tree.h"

namespace verifull::project {
namespace {

struct Layer {
  std::string_view folder;
  std::string_view may_include;  // besides itself; words between spaces
};

// From the bottom up. main.cc stands for itself.
constexpr Layer kLayers[] = {
    {"base", ""},
    {"parse", "base"},
    {"source", "base parse"},
    {"image", "base parse source"},
    {"pki", "base parse source"},
    {"resolve", "base parse source image"},
    {"edit", "base parse"},
    {"facts", "base parse source image pki resolve"},
    {"check", "base parse source image pki resolve edit facts"},
    {"engine", "base parse source image pki resolve edit facts check"},
    {"report", "base parse source image pki resolve edit facts check engine"},
    {"merge", "base parse source image pki resolve edit facts check engine report"},
    {"fix", "base parse source image pki resolve edit facts check engine"},
    {"lsp", "base parse source image pki resolve edit facts check engine report fix"},
    {"live", "base parse source image pki resolve facts check engine probe"},
    {"probe", "base"},
    {"tools", "base parse check"},
    {"app", "base parse source image pki resolve edit facts check engine report merge fix lsp live"},
    {"main.cc", "app"},
};

struct LibraryPlace {
  std::string_view header;  // how the included path begins
  std::string_view places;  // where it may stand: beginnings of paths below src/
};

constexpr LibraryPlace kLibraryPlaces[] = {
    {"<yaml-cpp/", "parse/yaml_tree"},
    {"<CLI/", "app/options"},
    {"<nlohmann/", "report/ merge/ lsp/ live/ probe/"},
    {"<openssl/", "pki/ probe/"},
    {"<libpq", "probe/"},
    {"<postgresql/", "probe/"},
    // The linter opens no connection. A pair of sockets between parent and child
    // is none.
    {"<sys/socket.h", "probe/ source/child_process"},
    {"<netdb.h", "probe/"},
    {"<arpa/", "probe/"},
    {"<netinet/", "probe/"},
    // Compiling an expression at start costs more than a whole run may.
    {"<regex", ""},
    // Registers a constructor that runs at every start.
    {"<iostream", ""},
};

bool has_word(std::string_view words, std::string_view word) {
  return (" " + std::string(words) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

std::string_view folder_of(std::string_view path) { return path.substr(0, path.find('/')); }

std::string_view below_src(const File& file) {
  return std::string_view(file.path).substr(std::string_view("src/").size());
}

const Layer* layer_of(std::string_view folder) {
  const auto* found = std::find_if(std::begin(kLayers), std::end(kLayers),
                                   [&](const Layer& layer) { return layer.folder == folder; });
  return found == std::end(kLayers) ? nullptr : found;
}

bool may_stand(std::string_view path, std::string_view places) {
  while (!places.empty()) {
    const std::size_t end = std::min(places.find(' '), places.size());
    if (path.starts_with(places.substr(0, end))) return true;
    places.remove_prefix(std::min(end + 1, places.size()));
  }
  return false;
}

std::vector<const File*> sources() { return files_below("src/", {".cc", ".h"}); }

TEST(Layers, OnlyLowerFoldersAreIncluded) {
  ASSERT_GT(sources().size(), 10U);
  for (const File* file : sources()) {
    const std::string_view own = folder_of(below_src(*file));
    const Layer* layer = layer_of(own);
    ASSERT_NE(layer, nullptr) << file->path << ": a folder that kLayers does not know";
    for (std::size_t i = 0; i < file->lines.size(); ++i) {
      const std::string_view path = included(file->lines[i]);
      if (!path.starts_with('"')) continue;
      const std::string_view other = folder_of(path.substr(1));
      EXPECT_TRUE(other == own || has_word(layer->may_include, other))
          << place(*file, i) << "\n  " << own << " may include: " << own << ' '
          << layer->may_include;
    }
  }
}

TEST(Layers, IncludedFilesExist) {
  for (const File* file : sources()) {
    for (std::size_t i = 0; i < file->lines.size(); ++i) {
      const std::string_view path = included(file->lines[i]);
      if (!path.starts_with('"')) continue;
      const auto full = std::filesystem::path(VERIFULL_SOURCE_DIR) / "src" / path.substr(1);
      EXPECT_TRUE(std::filesystem::exists(full)) << place(*file, i) << "\n  no such file in src/";
    }
  }
}

TEST(Layers, LibrariesStayInTheirPlace) {
  for (const File* file : sources()) {
    for (std::size_t i = 0; i < file->lines.size(); ++i) {
      const std::string_view path = included(file->lines[i]);
      for (const LibraryPlace& library : kLibraryPlaces) {
        if (!path.starts_with(library.header)) continue;
        EXPECT_TRUE(may_stand(below_src(*file), library.places))
            << place(*file, i)
            << "\n  may stand in: " << (library.places.empty() ? "no file" : library.places);
      }
    }
  }
}

TEST(Layers, EachLayerNamesKnownLayers) {
  for (const Layer& layer : kLayers) {
    std::string_view words = layer.may_include;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      EXPECT_NE(layer_of(words.substr(0, end)), nullptr) << words.substr(0, end);
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
}

}  // namespace
}  // namespace verifull::project
