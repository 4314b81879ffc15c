// What the client told about itself in `initialize`. LSP 3.17, "Initialize Request".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lsp/json.h"
#include "lsp/position.h"

namespace verifull::lsp {

struct Client {
  Encoding encoding = Encoding::kUtf16;
  bool pulls_diagnostics = false;  // it asks, so nothing is published
  bool refreshes_diagnostics = false;
  bool related_documents = false;  // in the answer to a pull
  bool refreshes_lenses = false;
  bool registers_watchers = false;
  std::vector<std::string> folders;  // absolute paths
  std::optional<std::int64_t> process;
};

// `parameters` are InitializeParams.
Client read_client(const Json& parameters);

// The first in the client's list that we know; UTF-16, which every client knows,
// when it has none.
Encoding chosen_encoding(const Json& parameters);

}  // namespace verifull::lsp
