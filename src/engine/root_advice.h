// Looks for a file that would do as root certificate for a host.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/root_files.h"
#include "facts/root_advice.h"
#include "facts/subjects.h"
#include "image/project_image.h"
#include "pki/providers.h"
#include "source/file_reader.h"

namespace verifull::engine {

class RootSearch {
 public:
  // All must outlive this. `project` is the project's folder; `today` in seconds.
  RootSearch(const image::ProjectImage& image, const facts::ImageTraits& traits,
             const source::FileReader& reader, const std::string& project, RootFiles& files,
             std::int64_t today)
      : image_(image), traits_(traits), reader_(reader), project_(project), files_(files),
        today_(today) {}

  facts::RootAdvice advise(const std::string& host);

 private:
  facts::RootAdvice look(const std::string& host);
  bool will_do(const std::string& path, const std::string& host);
  const std::vector<std::string>& candidates();
  std::string written(const std::string& path) const;

  const image::ProjectImage& image_;
  const facts::ImageTraits& traits_;
  const source::FileReader& reader_;
  const std::string& project_;
  RootFiles& files_;
  std::int64_t today_;
  bool searched_ = false;
  std::vector<std::string> candidates_;  // paths in the image, or below Rails.root
  std::map<std::string, facts::RootAdvice> known_;
};

}  // namespace verifull::engine
