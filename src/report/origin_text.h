// Where a value comes from, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/origin.h"
#include "source/source_set.h"

namespace verifull::report {

// "Dockerfile:65 ENV RDS_CA_BUNDLE", "config/database.yml:20", "libpq default";
// safe to print. Paths are those within `root`, the project's folder.
std::string origin_text(const source::SourceSet& sources, std::string_view root,
                        const resolve::Origin& origin);

// One text for each step, nearest to the value first; equal neighbours are one.
std::vector<std::string> trail_texts(const source::SourceSet& sources, std::string_view root,
                                     const resolve::Trail& trail);

// The path of a file as seen from `root`; the whole path when it is not in it.
std::string path_in(std::string_view root, const std::string& path);

}  // namespace verifull::report
