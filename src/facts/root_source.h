// Where the file that sslrootcert names comes from, as far as anybody can tell
// without running the app.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/span.h"
#include "pki/pem_bundle.h"

namespace verifull::facts {

struct RootSource {
  std::string file;  // in the project, as shown; "" when it is not there
  const pki::PemBundle* bundle = nullptr;  // what is in it; lives as long as the lookup
  std::string url;       // that the image has it from; "" for none
  base::Span url_place;  // where that is written
  bool pinned = false;   // a digest of it was compared
  bool insecure = false;  // nobody made sure who the server is
};

// `path` is absolute in the image, or relative to the app.
using RootLookup = std::function<RootSource(std::string_view path)>;

}  // namespace verifull::facts
