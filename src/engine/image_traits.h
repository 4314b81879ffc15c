// What follows from the image that an app is built on, and from what its Dockerfile
// says about PostgreSQL and certificates.
#pragma once

#include <string_view>

#include "facts/subjects.h"
#include "image/stage.h"

namespace verifull::engine {

// Major version of the image's libpq; 0 when it is not known, as where another
// repository of packages is added.
int libpq_of_image(const image::Stage& stage, std::string_view dockerfile);

facts::ImageTraits image_traits(const image::Stage& stage, std::string_view dockerfile);

}  // namespace verifull::engine
