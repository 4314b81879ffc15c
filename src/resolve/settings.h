// What may be shown of a judged entry: its settings with trails, secrets masked,
// and what of them reaches libpq.
#pragma once

#include "resolve/connection.h"
#include "resolve/judge.h"
#include "resolve/unknowns.h"
#include "resolve/world.h"

namespace verifull::resolve {

// Fills settings, libpq and ignored of `connection`. `guard` are the answers of
// the world that `judged` was found in.
void show_settings(const Judged& judged, const Guard& guard, const Unknowns& unknowns,
                   int libpq_version, Connection& connection);

}  // namespace verifull::resolve
