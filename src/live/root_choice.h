// The file that a connection's sslrootcert means on this machine.
//
// The configuration names a path where the app runs, mostly inside an image. Here it
// is looked for in the project first: below Rails.root, and where the image has the
// file from.
#pragma once

#include <string>
#include <string_view>

#include "pki/pem_bundle.h"

namespace verifull::live {

enum class RootState {
  kNone,        // none is configured
  kSystem,      // the word `system`
  kThere,       // `file` can be given to libpq, whatever is in it
  kMissing,
  kUnreadable,  // there, and this user may not read it
  kUnknown,     // the path hangs on something that is not known
};

struct RootChoice {
  RootState state = RootState::kNone;
  std::string configured;  // as the configuration says
  std::string file;        // absolute, on this machine
  std::string note;        // a clause when that is not the same place; "" when it is
  pki::PemBundle bundle;   // of a file that is there
};

struct RootPlaces {
  std::string rails_root;    // absolute, where the app runs
  std::string project_root;  // absolute, here
  std::string override_file; // --sslrootcert, absolute or `system`; "" for none
};

// `path` is what libpq would get; `given` false: no sslrootcert at all.
RootChoice choose_root(bool given, bool known, std::string_view path, const RootPlaces& places);

}  // namespace verifull::live
