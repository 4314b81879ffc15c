#include "engine/glob.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace verifull::engine {

// A row of which ends of `path` are reachable, so that stars cost no more than
// pattern times path.
bool glob_fits(std::string_view pattern, std::string_view path) {
  std::string whole(pattern);
  if (whole.ends_with('/')) whole += "**";
  std::vector<bool> reached(path.size() + 1);
  reached[0] = true;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    bool star = whole[i] == '*';
    bool deep = star && i + 1 < whole.size() && whole[i + 1] == '*';
    bool folders = deep && i + 2 < whole.size() && whole[i + 2] == '/';
    std::vector<bool> next(path.size() + 1);
    bool open = false;  // a star that began before here
    for (std::size_t at = 0; at <= path.size(); ++at) {
      if (star) {
        if (folders) {
          next[at] = reached[at] || (open && path[at - 1] == '/');
          open = open || reached[at];
          continue;
        }
        open = reached[at] || (open && (deep || path[at - 1] != '/'));
        next[at] = open;
      } else if (at > 0 && reached[at - 1]) {
        next[at] = whole[i] == '?' ? path[at - 1] != '/' : whole[i] == path[at - 1];
      }
    }
    if (deep) i += folders ? 2 : 1;
    reached = std::move(next);
  }
  return reached[path.size()];
}

}  // namespace verifull::engine
