// The explicit list of what is known about a resolved project: one subject for
// each connection, dropped key, repeated key and load error.
#pragma once

#include <vector>

#include "facts/root_facts.h"
#include "facts/subject.h"
#include "resolve/resolve.h"
#include "source/source_set.h"

namespace verifull::facts {

struct FactInput {
  const resolve::Resolution& resolution;
  const resolve::RailsRules& rules;
  const source::SourceSet& sources;
  int libpq = 0;  // major version; 0 when nothing tells
  bool development = false;  // those of development and test too
  // Of every path that a connection has as sslrootcert; may be null.
  const RootReports* roots = nullptr;
};

std::vector<Subject> subjects_of(const FactInput& input);

// The parts of the list.
Subject connection_subject(const resolve::ResolvedDatabase& database, const FactInput& input);
void add_key_subjects(const resolve::ResolvedDatabase& database, const FactInput& input,
                      std::vector<Subject>& subjects);
void add_pair_subjects(const FactInput& input, std::vector<Subject>& subjects);
Subject error_subject(const resolve::ResolvedDatabase& database, const FactInput& input);

}  // namespace verifull::facts
