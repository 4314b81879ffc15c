#include "facts/subjects.h"

namespace verifull::facts {

std::vector<Subject> subjects_of(const FactInput& input) {
  std::vector<Subject> subjects;
  for (const resolve::ResolvedDatabase& database : input.resolution.databases) {
    if (database.development && !input.development) continue;
    bool broken = database.connection.verdict == resolve::Verdict::kBootError;
    if (broken && database.connection.error) {
      subjects.push_back(error_subject(database, input));
      continue;
    }
    subjects.push_back(connection_subject(database, input));
    add_key_subjects(database, input, subjects);
    add_unknown_subjects(database, subjects);
  }
  add_pair_subjects(input, subjects);
  add_variable_subjects(input, subjects);
  return subjects;
}

}  // namespace verifull::facts
