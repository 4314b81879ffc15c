#include "resolve/yaml_failure.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

// Whether YAML reads the text when whatever is unknown is empty.
bool reads_without_unknown(std::string_view text) {
  if (parse::is_closed(text)) return false;
  std::string closed;
  for (const parse::TextPart& part : parse::split_placeholders(text)) {
    if (!part.unknown) closed += part.text;
  }
  return !parse::parse_yaml(closed).error;
}

}  // namespace

LoadError yaml_failure(const Rendered& rendered, const parse::YamlError& error) {
  LoadError result;
  bool alias = error.kind == parse::YamlError::Kind::kUnknownAlias;
  // activesupport/lib/active_support/configuration_file.rb turns a
  // Psych::SyntaxError into a RuntimeError, and only that.
  result.ruby_class = alias ? "Psych::BadAlias" : "RuntimeError";
  result.message = alias ? error.message : "YAML syntax error: " + error.message;
  result.span = rendered.source_of(error.offset, error.offset);
  return result;
}

bool hangs_on_unknown(const Rendered& rendered, std::uint32_t offset) {
  if (!rendered.dynamic_lines.empty() || reads_without_unknown(rendered.text)) return true;
  std::string_view text = rendered.text;
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  // YAML often notices a line or two later.
  for (int lines = 0; lines < 3 && begin >= 2; ++lines) begin = text.rfind('\n', begin - 2) + 1;
  std::size_t end = std::min(text.find('\n', offset), text.size());
  return !parse::is_closed(text.substr(begin, end - begin));
}

}  // namespace verifull::resolve
