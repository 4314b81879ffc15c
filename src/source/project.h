// One Rails app as it was found on disk: its files, before anything is parsed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "parse/gemfile_lock.h"

namespace verifull::source {

// A file that discovery looked at, for `--show-files`.
struct FileDecision {
  std::string path;
  bool taken = false;
  std::string reason;  // "database configuration", "ignored by git", …
};

struct DotenvSource {
  std::string name;  // ".env.production.local": decides for which environments it counts
  base::FileId file = base::kNoFile;
  bool ignored_by_git = false;
};

struct Project {
  std::string root;  // relative to the working directory; "." for itself
  base::FileId database_config = base::kNoFile;
  // The file is a stand-in: config/database.yml is absent and this is its
  // .example, .sample … (said in the output).
  bool stand_in = false;
  std::vector<DotenvSource> dotenv;        // by name
  std::optional<base::FileId> dockerfile;  // the one of a Rails app, or --dockerfile
  std::optional<base::FileId> dockerignore;  // the one that counts for it
  std::optional<base::FileId> gemfile_lock;
  std::optional<base::FileId> service_file;
  parse::GemfileLock gems;                     // empty when there is no Gemfile.lock
  std::vector<std::string> environment_names;  // of config/environments/*.rb
};

}  // namespace verifull::source
