// One database in one world: which connection does it open, and does anybody
// check who the server is?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "resolve/environment.h"
#include "resolve/origin.h"
#include "resolve/rails_config.h"
#include "resolve/service_file.h"
#include "resolve/verdict.h"
#include "resolve/world.h"

namespace verifull::resolve {

// Is there a file at the path that sslrootcert names?
enum class RootFile : std::uint8_t { kPresent, kAbsent, kUnknown };

// What the judgement needs to know beside the entry.
struct Surroundings {
  const RailsRules& rules;
  const Environment& variables;
  Unknowns& unknowns;
  int libpq = 0;              // major version; 0 when nothing tells
  std::string pg_version;     // of the pg gem; "" when nothing tells
  bool has_pg_gem = true;     // false: Gemfile.lock is there and lacks it
  bool default_root_possible = false;  // something puts ~/.postgresql/root.crt in place
  std::string_view service_text;       // of pg_service.conf; empty for none
  base::FileId service_file = base::kNoFile;
  // Looks up a path in the project; never leaves it.
  RootFile (*root_file)(const void* context, std::string_view path) = nullptr;
  const void* root_file_context = nullptr;
};

enum class HostKind : std::uint8_t { kNetwork, kLoopback, kSocket };

enum class ParameterSource : std::uint8_t {
  kNone,
  kEntry,         // the configuration hash
  kRequiressl,    // `requiressl`, which replaces sslmode
  kService,
  kPgVariable,
  kDefault,       // compiled into libpq
};

// A libpq parameter after everything has had its say.
struct Parameter {
  std::string text;     // may hold placeholders when !known
  bool known = true;
  ParameterSource source = ParameterSource::kNone;
  Trail trail;
  std::string why;      // of !known: what it hangs on
  bool given() const { return source != ParameterSource::kNone; }
};

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

// PostgreSQL and the adapters built on it.
bool is_postgresql_adapter(std::string_view adapter);

// Loopback: localhost, 127.0.0.0/8, ::1. Socket: a path, or an abstract name.
HostKind host_kind_of(std::string_view host);

}  // namespace verifull::resolve
