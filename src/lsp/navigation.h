// Ways from one place to another: definitions, lenses, links.
#pragma once

#include <cstdint>

#include "lsp/json.h"
#include "lsp/place.h"

namespace verifull::lsp {

// The line that gives the setting under the cursor its value: ENV of a Dockerfile,
// a line of a `.env` file, the anchor's key. Locations; [] when there is none
// elsewhere.
Json definition(const Places& places, base::FileId file, std::uint32_t offset);

// The verdict above each environment, each database where there are several.
Json code_lenses(const Places& places, base::FileId file);

// The certificate files that a database configuration names and the project has.
Json document_links(const Places& places, base::FileId file);

}  // namespace verifull::lsp
