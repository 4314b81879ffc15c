#include "lsp/connection_at.h"

#include <algorithm>

namespace verifull::lsp {
namespace {

bool is_whole_line(resolve::OriginKind kind) {
  using resolve::OriginKind;
  return kind == OriginKind::kYaml || kind == OriginKind::kMerge || kind == OriginKind::kDotenv ||
         kind == OriginKind::kDockerfile || kind == OriginKind::kServiceFile;
}

bool is_at(const source::SourceSet& sources, const resolve::Origin& origin, base::FileId file,
           std::uint32_t offset) {
  const base::Span& span = origin.span;
  if (span.file != file) return false;
  if (offset >= span.begin && offset <= span.end) return true;
  const base::LineIndex& lines = sources.at(file).lines;
  return is_whole_line(origin.kind) && lines.line_of(offset) == lines.line_of(span.begin);
}

template <typename Visit>
void for_each_connection(const engine::Analysis& analysis, const Visit& visit) {
  for (const engine::ProjectResult& project : analysis.projects) {
    for (const resolve::Connection& connection : project.connections) visit(project, connection);
  }
}

}  // namespace

std::vector<SettingAt> settings_at(const engine::Analysis& analysis, base::FileId file,
                                   std::uint32_t offset) {
  std::vector<SettingAt> found;
  for_each_connection(analysis, [&](const auto& project, const auto& connection) {
    for (const resolve::Setting& setting : connection.settings) {
      bool here = std::any_of(setting.trail.begin(), setting.trail.end(), [&](const auto& origin) {
        return is_at(analysis.sources, origin, file, offset);
      });
      if (here) found.push_back({&project, &connection, &setting});
    }
  });
  return found;
}

std::vector<ConnectionAt> connections_at(const engine::Analysis& analysis, base::FileId file,
                                         std::uint32_t offset) {
  std::vector<ConnectionAt> found;
  for_each_connection(analysis, [&](const auto& project, const auto& connection) {
    for (const base::Span& span : {connection.span, connection.environment_span}) {
      if (span.file != file || offset < span.begin || offset > span.end) continue;
      found.push_back({&project, &connection});
      break;
    }
  });
  return found;
}

}  // namespace verifull::lsp
