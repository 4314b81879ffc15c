// What is known of the files of an image that is not in the repository.
#pragma once

#include <string_view>

#include "image/image_fs.h"

namespace verifull::image {

// An image of Docker's official library that has nothing outside the folders of
// the File System Hierarchy Standard: `ruby:3.3-slim`, `docker.io/library/debian`.
// What such an image does not have at the top, it does not have.
bool is_official_image(std::string_view image);

// The folders that every distribution has, with the modes they have there (Debian,
// Alpine and Fedora agree on all but /root, which is 0700 or 0550: closed). What is
// in them is maybe there. `why` says which image it is.
ImageFs files_of_image(std::string_view image, const Cause& why);

}  // namespace verifull::image
