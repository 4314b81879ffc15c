// What can be done about a finding: its fix, or an ignore with a reason.
// LSP 3.17, "Code Action Request".
#pragma once

#include "lsp/json.h"
#include "lsp/place.h"

namespace verifull::lsp {

inline constexpr const char* kQuickFix = "quickfix";

// Actions for the findings that the range of `parameters` (CodeActionParams)
// touches. An ignore is offered only where it is sure to hide the finding.
Json code_actions(const Places& places, const App& app, base::FileId file,
                  const Json& parameters);

}  // namespace verifull::lsp
