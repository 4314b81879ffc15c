// The names that a pattern stands for.
//
// POSIX XCU 2.13.3. Where not all names of a directory are known there is one word
// more, for those that nobody listed.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "image/run_machine.h"
#include "image/run_pattern.h"

namespace verifull::image {
namespace {

constexpr std::size_t kMaxNames = 1000;  // that one pattern may stand for

}  // namespace

// What the names on the disk make of a pattern; the text itself when nothing matches.
std::vector<RunArgument> RunMachine::listed(const std::string& pattern,
                                            const std::string& literal) {
  std::vector<std::string> paths = {pattern[0] == '/' ? "/" : ""};
  bool complete = pattern[0] == '/' || files.directory.has_value();
  std::size_t glob_begin = std::string::npos;
  std::size_t at = 0;
  std::vector<std::string_view> parts = base::split(pattern, '/');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view part = parts[i];
    const bool last = i + 1 == parts.size();
    if (part.empty()) {
      if (last)
        for (std::string& path : paths)
          if (!path.empty() && path.back() != '/') path += '/';
      continue;
    }
    std::string plain;
    bool active = false;
    for (std::size_t j = 0; j < part.size(); ++j) {
      if (part[j] == '\\' && j + 1 < part.size())
        plain += part[++j];
      else {
        active |= std::string_view("*?[").find(part[j]) != std::string_view::npos;
        plain += part[j];
      }
    }
    std::vector<std::string> next;
    for (const std::string& path : paths) {
      const std::string front = path.empty() || path.back() == '/' ? path : path + "/";
      if (!active) {
        next.push_back(front + plain);
        continue;
      }
      const std::optional<std::string> folder =
          files.path_of({path.empty() ? "." : path, true, false, false, false});
      if (!folder) continue;
      const ImageFs::Names names = files.list(*folder);
      complete &= names.complete;
      for (const std::string& name : names.names) {
        if (next.size() > kMaxNames) {
          complete = false;
          break;
        }
        if (name[0] == '.' && part[0] != '.') continue;
        const std::optional<bool> matches = matches_pattern(part, name);
        if (!matches)
          complete = false;
        else if (*matches)
          next.push_back(front + name);
      }
    }
    if (active && glob_begin == std::string::npos) glob_begin = at;
    at += 1;
    paths = std::move(next);
  }
  std::vector<RunArgument> result;
  for (std::string& path : paths) {
    const auto absolute = files.path_of({path, true, false, false, false});
    const Found found = absolute ? files.look(*absolute, false) : Found{};
    if (found.presence == Found::Presence::kAbsent) continue;
    if (found.presence == Found::Presence::kMaybe) {
      complete = false;
      continue;
    }
    RunArgument word;
    word.text = std::move(path);
    result.push_back(std::move(word));
  }
  if (!complete) {
    RunArgument rest;
    rest.known = false;
    rest.many = true;
    rest.unlisted = true;
    rest.text = literal.substr(0, std::min(literal.find_first_of("*?["), literal.size()));
    result.push_back(std::move(rest));
  } else if (result.empty()) {
    RunArgument word;
    word.text = literal;
    result.push_back(std::move(word));
  }
  return result;
}

}  // namespace verifull::image
