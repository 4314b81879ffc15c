// What a fix changes, as it may be shown.
#pragma once

#include <string>

#include "fix/fix_all.h"

namespace verifull::app {

// A unified diff of the change, secrets masked.
std::string diff_of(const fix::Change& change, const fix::Result& result);

}  // namespace verifull::app
