// libpq parameters that the configuration does not give itself: from PG*
// variables and service files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"
#include "resolve/config_value.h"
#include "resolve/environment.h"
#include "resolve/origin.h"
#include "resolve/rails_rules.h"
#include "resolve/service_file.h"
#include "resolve/unknowns.h"
#include "resolve/world.h"

namespace verifull::resolve {

// Is there a file at the path that sslrootcert names?
enum class RootFile : std::uint8_t {
  kPresent,
  kAbsent,      // or as good as that: in a directory that the user may not search
  kUnreadable,  // it is there, and cannot be loaded
  kUnknown,
};

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
  std::string service_path;            // absolute, where the app runs
  // Looks up a path in the project; never leaves it.
  RootFile (*root_file)(const void* context, std::string_view path) = nullptr;
  const void* root_file_context = nullptr;
};

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

// A value of the configuration as a parameter.
Parameter parameter_of(const ConfigValue& value, const Unknowns& unknowns);

// What libpq finds in its environment. `supposed` becomes true when the world had to
// suppose that an unknown variable is set.
Parameter parameter_from_variable(std::string_view name, const Surroundings& around, World& world,
                                  bool& supposed);

// The service that a connection takes parameters from.
struct ServiceChoice {
  bool named = false;
  bool by_variable = false;  // PGSERVICE, not the configuration
  std::string name;
  Service section;
  std::string elsewhere;     // why nothing is known of it; "" when all is
};

// The `service` key decides, even when it is empty; else PGSERVICE (fe-connect.c,
// parseServiceInfo).
ServiceChoice choose_service(const ConfigValue& key, const Surroundings& around);

// What the service gives. A mode that pg's defaults beat comes back in `stranded`.
Parameter parameter_from_service(std::string_view key, const ServiceChoice& service,
                                 const Surroundings& around, Parameter& stranded);

}  // namespace verifull::resolve
