// The files of one Rails app, by name: nothing is read here but folders.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "source/file_reader.h"
#include "source/project.h"

namespace verifull::source {

struct AppFiles {
  std::string root;
  std::string database_config;
  bool stand_in = false;
  std::string reason;               // why database_config was taken
  std::vector<std::string> dotenv;  // names that dotenv could load, sorted
  std::string dockerfile;           // paths; empty when there is none
  std::string gemfile_lock;
  std::string service_file;
  std::vector<std::string> environment_names;  // sorted
  // The nearest folder with a `.git`, as shown; empty when there is none.
  std::string repository;
  // The user named this app, or its folder: that git ignores it does not matter.
  bool named = false;
};

// What was decided on the way, and what could not be listed.
struct Notes {
  std::vector<FileDecision> decisions;
  std::vector<base::Error> errors;

  void taken(std::string path, std::string_view reason);
  void left(std::string path, std::string_view reason);
};

// A folder `root` and the folder `config` in it, both listed.
struct AppFolder {
  const FileReader& reader;
  std::string root;
  const Listing& entries;
  std::string config;  // path
  const Listing& config_entries;
};

// Files that could be the database configuration, as paths, the best first. The
// folders config/database/ and config/examples/ count when `config` itself has
// none.
std::vector<std::string> database_candidates(const AppFolder& app, Notes& notes);

// Everything else of the app, around the configuration candidates[chosen]. The
// decisions about companions are noted; that about the configuration is in
// `reason` of the result, because git may still have a say.
AppFiles collect_app_files(const AppFolder& app, const std::vector<std::string>& candidates,
                           std::size_t chosen, bool named, Notes& notes);

}  // namespace verifull::source
