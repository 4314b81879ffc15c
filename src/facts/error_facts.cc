// Why Rails cannot load the configuration of an environment.
#include <string>

#include "facts/places.h"
#include "facts/subjects.h"

namespace verifull::facts {

Subject error_subject(const resolve::ResolvedDatabase& database, const FactInput&) {
  const resolve::LoadError& error = *database.connection.error;
  Subject subject;
  subject.kind = SubjectKind::kError;
  subject.environments = {database.connection.environment};
  subject.connection = database.connection.name;
  subject.conditions = database.connection.conditions;
  subject.facts.push_back({"error.class", error.ruby_class});
  subject.facts.push_back({"error.message", error.message});
  if (!database.lost_databases.empty()) {
    subject.facts.push_back({"error.lost_databases", database.lost_databases});
  }
  if (error.span.known()) subject.places.push_back({"error", error.span});
  add_places(database, subject);
  return subject;
}

}  // namespace verifull::facts
