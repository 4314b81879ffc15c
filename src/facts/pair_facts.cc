// Keys that stand twice, or lose to a merge key behind them.
#include <string>

#include "base/text.h"
#include "facts/subjects.h"

namespace verifull::facts {
namespace {

// A mapping in an environment is one of its databases, unless it is `variables:`.
std::string what_it_is(const resolve::RepeatedKey& repeated) {
  if (repeated.path.empty()) return "environment";
  bool database = repeated.path.size() == 1 && repeated.mapping && repeated.key != "variables";
  return database ? "database" : "key";
}

}  // namespace

void add_pair_subjects(const FactInput& input, std::vector<Subject>& subjects) {
  for (const resolve::RepeatedKey& repeated : input.resolution.repeated) {
    Subject subject;
    subject.kind = SubjectKind::kPair;
    if (!repeated.path.empty()) subject.environments = {repeated.path.front()};
    std::vector<std::string> path = repeated.path;
    path.push_back(repeated.key);
    subject.facts.push_back({"pair.key", repeated.key});
    subject.facts.push_back({"pair.path", base::join(path, ".")});
    subject.facts.push_back({"pair.kind", std::string(repeated.by_merge ? "merge" : "duplicate")});
    subject.facts.push_back({"pair.what", what_it_is(repeated)});
    if (!repeated.winner_text.empty()) {
      subject.facts.push_back({"pair.winner_value", repeated.winner_text});
    }
    if (!repeated.loser_text.empty()) {
      subject.facts.push_back({"pair.loser_value", repeated.loser_text});
    }
    if (repeated.winner.known()) {
      std::string line = std::to_string(input.sources.begin_of(repeated.winner).line);
      subject.facts.push_back({"pair.winner_line", line});
      subject.places.push_back({"pair.winner", repeated.winner});
    }
    if (repeated.loser.known()) subject.places.push_back({"pair.loser", repeated.loser});
    subjects.push_back(std::move(subject));
  }
}

}  // namespace verifull::facts
