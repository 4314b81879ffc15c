#include "resolve/world.h"

#include <utility>

namespace verifull::resolve {
namespace {

// An empty PG* variable is either refused or as good as unset; that nobody means it
// keeps the number of worlds down.
int options_of(Ask ask, std::string_view subject) {
  if (ask != Ask::kState) return 2;
  return subject.starts_with("PG") ? 2 : 3;
}

}  // namespace

World::World(Guard given, std::vector<int> script)
    : answers_(std::move(given)), script_(std::move(script)) {}

World World::closed(Guard given) {
  World world(std::move(given), {});
  world.closed_ = true;
  return world;
}

int World::implied(Ask ask, std::string_view subject, std::string_view detail) const {
  for (const Answer& answer : answers_) {
    const Question& known = answer.question;
    if (known.subject != subject) continue;
    if (known.ask == ask && known.detail == detail) return answer.value;
    // A variable that equals one text equals no other, and is set.
    if (known.ask == Ask::kEquals && answer.value == 1) {
      if (ask == Ask::kEquals) return 0;
      if (ask == Ask::kState) return kIsSet;
    }
    // Without a query there is no parameter in it.
    if (known.ask == Ask::kQuery && answer.value == 0 && ask == Ask::kCarries) return 0;
    if (known.ask == Ask::kCarries && answer.value == 1 && ask == Ask::kQuery) return 1;
  }
  return -1;
}

int World::ask(Ask ask, std::string_view subject, std::string_view detail) {
  int known = implied(ask, subject, detail);
  if (known >= 0) return known;
  if (closed_) throw Blocked{};
  std::size_t index = choices_.size();
  int value = index < script_.size() ? script_[index] : 0;
  choices_.push_back({value, options_of(ask, subject)});
  answers_.push_back({{ask, std::string(subject), std::string(detail)}, value});
  return value;
}

bool next_script(const std::vector<World::Choice>& choices, std::vector<int>& script) {
  script.clear();
  for (const World::Choice& choice : choices) script.push_back(choice.value);
  while (!script.empty()) {
    if (++script.back() < choices[script.size() - 1].options) return true;
    script.pop_back();
  }
  return false;
}

}  // namespace verifull::resolve
