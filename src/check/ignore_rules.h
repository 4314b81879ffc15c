// The rules about ignores themselves. They are no files of rules/, because what
// they are about is no fact of a connection.
#pragma once

#include <span>

#include "check/rule.h"

namespace verifull::check {

const Rule& ignore_unused();
const Rule& ignore_unknown_rule();
const Rule& ignore_expired();
const Rule& ignore_without_reason();

// By id.
std::span<const Rule> ignore_rules();

}  // namespace verifull::check
