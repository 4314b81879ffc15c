// What is known of the file that sslrootcert names.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "facts/subject.h"
#include "image/root_file.h"
#include "resolve/resolve.h"

namespace verifull::facts {

// By path as sslrootcert has it.
using RootReports = std::map<std::string, image::RootReport, std::less<>>;

// What libpq makes of it (fe-secure-openssl.c, initialize_SSL): a file that it
// can't stat() is none, one that it can't load is an error.
resolve::RootFile outcome_of(const image::RootReport& report);

// "ADD https://… (Dockerfile:66), 0600 root → chmod +r (Dockerfile:67)" without the
// places: the steps joined by arrows.
std::string way_of(const image::RootReport& report);

// "root", "uid 1000", "app".
std::string owner_word(const image::Owner& owner);

// `root.…` and its places; nothing when the connection names no root certificate,
// or one whose path is not known, or `system`.
void add_root_facts(const resolve::ResolvedDatabase& database, const RootReports* reports,
                    Subject& subject);

}  // namespace verifull::facts
