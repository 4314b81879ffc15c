// Of all findings those that a change has something to do with.
//
// Both states are resolved as a whole, so that what a file says about a line in
// another one counts for both. A finding stays when
// - the state before does not have it, by fingerprint and path; or has it ignored, less
//   severe, with a better verdict, under other conditions or with another message: the
//   change brings it about, wherever it is; or
// - one of its places is on a line that the change touched: its own, or one of the
//   places on the road to it.
// What is moved to another path counts as new. Everything else was there before and
// would be there without the change.
#pragma once

#include "engine/analysis.h"

namespace verifull::engine {

// Takes the others out of `now` and counts the active ones among them in
// Analysis::untouched.
void keep_changed(const Analysis& before, Analysis& now);

}  // namespace verifull::engine
