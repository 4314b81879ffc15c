// What can be done about a finding: its fix, or an ignore with a reason.
// LSP 3.17, "Code Action Request".
#pragma once

#include "lsp/json.h"
#include "lsp/place.h"

namespace verifull::lsp {

inline constexpr const char* kQuickFix = "quickfix";
inline constexpr const char* kFixAll = "source.fixAll.verifull";

// Actions for the findings on the lines that the range of `parameters`
// (CodeActionParams) touches, and where it is asked for by name all safe fixes of the
// app at once. A fix has been tried before it is offered, an ignore too.
Json code_actions(const Places& places, const App& app, base::FileId file,
                  const Json& parameters);

}  // namespace verifull::lsp
