// What a person would write: facts that only fixes ask for.
#pragma once

#include "facts/subjects.h"

namespace verifull::facts {

// After the facts about the root certificate, which it looks at.
void add_remedy_facts(const resolve::ResolvedDatabase& database, const FactInput& input,
                      Subject& subject);

}  // namespace verifull::facts
