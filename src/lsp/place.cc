#include "lsp/place.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "lsp/uri.h"

namespace verifull::lsp {
namespace {

Json position_json(const Position& position) {
  return {{"line", position.line}, {"character", position.character}};
}

std::uint32_t clamped(std::int64_t number) {
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 0, kMost));
}

}  // namespace

Lines Places::lines(base::FileId file) const {
  const source::SourceFile& source = analysis_.sources.at(file);
  const Document* document = workspace_.document(source.path);
  bool mark = document != nullptr && document->text.starts_with(base::kByteOrderMark);
  return {source.text, source.lines, encoding_, mark};
}

Json Places::range(const base::Span& span) const {
  Lines of_file = lines(span.file);
  return {{"start", position_json(position_at(of_file, span.begin))},
          {"end", position_json(position_at(of_file, span.end))}};
}

Json Places::location(const base::Span& span) const {
  return {{"uri", uri(span.file)}, {"range", range(span)}};
}

std::string Places::uri(base::FileId file) const { return uri(analysis_.sources.at(file).path); }

std::string Places::uri(const std::string& path) const {
  const Document* document = workspace_.document(path);
  return document != nullptr ? document->uri : uri_of(workspace_.absolute(path));
}

std::optional<std::uint32_t> Places::offset(base::FileId file, const Json& position) const {
  std::optional<std::int64_t> line = number_at(position, {"line"});
  std::optional<std::int64_t> character = number_at(position, {"character"});
  if (!line || !character || *line < 0 || *character < 0) return std::nullopt;
  return offset_at(lines(file), {clamped(*line), clamped(*character)});
}

}  // namespace verifull::lsp
