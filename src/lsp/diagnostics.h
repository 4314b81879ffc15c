// Findings as diagnostics. LSP 3.17, "Diagnostic".
#pragma once

#include <map>
#include <string>

#include "lsp/json.h"
#include "lsp/place.h"

namespace verifull::lsp {

// By path: each file that the app read is in it, so what was said before about a
// file without findings goes away. Errors of a configuration are diagnostics too
// when they have a place.
std::map<std::string, Json> diagnostics_of(const Places& places);

// What a diagnostic's `data` says about the finding that it is.
Json data_of(const check::Finding& finding);

}  // namespace verifull::lsp
