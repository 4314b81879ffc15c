// What would do as root certificate, as far as anybody can tell without running the app.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/span.h"
#include "image/root_remedy.h"

namespace verifull::facts {

struct RootAdvice {
  // What to write as `sslrootcert`: the path of a file, a tag of ERB for one in the app's
  // folder. "" when there is nothing to write.
  std::string write;
  // The file is there, the app may read it, and it verifies the host. Otherwise `write` is
  // where the authorities that most hosts have usually are.
  bool certain = false;
  // The provider's own authorities, which nothing in the image has, and where ADD would put
  // them; "" when there is no such URL, or no image.
  std::string download;
  std::string download_path;
};

struct RootAdviser {
  std::function<RootAdvice(std::string_view host)> for_host;  // "": the host is not known
  std::function<image::RootRemedy(const image::RootReport& report)> for_file;
  std::string rails_root;  // in the image
  base::Span copies;  // image/root_remedy.h, behind_copies()
  base::Span start;   // start_of_stage()
};

}  // namespace verifull::facts
