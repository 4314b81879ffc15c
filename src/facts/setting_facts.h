// Settings beside sslmode and sslrootcert that rules ask about.
#pragma once

#include "facts/subject.h"
#include "facts/subjects.h"

namespace verifull::facts {

// tls.*, sslkeylogfile, gssencmode, password.*, override.variable.
void add_setting_facts(const resolve::ResolvedDatabase& database, const FactInput& input,
                       Subject& subject);

}  // namespace verifull::facts
