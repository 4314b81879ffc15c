// Filling in what a value left open, in one world.
#pragma once

#include "resolve/config_value.h"
#include "resolve/unknowns.h"
#include "resolve/world.h"

namespace verifull::resolve {

// `text` with its deferred parts decided; variables and expressions that stay
// unknown keep their placeholders. Throws Raised (resolve/evaluate.h) where the
// chosen alternative does. Adds to `trail` what the chosen alternatives were made of.
std::string force_text(const std::string& text, const Unknowns& unknowns, World& world,
                       Trail& trail);

// The value with its deferred parts decided and, if nothing in it is unknown any
// more, typed as YAML would.
ConfigValue force(const ConfigValue& value, const Unknowns& unknowns, World& world);

}  // namespace verifull::resolve
