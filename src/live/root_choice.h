// The file that a connection's sslrootcert means on this machine.
//
// The configuration names a path where the app runs, mostly inside an image. What the
// image copies it from in the project is taken first, then the same place below the
// project's folder, at last the same path on this machine. Nothing is fetched.
#pragma once

#include <string>
#include <string_view>

#include "facts/root_facts.h"
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
  std::string url;         // of a missing one: what the image fetches it from; or ""
  pki::PemBundle bundle;   // of a file that is there
};

struct RootPlaces {
  std::string rails_root;    // absolute, where the app runs
  std::string project_root;  // absolute, here
  std::string override_file; // --sslrootcert, absolute or `system`; "" for none
  facts::RootReports reports;   // what the image has at those paths
};

// `path` is what libpq would get; `given` false: no sslrootcert at all.
RootChoice choose_root(bool given, bool known, std::string_view path, const RootPlaces& places);

}  // namespace verifull::live
