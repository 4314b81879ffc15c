// Where a value comes from, in words.
#pragma once

#include <string>
#include <vector>

#include "resolve/origin.h"
#include "source/source_set.h"

namespace verifull::report {

// "Dockerfile:65 ENV RDS_CA_BUNDLE", "config/database.yml:20", "libpq default";
// safe to print.
std::string origin_text(const source::SourceSet& sources, const resolve::Origin& origin);

// One text for each step, nearest to the value first; equal neighbours are one.
std::vector<std::string> trail_texts(const source::SourceSet& sources, const resolve::Trail& trail);

}  // namespace verifull::report
