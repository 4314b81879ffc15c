#include "resolve/force.h"

#include <iterator>
#include <utility>

#include "base/text.h"
#include "parse/placeholder.h"
#include "resolve/evaluate.h"

namespace verifull::resolve {

std::string force_text(const std::string& text, const Unknowns& unknowns, World& world,
                       Trail& trail) {
  if (parse::is_closed(text)) return text;
  std::string result;
  for (const parse::TextPart& piece : parse::split_placeholders(text)) {
    const UnknownPart* part = piece.unknown ? &unknowns.at(piece.index) : nullptr;
    if (part == nullptr || part->kind != UnknownPart::Kind::kDeferred) {
      result += piece.text;
      continue;
    }
    const LazyAlternative& chosen = decide(part->alternatives, world);
    if (!chosen.raised_class.empty()) {
      throw Raised{chosen.raised_class, chosen.raised_message, part->span};
    }
    result += chosen.value.text;
    trail.insert(trail.end(), chosen.value.trail.begin(), chosen.value.trail.end());
  }
  return result;
}

ConfigValue force(const ConfigValue& value, const Unknowns& unknowns, World& world) {
  bool scalar_with_text = value.is(ConfigType::kPlain) || value.is(ConfigType::kString) ||
                          value.is(ConfigType::kSymbol) || value.is(ConfigType::kOther);
  if (!scalar_with_text) return value;
  ConfigValue result = value;
  Trail made_of;
  result.text = force_text(value.text, unknowns, world, made_of);
  result.trail.insert(result.trail.begin(), made_of.begin(), made_of.end());
  if (!value.is(ConfigType::kPlain)) return result;
  std::string_view trimmed = base::trim(result.text);
  if (!parse::is_closed(trimmed)) {
    bool symbol = trimmed.size() > 1 && trimmed[0] == ':';
    result.type = symbol ? ConfigType::kSymbol : ConfigType::kString;
    result.text = std::string(trimmed.substr(symbol ? 1 : 0));
    return result;
  }
  parse::TypedScalar typed = parse::type_plain(trimmed);
  switch (typed.type) {
    case parse::ScalarType::kNil: result.type = ConfigType::kNil; break;
    case parse::ScalarType::kTrue: result.type = ConfigType::kTrue; break;
    case parse::ScalarType::kFalse: result.type = ConfigType::kFalse; break;
    case parse::ScalarType::kInteger:
    case parse::ScalarType::kFloat: result.type = ConfigType::kNumber; break;
    case parse::ScalarType::kString: result.type = ConfigType::kString; break;
    case parse::ScalarType::kSymbol: result.type = ConfigType::kSymbol; break;
    default: result.type = ConfigType::kOther;
  }
  result.text = std::move(typed.text);
  return result;
}

}  // namespace verifull::resolve
