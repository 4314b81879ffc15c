// What the exit codes say. A contract with hooks and CI jobs.
#pragma once

namespace verifull::app {

// Nothing wrong at or above --fail-level, or nothing there to look at.
inline constexpr int kClean = 0;

// There are findings at or above --fail-level.
inline constexpr int kFindings = 1;

// The program was called wrongly: an unknown option or command, a value that an
// option does not take, broken configuration. Nothing was checked.
inline constexpr int kUsage = 2;

// The run itself failed: something could not be read or written, or the program
// has a defect. What was found so far is still shown; it may not be everything,
// so this beats kFindings.
inline constexpr int kFailed = 3;

// `live` only: something could not be found out, and nothing is known to be wrong.
inline constexpr int kUndecided = 4;

}  // namespace verifull::app
