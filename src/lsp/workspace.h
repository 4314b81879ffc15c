// What is open in the editor and what is known about the apps around it.
//
// Unsaved texts lie over the disk for every file that an app is made of, so a
// change to `.env` counts for database.yml before it is saved. An app is analysed
// again as a whole when one of its files changes: that takes a few milliseconds,
// and an analysis that was kept up to date in parts could be wrong.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/rule.h"
#include "engine/analysis.h"
#include "fix/fix_all.h"
#include "source/file_reader.h"

namespace verifull::lsp {

struct Document {
  std::string uri;  // as the client writes it
  std::string text;
  std::int64_t version = 0;
};

struct App {
  std::string config;  // path of its database configuration
  engine::Analysis analysis;
  bool stale = false;
};

class Workspace {
 public:
  // `disk` must outlive it. Paths are relative to options.working_directory.
  Workspace(engine::Options options, std::vector<const check::Rule*> rules,
            const source::FileReader& disk);

  // Of paths as source::shown_path() gives them.
  void open(const std::string& path, Document document);
  void change(const std::string& path, std::string text, std::int64_t version);
  // The app is forgotten with the last of its open documents.
  void close(const std::string& path);
  const Document* document(const std::string& path) const;
  const std::map<std::string, Document>& documents() const { return documents_; }

  // Something on disk may be different.
  void touch();

  // Analyses what is out of date. Whatever is asked after that is answered from
  // the same state of all files.
  void refresh();

  const std::vector<std::unique_ptr<App>>& apps() const { return apps_; }
  // The app that has read this file; null when none has.
  const App* app_of(std::string_view path) const;

  // What an app would be with other texts of some files, by path; for trying edits.
  engine::Analysis try_texts(const App& app, const std::map<std::string, std::string>& texts) const;
  // All safe fixes of an app that do what they promise, made in memory.
  fix::Result fixed(const App& app) const;

  engine::Options& options() { return options_; }
  const engine::Options& options() const { return options_; }
  std::string absolute(std::string_view path) const;
  bool is_file(const std::string& path) const;

 private:
  engine::Analysis analyze(const std::string& path,
                           const std::map<std::string, std::string>& other_texts) const;
  void find_app_of(const std::string& path);
  bool has_open_document(const App& app) const;
  void mark_stale(const std::string& path);

  engine::Options options_;
  std::vector<const check::Rule*> rules_;
  const source::FileReader& disk_;
  std::map<std::string, Document> documents_;  // by path
  std::vector<std::string> homeless_;          // opened, and their app not looked for yet
  std::vector<std::unique_ptr<App>> apps_;
};

}  // namespace verifull::lsp
