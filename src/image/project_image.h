// The image that a project's Dockerfile builds, with the questions that a
// database connection has about it.
//
// Without a Dockerfile the project's own files stand for it: the app then runs
// where they are.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "image/root_file.h"
#include "image/stage_files.h"
#include "source/file_reader.h"

namespace verifull::image {

// Where people keep certificates in a Rails app, from its root.
inline constexpr std::string_view kCertificateFolders[] = {
    "",    "config",     "config/certs", "certs", "config/certificates",
    "config/ssl", "lib", "lib/certs",    "vendor", "ssl",
    "db",  "docker",     "cert",         "config/cert", "public"};

struct ImageInput {
  const source::FileReader& reader;
  std::string root;             // of the project; also where the build context begins
  std::string working_directory;  // absolute; "" when not known
  const parse::Dockerfile* dockerfile = nullptr;  // null: there is none
  std::string_view dockerignore;                  // its text
  base::FileId dockerignore_file = base::kNoFile;
  std::string target;                             // a stage; "" for the last
  std::vector<std::string> runtime_paths;         // provided when it runs, beside the usual ones
};

class ProjectImage {
 public:
  explicit ProjectImage(ImageInput input);

  // The stage that runs; nullptr when there is no Dockerfile, or no such stage.
  const Stage* stage() const { return target_ ? &stages_[*target_] : nullptr; }
  // Its files, likewise.
  const StageFiles* files() const { return target_ ? &files_[*target_] : nullptr; }
  bool has_dockerfile() const { return input_.dockerfile != nullptr; }

  // For whoever says what to write (image/root_remedy.h): the file, its stages in
  // order, the files of each, which one runs, and the project that is built.
  const parse::Dockerfile* dockerfile() const { return input_.dockerfile; }
  const std::vector<Stage>& stages() const { return stages_; }
  const std::vector<StageFiles>& files_of_stages() const { return files_; }
  std::optional<std::size_t> target() const { return target_; }
  const BuildFolder& folder() const { return *folder_; }

  // Absolute: the directory that the app was copied to, not just the last WORKDIR;
  // without an image the project's.
  const std::string& rails_root() const { return rails_root_; }

  // `path` as sslrootcert has it.
  RootReport root_file(std::string_view path) const;
  // ~/.postgresql/root.crt as libpq finds it: by $HOME first since 15, else by the
  // user's entry in /etc/passwd. `libpq` 0: nobody knows which one it is.
  RootReport default_root_file(int libpq) const;

 private:
  RootReport in_project(std::string_view path) const;
  RootReport in_image(const std::string& path) const;
  std::string find_rails_root() const;
  bool runs_from(const std::string& directory) const;
  std::optional<std::string> home(int libpq, std::string& why) const;
  void explain_present(const Found& found, RootReport& report) const;
  void explain_absent(const Found& found, RootReport& report) const;
  bool explain_ignored(RootReport& report) const;
  void find_nearest(RootReport& report) const;
  std::string in_other_stage(const std::string& path) const;
  std::string in_project_folders(const std::string& path) const;

  ImageInput input_;
  Dockerignore ignore_;
  std::shared_ptr<const BuildFolder> folder_;
  std::vector<Stage> stages_;
  std::vector<StageFiles> files_;
  std::optional<std::size_t> target_;
  std::string rails_root_;
};

}  // namespace verifull::image
