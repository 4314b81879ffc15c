// One database in one world: which connection does it open, and does anybody
// check who the server is?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "resolve/adapters.h"
#include "resolve/environment.h"
#include "resolve/origin.h"
#include "resolve/rails_config.h"
#include "resolve/parameter.h"
#include "resolve/verdict.h"
#include "resolve/world.h"

namespace verifull::resolve {

struct Judged {
  Entry entry;            // values forced as far as the judgement needed them
  std::string adapter;    // "" when unknown
  bool postgresql = false;
  HostKind host_kind = HostKind::kNetwork;
  Parameter sslmode;      // only when the connection goes over the network
  Parameter sslrootcert;
  RootFile root_file = RootFile::kUnknown;
  Verdict verdict = Verdict::kUnknown;
  std::string why;
  std::optional<LoadError> error;
  // This world supposes something that nobody means: an empty variable, a
  // DATABASE_URL over a host that the file gives. It counts for what the verdict
  // hangs on, not for the verdict.
  bool secondary = false;
  // A mode in a service file that pg's compiled defaults beat; empty for none.
  Parameter stranded_service;
  bool sslmode_lost = false;      // the key is there, but came out nil because of a variable
  bool sslrootcert_lost = false;
};

Judged judge(const RawEntry& raw, const Surroundings& around, World& world);

// The entry with only those keys that the verdict can hang on: enough to find out
// which worlds there are, and much less to copy into each.
RawEntry decisive_part(const RawEntry& raw);

}  // namespace verifull::resolve
