// Finding the Rails apps below the PATHs of the command line.
//
// An app is a folder with a database configuration in its folder `config`.
// Symbolic links to folders are not walked. Not looked into: hidden folders,
// node_modules, log, tmp and vendor/bundle, which hold nothing written for this
// repository and are most of its files. Looked into, but only to say so, are
// folders whose apps never run in production: spec, test, tests, vendor,
// templates, generators. Both lists count below a PATH only, so naming such a
// folder, or one in it, takes it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "source/app_files.h"

namespace verifull::source {

struct WalkLimits {
  std::size_t depth = 64;           // folders below a PATH
  std::size_t entries = 1'000'000;  // files and folders, over all PATHs
};

class AppSearch {
 public:
  AppSearch(const FileReader& reader, std::string working_directory, WalkLimits limits);

  // `given` as on the command line: a folder to walk, or a file that selects its
  // app. Nothing there, or neither of both: an error.
  void add(const std::string& given);

  // In the order of discovery; an app that two PATHs reach is there twice.
  std::vector<AppFiles>& apps() { return apps_; }
  Notes& notes() { return notes_; }

 private:
  struct Pending {
    std::string path;
    std::string repository;
    std::size_t depth = 0;
    const char* excluded = nullptr;  // the sentence, once below such a folder
  };

  void add_file(const std::string& path);
  void add_folder(const std::string& path);
  void add_missing(const std::string& given);
  void add_database_file(const std::string& path);
  void add_companion(const std::string& path);
  // The app in the folder `root`, whose configuration is `named` when that isn't
  // empty. False when there is none.
  bool take_app(const std::string& root, const std::string& config, const std::string& named);

  void walk(Pending start);
  void visit(const Pending& at);
  void visit_entry(const Pending& at, const Listing::Entry& entry);
  void visit_config(const Pending& at, const Listing& entries);
  void take_or_leave(const Pending& at, const AppFolder& app);
  void push(const Pending& at, std::string_view name);
  bool list(const std::string& path, bool given, Listing& listing);

  std::string name_of(const std::string& path) const;
  std::string repository_of(const std::string& folder) const;

  const FileReader& reader_;
  std::string working_directory_;
  WalkLimits limits_;
  std::size_t entries_ = 0;
  std::string start_;  // the PATH that is being walked
  std::vector<Pending> pending_;
  std::vector<AppFiles> apps_;
  Notes notes_;
};

}  // namespace verifull::source
