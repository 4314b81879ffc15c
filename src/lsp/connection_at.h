// Which settings of which connections stand at a place, or come from it.
#pragma once

#include <cstdint>
#include <vector>

#include "base/span.h"
#include "engine/analysis.h"
#include "resolve/connection.h"

namespace verifull::lsp {

struct SettingAt {
  const engine::ProjectResult* project = nullptr;
  const resolve::Connection* connection = nullptr;
  const resolve::Setting* setting = nullptr;
};

// A key is meant by all of its line, its value too; a step inside a line (a default
// in an ERB tag, a part of a URL) by its own bytes.
std::vector<SettingAt> settings_at(const engine::Analysis& analysis, base::FileId file,
                                   std::uint32_t offset);

struct ConnectionAt {
  const engine::ProjectResult* project = nullptr;
  const resolve::Connection* connection = nullptr;
};

// Those whose header (the key of the environment, or of the database in it) is there.
std::vector<ConnectionAt> connections_at(const engine::Analysis& analysis, base::FileId file,
                                         std::uint32_t offset);

}  // namespace verifull::lsp
