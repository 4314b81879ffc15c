#include "facts/subject.h"

namespace verifull::facts {

const FactValue* Subject::find(std::string_view key) const {
  for (const Fact& fact : facts) {
    if (fact.key == key) return &fact.value;
  }
  return nullptr;
}

const base::Span* Subject::place(std::string_view name) const {
  for (const Place& place : places) {
    if (place.name == name) return &place.span;
  }
  return nullptr;
}

std::string_view subject_kind_name(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::kConnection: return "connection";
    case SubjectKind::kKey: return "key";
    case SubjectKind::kPair: return "pair";
    case SubjectKind::kError: return "error";
    case SubjectKind::kVariable: return "variable";
    case SubjectKind::kUnknown: return "unknown";
  }
  return "";
}

}  // namespace verifull::facts
