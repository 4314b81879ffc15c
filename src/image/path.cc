#include "image/path.h"

#include "base/text.h"

namespace verifull::image {
namespace {

// `path` has no slash at its end, and is empty for the root.
void add_part(std::string& path, std::string_view part) {
  if (part.empty() || part == ".") return;
  if (part != "..") {
    path += '/';
    path += part;
  } else if (!path.empty()) {
    path.erase(path.rfind('/'));
  }
}

}  // namespace

std::string join_path(std::string_view directory, std::string_view path) {
  bool absolute = !path.empty() && path[0] == '/';
  std::string result(absolute || directory == "/" ? "" : directory);
  for (std::string_view part : base::split(path, '/')) add_part(result, part);
  return result.empty() ? "/" : result;
}

}  // namespace verifull::image
