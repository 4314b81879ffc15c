// The few lines of Gemfile.lock that decide how Rails, pg and dotenv behave.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace verifull::parse {

struct LockedGem {
  std::string name;
  std::string version;   // "7.1.3.4"; without the platform
  std::string platform;  // "x86_64-linux" or ""
  base::Span span;       // `name (version)` in the file
};

struct GemfileLock {
  std::vector<LockedGem> gems;            // of the specs: sections, not of nested dependencies
  std::vector<std::string> dependencies;  // direct ones, of DEPENDENCIES

  // The first gem of that name, or nullptr. A gem locked for several platforms
  // stands several times.
  const LockedGem* find(std::string_view name) const;
  bool depends_on(std::string_view name) const;
};

// Reads real lock files and the reduced lists of `name (version)` lines alike;
// lines that are neither are skipped.
GemfileLock parse_gemfile_lock(std::string_view text, base::FileId file);

// "7.1.3" against "7.10": -1, 0, 1, number by number; missing numbers are 0.
int compare_versions(std::string_view a, std::string_view b);

}  // namespace verifull::parse
