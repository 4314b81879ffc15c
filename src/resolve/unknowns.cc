#include "resolve/unknowns.h"

#include "parse/placeholder.h"

namespace verifull::resolve {

std::uint32_t Unknowns::variable(std::string_view name) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    bool same = parts_[i].kind == UnknownPart::Kind::kVariable && parts_[i].name == name;
    if (same) return static_cast<std::uint32_t>(i);
  }
  UnknownPart part;
  part.kind = UnknownPart::Kind::kVariable;
  part.name = name;
  part.variable = name;
  parts_.push_back(std::move(part));
  return static_cast<std::uint32_t>(parts_.size() - 1);
}

std::uint32_t Unknowns::expression(std::string_view text, const base::Span& span,
                                   std::string_view variable) {
  UnknownPart part;
  part.kind = UnknownPart::Kind::kExpression;
  part.name = text;
  part.span = span;
  part.variable = variable;
  parts_.push_back(std::move(part));
  return static_cast<std::uint32_t>(parts_.size() - 1);
}

std::uint32_t Unknowns::deferred(std::vector<LazyAlternative> alternatives,
                                 const base::Span& span) {
  UnknownPart part;
  part.kind = UnknownPart::Kind::kDeferred;
  part.span = span;
  part.alternatives = std::move(alternatives);
  parts_.push_back(std::move(part));
  return static_cast<std::uint32_t>(parts_.size() - 1);
}

std::string Unknowns::shown(std::string_view text) const {
  std::string result;
  for (const parse::TextPart& piece : parse::split_placeholders(text)) {
    if (!piece.unknown) {
      result += piece.text;
      continue;
    }
    const UnknownPart& part = parts_[piece.index];
    if (part.kind == UnknownPart::Kind::kDeferred) {
      // The first alternative that still holds something unknown says most: what
      // the tag writes when its variables are given.
      std::string_view best = "";
      for (const LazyAlternative& alternative : part.alternatives) {
        if (alternative.raised_class.empty() && !alternative.value.text.empty()) {
          best = alternative.value.text;
          if (!parse::is_closed(best)) break;
        }
      }
      result += best.empty() ? "${…}" : shown(best);
    } else {
      result += "${" + part.name + "}";
    }
  }
  return result;
}

const LazyAlternative& decide(const std::vector<LazyAlternative>& alternatives, World& world) {
  std::size_t begin = 0;
  std::size_t end = alternatives.size();
  for (std::size_t depth = 0; end - begin > 1; ++depth) {
    if (alternatives[begin].guard.size() <= depth) break;
    const Question& question = alternatives[begin].guard[depth].question;
    int answer = world.ask(question.ask, question.subject, question.detail);
    while (begin < end && alternatives[begin].guard[depth].value != answer) ++begin;
    std::size_t stop = begin;
    while (stop < end && alternatives[stop].guard[depth].value == answer) ++stop;
    if (begin == stop) return alternatives.back();
    end = stop;
  }
  return alternatives[begin];
}

}  // namespace verifull::resolve
