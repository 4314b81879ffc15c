// What stands under the cursor, resolved. LSP 3.17, "Hover Request".
#pragma once

#include <cstdint>

#include "lsp/json.h"
#include "lsp/place.h"

namespace verifull::lsp {

// On a setting: what each environment that uses it resolves to and from where; on
// an environment: its verdict and all that libpq gets; on an ignore comment: the
// pages of its rules. Markdown, secrets masked. null where there is nothing to say.
Json hover(const Places& places, base::FileId file, std::uint32_t offset);

}  // namespace verifull::lsp
