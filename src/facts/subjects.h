// The explicit list of what is known about a resolved project: one subject for
// each connection, dropped key, repeated key and load error.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "facts/root_advice.h"
#include "facts/root_facts.h"
#include "facts/root_source.h"
#include "facts/subject.h"
#include "pki/base_images.h"
#include "resolve/resolve.h"
#include "resolve/variables.h"
#include "source/source_set.h"

namespace verifull::facts {

// What the image that runs the app says about certificates.
struct ImageTraits {
  const pki::System* system = nullptr;  // nullptr when nobody knows
  bool own_authorities = false;  // more may be in the system's bundle than its package has
  bool bundle_missing = false;   // certainly nothing puts the system's bundle there
};

struct FactInput {
  const resolve::Resolution& resolution;
  const resolve::RailsRules& rules;
  const source::SourceSet& sources;
  int libpq = 0;  // major version; 0 when nothing tells
  bool development = false;  // those of development and test too
  // Of every path that a connection has as sslrootcert; may be null.
  const RootReports* roots = nullptr;
  std::int64_t today = 0;  // in seconds; 0: no date is judged
  ImageTraits image{};
  RootLookup root_source{};
  std::vector<resolve::DotenvInput> dotenv{};
  std::optional<bool> dotenv_loaded{};      // by the application; nullopt when nothing tells
  RootAdviser advise{};
  std::vector<base::FileId> untracked{};    // files that git ignores
};

std::vector<Subject> subjects_of(const FactInput& input);

// The parts of the list.
Subject connection_subject(const resolve::ResolvedDatabase& database, const FactInput& input);
void add_key_subjects(const resolve::ResolvedDatabase& database, const FactInput& input,
                      std::vector<Subject>& subjects);
void add_pair_subjects(const FactInput& input, std::vector<Subject>& subjects);
void add_variable_subjects(const FactInput& input, std::vector<Subject>& subjects);
void add_unknown_subjects(const resolve::ResolvedDatabase& database,
                          std::vector<Subject>& subjects);
Subject error_subject(const resolve::ResolvedDatabase& database, const FactInput& input);

}  // namespace verifull::facts
