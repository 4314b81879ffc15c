// Places of a database in its files, and the trail of its settings.
#pragma once

#include <string>

#include "facts/subject.h"
#include "facts/subjects.h"
#include "resolve/resolve.h"

namespace verifull::facts {

// environment.header, database.header, url.pair and adapter.pair (only when they
// stand in the database's own mapping), and `<setting>.key`, `.value`, `.pair` of
// every setting that a file gives.
void add_places(const resolve::ResolvedDatabase& database, Subject& subject);

// The steps of sslmode, sslrootcert, host and the URL through all files.
void add_trail(const resolve::ResolvedDatabase& database, Subject& subject);

// "host db.example.com, port 5432, sslmode require (config/database.yml:27), …"
std::string resolved_line(const resolve::ResolvedDatabase& database, const FactInput& input);

// From the first byte of `key` to the last of `value`, when they stand in one file
// in that order; else the key.
base::Span pair_span(const base::Span& key, const base::Span& value);

}  // namespace verifull::facts
