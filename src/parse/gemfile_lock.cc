#include "parse/gemfile_lock.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/text.h"

// The grammar is Bundler's (lib/bundler/lockfile_parser.rb): a section starts
// with a word at the left margin, and inside it the depth of the indentation says
// what a line is. Reading stays lenient where Bundler stops with an error, for
// instance at the marks of a merge conflict: such a line is skipped.

namespace verifull::parse {
namespace {

enum class Section : std::uint8_t {
  kNone,     // before any section: a reduced list
  kSources,  // GEM, PATH, GIT, PLUGIN SOURCE
  kDependencies,
  kOther,  // PLATFORMS, CHECKSUMS, RUBY VERSION, BUNDLED WITH, …
};

struct Line {
  std::string_view text;    // without indentation and line ending
  std::size_t indent = 0;   // spaces
  std::uint32_t begin = 0;  // of `text` in the file
};

Line line_at(std::string_view file, std::size_t begin, std::size_t end) {
  std::string_view text = file.substr(begin, end - begin);
  while (!text.empty() && base::is_space(text.back())) text.remove_suffix(1);
  std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  return {text.substr(indent), indent, static_cast<std::uint32_t>(begin + indent)};
}

bool is_section_header(const Line& line) {
  return line.indent == 0 && std::all_of(line.text.begin(), line.text.end(),
                                         [](char c) { return base::is_upper(c) || c == ' '; });
}

Section section_of(std::string_view header) {
  if (header == "GEM" || header == "PATH" || header == "GIT") return Section::kSources;
  if (header == "PLUGIN SOURCE") return Section::kSources;
  if (header == "DEPENDENCIES") return Section::kDependencies;
  return Section::kOther;
}

// `name (1.2.3)` or `name (1.2.3-x86_64-linux)`. A version never holds a dash:
// RubyGems writes pre-releases with dots.
std::optional<LockedGem> gem_of(const Line& line, base::FileId file) {
  std::size_t open = line.text.find(" (");
  if (open == std::string_view::npos || open == 0 || line.text.back() != ')') return std::nullopt;
  std::string_view name = line.text.substr(0, open);
  std::string_view inside = line.text.substr(open + 2, line.text.size() - open - 3);
  if (name.find(' ') != std::string_view::npos) return std::nullopt;
  if (inside.empty() || !base::is_digit(inside.front())) return std::nullopt;
  std::size_t dash = std::min(inside.find('-'), inside.size());
  LockedGem gem;
  gem.name = name;
  gem.version = inside.substr(0, dash);
  gem.platform = dash < inside.size() ? inside.substr(dash + 1) : std::string_view();
  gem.span = {file, line.begin, static_cast<std::uint32_t>(line.begin + line.text.size())};
  return gem;
}

// `name`, `name (~> 7.1)` or `name!`; the mark says that the gem comes from a
// source of its own.
std::string dependency_of(std::string_view line) {
  std::string_view name = line.substr(0, line.find(' '));
  if (!name.empty() && name.back() == '!') name.remove_suffix(1);
  return std::string(name);
}

void read_line(const Line& line, Section section, base::FileId file, GemfileLock& lock) {
  bool specs = section == Section::kSources && line.indent == 4;
  bool reduced = section == Section::kNone && line.indent <= 4;
  if (specs || reduced) {
    if (auto gem = gem_of(line, file)) lock.gems.push_back(std::move(*gem));
  } else if (section == Section::kDependencies && line.indent == 2) {
    std::string name = dependency_of(line.text);
    if (!name.empty()) lock.dependencies.push_back(std::move(name));
  }
}

// The number that starts at `at`, without leading zeros; `at` moves past it.
std::string_view number_at(std::string_view version, std::size_t& at) {
  std::size_t begin = at;
  while (at < version.size() && base::is_digit(version[at])) ++at;
  while (begin < at && version[begin] == '0') ++begin;
  std::string_view number = version.substr(begin, at - begin);
  // What does not go on with `.digit` is a pre-release or the end.
  bool more = at + 1 < version.size() && version[at] == '.' && base::is_digit(version[at + 1]);
  at = more ? at + 1 : version.size();
  return number;
}

int compare_numbers(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  int order = a.compare(b);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

}  // namespace

const LockedGem* GemfileLock::find(std::string_view name) const {
  auto it = std::find_if(gems.begin(), gems.end(),
                         [&](const LockedGem& gem) { return gem.name == name; });
  return it == gems.end() ? nullptr : &*it;
}

bool GemfileLock::depends_on(std::string_view name) const {
  return std::find(dependencies.begin(), dependencies.end(), name) != dependencies.end();
}

GemfileLock parse_gemfile_lock(std::string_view text, base::FileId file) {
  GemfileLock lock;
  Section section = Section::kNone;
  std::size_t at = text.substr(0, 3) == base::kByteOrderMark ? 3 : 0;
  while (at < text.size()) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    Line line = line_at(text, at, end);
    if (!line.text.empty()) {
      if (is_section_header(line)) {
        section = section_of(line.text);
      } else {
        read_line(line, section, file, lock);
      }
    }
    at = end + 1;
  }
  return lock;
}

int compare_versions(std::string_view a, std::string_view b) {
  a = base::trim(a);
  b = base::trim(b);
  std::size_t in_a = 0;
  std::size_t in_b = 0;
  while (in_a < a.size() || in_b < b.size()) {
    int order = compare_numbers(number_at(a, in_a), number_at(b, in_b));
    if (order != 0) return order;
  }
  return 0;
}

}  // namespace verifull::parse
