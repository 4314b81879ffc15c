// The certificate files of one project, each read once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "facts/root_source.h"
#include "image/root_file.h"
#include "pki/pem_bundle.h"
#include "source/file_reader.h"

namespace verifull::engine {

class RootFiles {
 public:
  // `project` is the project's folder, `rails_root` where it is when it runs. Both and
  // the reader must outlive this.
  RootFiles(const source::FileReader& reader, const std::string& project,
            const std::string& rails_root)
      : reader_(reader), project_(project), rails_root_(rails_root) {}

  // What the image has at the path: a file of the project, or a download. Where the image
  // does not tell for certain, a path below Rails.root is looked up in the project.
  facts::RootSource find(std::string_view path, const image::RootReport& report);

 private:
  // `here` as seen from here; nothing outside of the project.
  facts::RootSource in_project(const std::string& here);

  const source::FileReader& reader_;
  const std::string& project_;
  const std::string& rails_root_;
  std::map<std::string, std::optional<pki::PemBundle>> bundles_;  // by local path
};

}  // namespace verifull::engine
