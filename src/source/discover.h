// From the PATHs of the command line to the Rails apps below them, their files
// read: the first stage of every command.
//
// Which folders are walked is said in source/walk.h, which file is the database
// configuration in source/database_variants.h, which Dockerfile counts in
// source/dockerfile_choice.h. What git ignores is not discovered, with two
// exceptions that Rails would make too: the configuration of an app that is not
// ignored itself, and the `.env` files beside it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "source/file_reader.h"
#include "source/git_ignore.h"
#include "source/project.h"
#include "source/source_set.h"
#include "source/walk.h"

namespace verifull::source {

// One of `count` parts of all apps, counted from 1.
struct Shard {
  std::size_t index = 1;
  std::size_t count = 1;
};

struct DiscoverOptions {
  // Absolute: source::working_directory(). With an empty one, absolute PATHs are
  // shown as such and nothing above "." is looked at.
  std::string working_directory;
  std::string dockerfile;            // --dockerfile, of every app; empty: found by name
  AskGit ask_git = source::ask_git;  // null: git is not asked
  WalkLimits limits;
  Shard shard;  // the files of apps in other parts are not read
};

struct Discovery {
  std::vector<Project> projects;        // by root, then by path of the configuration
  std::vector<FileDecision> decisions;  // by path, each path once
  // What could not be found, listed or read; all else was. In order of the text.
  std::vector<base::Error> errors;
  std::size_t elsewhere = 0;  // apps in other shards
};

// No PATH at all means ".". Texts go to `sources`; a file that cannot be read is
// an error, and without its database configuration an app is no project.
Discovery discover(const std::vector<std::string>& paths, const DiscoverOptions& options,
                   const FileReader& reader, SourceSet& sources);

}  // namespace verifull::source
