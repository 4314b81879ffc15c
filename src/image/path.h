// Paths inside an image.
#pragma once

#include <string>
#include <string_view>

namespace verifull::image {

// `path` seen from `directory`, as an absolute path without `.`, `..`, doubled or
// trailing slashes; `directory` is such a path already. `..` is taken by the
// letter, as Go's path.Clean does; links are not known here.
std::string join_path(std::string_view directory, std::string_view path);

}  // namespace verifull::image
