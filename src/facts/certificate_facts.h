// What is known of the root certificate of a connection and of who signs the
// certificate of its server.
#pragma once

#include <string>

#include "facts/subject.h"
#include "facts/subjects.h"

namespace verifull::facts {

// The provider of the host (host.*), the judgement of the bundle (root.*), the
// system's bundle (root.bundle_of, image.system).
void add_certificate_facts(const resolve::ResolvedDatabase& database, const FactInput& input,
                           Subject& subject);

// The host, when it is one that is known; else "".
std::string known_host(const resolve::Judged& judged);

}  // namespace verifull::facts
