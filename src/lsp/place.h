// Spans of an analysis as the client's ranges and locations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/span.h"
#include "engine/analysis.h"
#include "lsp/json.h"
#include "lsp/position.h"
#include "lsp/workspace.h"

namespace verifull::lsp {

class Places {
 public:
  // Both must outlive it.
  Places(const Workspace& workspace, const engine::Analysis& analysis, Encoding encoding)
      : workspace_(workspace), analysis_(analysis), encoding_(encoding) {}

  // Spans must be known.
  Json range(const base::Span& span) const;
  Json location(const base::Span& span) const;
  // As the client named the file, when it has it open.
  std::string uri(base::FileId file) const;
  std::string uri(const std::string& path) const;

  // The byte in a file of the analysis; nullopt when `position` is no position.
  std::optional<std::uint32_t> offset(base::FileId file, const Json& position) const;

  const engine::Analysis& analysis() const { return analysis_; }
  const Workspace& workspace() const { return workspace_; }

 private:
  Lines lines(base::FileId file) const;

  const Workspace& workspace_;
  const engine::Analysis& analysis_;
  Encoding encoding_;
};

}  // namespace verifull::lsp
