// The files of the project as a build sees them: its context.
//
// Asked for path by path; nothing is listed but what a wildcard of COPY needs.
// Modes are those that git keeps, 0644 and 0755, for a checkout is what is built
// from; which of the two it is makes no difference to who may read a file.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "image/dockerignore.h"
#include "image/image_node.h"
#include "source/file_reader.h"

namespace verifull::image {

class BuildFolder : public LazyFolder {
 public:
  // `root` as in source/path.h. Both must outlive this and what it is put into.
  BuildFolder(const source::FileReader& reader, std::string root, const Dockerignore& ignore)
      : reader_(reader), root_(std::move(root)), ignore_(ignore) {}

  Entry find(std::string_view path) const override;
  std::string project_path(std::string_view path) const override;

  // Is there, whatever .dockerignore says.
  NodeKind kind_in_project(std::string_view path) const;
  Dockerignore::Decision decide(std::string_view path) const { return ignore_.decide(path); }

  // Paths that a source of COPY with wildcards means, sorted, each cut down to
  // what the build sees. `complete`: false when there are too many to look at.
  std::vector<std::string> matching(std::string_view pattern, bool& complete) const;

 private:
  Entry look(const std::string& path) const;
  std::string place(std::string_view path) const;

  const source::FileReader& reader_;
  std::string root_;
  const Dockerignore& ignore_;
  mutable std::unordered_map<std::string, Entry> seen_;
  mutable std::size_t steps_ = 64U << 20;  // of comparing with the patterns
  mutable std::size_t looks_ = 20'000;     // at the disk
};

// A folder of it without what --exclude takes out; its paths begin there.
class PartOfFolder : public LazyFolder {
 public:
  PartOfFolder(std::shared_ptr<const LazyFolder> whole, std::string path,
               std::vector<std::string> excludes);
  Entry find(std::string_view path) const override;
  std::string project_path(std::string_view path) const override;

 private:
  std::string below(std::string_view path) const;

  std::shared_ptr<const LazyFolder> whole_;
  std::string path_;
  Dockerignore excludes_;
};

}  // namespace verifull::image
