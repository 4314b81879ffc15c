// What Gemfile.lock says about the programs that will run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/dotenv.h"
#include "parse/gemfile_lock.h"
#include "resolve/rails_rules.h"

namespace verifull::engine {

struct Versions {
  resolve::RailsRules rails;
  std::string rails_from;      // "--rails", "Gemfile.lock", "assumed"
  std::string pg;              // version of the pg gem; "" when nothing tells
  bool has_pg_gem = true;      // false: there is a lock file, without it
  int libpq = 0;               // of a precompiled pg gem; 0 when nothing tells
  bool dotenv_loaded = false;
  parse::DotenvDialect dotenv = parse::DotenvDialect::kDotenv31;
  std::vector<std::string> assumptions;  // whole sentences
};

// `asked` is --rails, already known to be a version, or "".
Versions versions_of(const parse::GemfileLock& lock, bool has_lock, bool has_dotenv_files,
                     std::string_view asked);

}  // namespace verifull::engine
