// What a person would write into the Dockerfile so that the app finds its root
// certificate, and may read it.
//
// Only what is certain: a file that a stage or the project has for sure, and the one
// step that decides about its mode. Whether it is enough is for the caller to try.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "image/project_image.h"

namespace verifull::image {

struct RootRemedy {
  // Of a file that the app may not read: the ADD or COPY that brings it, and nothing else.
  base::Span copied;
  // Of one that is not there. An instruction that copies it from another stage or from
  // the project; "" for none.
  std::string copy;
  // The only other path at which the image has a file of this name.
  std::string elsewhere;
  // What lets it in where .dockerignore keeps it out, and the line that does so.
  std::string exception;
  base::Span ignored_by;
};

RootRemedy root_remedy(const ProjectImage& image, const RootReport& report);

// The instruction of the running stage behind which another COPY would stand: its last
// COPY or ADD, else WORKDIR, else FROM. Not known without an image.
base::Span behind_copies(const ProjectImage& image);

// FROM of the running stage, when commands behind it run as root for certain.
base::Span start_of_stage(const ProjectImage& image);

// Where the image certainly has this file of the project, with nothing else in it; "" when it
// does not, and without a Dockerfile the place in the project.
std::string path_of_project_file(const ProjectImage& image, const std::string& relative);

}  // namespace verifull::image
