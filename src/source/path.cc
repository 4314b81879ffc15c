#include "source/path.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace verifull::source {
namespace {

bool is_absolute(std::string_view path) { return !path.empty() && path.front() == '/'; }

std::vector<std::string_view> components(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    bool up = part == "..";
    if (up && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!up || !is_absolute(path)) {
      parts.push_back(part);
    }
  }
  return parts;
}

// How many `..` a path begins with.
std::size_t ups_of(std::string_view path) {
  std::size_t ups = 0;
  while (path == ".." || path.starts_with("../")) {
    path.remove_prefix(path == ".." ? 2 : 3);
    ++ups;
  }
  return ups;
}

bool is_only_ups(std::string_view path) { return path == ".." || path.ends_with("/.."); }

std::string path_of(const std::vector<std::string_view>& parts, bool absolute) {
  std::string path;
  for (std::string_view part : parts) {
    if (absolute || !path.empty()) path += '/';
    path += part;
  }
  if (path.empty()) path = absolute ? "/" : ".";
  return path;
}

}  // namespace

std::string normalised(std::string_view path) {
  return path_of(components(path), is_absolute(path));
}

std::string shown_path(std::string_view path, std::string_view working_directory) {
  if (working_directory.empty()) return normalised(path);
  std::string absolute = is_absolute(path) ? std::string(path) : join_path(working_directory, path);
  std::vector<std::string_view> to = components(absolute);
  std::vector<std::string_view> from = components(working_directory);
  auto [a, b] = std::mismatch(to.begin(), to.end(), from.begin(), from.end());
  std::vector<std::string_view> parts(static_cast<std::size_t>(from.end() - b), "..");
  parts.insert(parts.end(), a, to.end());
  return path_of(parts, false);
}

std::string absolute_path(std::string_view path, std::string_view working_directory) {
  if (is_absolute(path) || working_directory.empty()) return normalised(path);
  return normalised(join_path(working_directory, path));
}

std::string join_path(std::string_view directory, std::string_view name) {
  std::string path;
  if (directory == ".") return path.assign(name);
  path.reserve(directory.size() + 1 + name.size());
  path.append(directory);
  if (directory != "/") path += '/';
  return path.append(name);
}

std::string child_path(std::string_view directory, std::string_view name,
                       std::string_view working_directory) {
  if (!is_only_ups(directory)) return join_path(directory, name);
  return shown_path(join_path(absolute_path(directory, working_directory), name),
                    working_directory);
}

std::string parent_path(std::string_view path) {
  if (path == ".") return "..";
  if (is_only_ups(path)) return std::string(path) + "/..";
  std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

std::string_view base_name(std::string_view path) {
  std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_within(std::string_view path, std::string_view directory) {
  if (path == directory) return true;
  if (directory == "/") return is_absolute(path);
  if (directory == ".") return !is_absolute(path) && ups_of(path) == 0;
  if (is_only_ups(directory)) return !is_absolute(path) && ups_of(path) <= ups_of(directory);
  return path.size() > directory.size() && path.starts_with(directory) &&
         path[directory.size()] == '/';
}

std::string_view path_within(std::string_view path, std::string_view directory) {
  if (path == directory) return ".";
  if (directory == ".") return path;
  return path.substr(directory == "/" ? 1 : directory.size() + 1);
}

std::string moved_path(std::string_view path, std::string_view from, std::string_view to) {
  if (!is_absolute(path)) return normalised(join_path(to, path));
  std::string whole = normalised(path);
  if (from.empty() || !is_within(whole, from)) return "";
  return normalised(join_path(to, path_within(whole, from)));
}

}  // namespace verifull::source
