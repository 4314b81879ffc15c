// The worlds in which a verdict holds are described by a box: for each question a
// set of allowed answers. It starts as the answers of one world and grows by the
// answers of the others, as long as every world inside it has the verdict; so it
// never promises too much, and what is left of it cannot be dropped. A road not
// taken: minimising the exact condition as a Boolean formula. Formulas with "or"
// across variables are more than a person wants to read in a finding.
#include "resolve/conditions.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace verifull::resolve {
namespace {

struct QuestionOrder {
  bool operator()(const Question& a, const Question& b) const {
    return std::tie(a.subject, a.ask, a.detail) < std::tie(b.subject, b.ask, b.detail);
  }
};

using Box = std::map<Question, std::set<int>, QuestionOrder>;

bool inside(const Guard& guard, const Box& box) {
  return std::all_of(guard.begin(), guard.end(), [&](const Answer& answer) {
    auto found = box.find(answer.question);
    return found == box.end() || found->second.contains(answer.value);
  });
}

// A verdict speaks of the connections that come about: a world in which Rails does
// not load, or nothing goes over the network, contradicts none.
bool agrees(Verdict world, Verdict verdict) {
  return world == verdict || world == Verdict::kNotApplicable || world == Verdict::kBootError;
}

bool all_have(const std::vector<WorldVerdict>& worlds, const Box& box, Verdict verdict) {
  return std::all_of(worlds.begin(), worlds.end(), [&](const WorldVerdict& world) {
    return agrees(world.verdict, verdict) || !inside(world.guard, box);
  });
}

// Whether the box already speaks of this variable or expression.
bool speaks_of(const Box& box, const std::string& subject) {
  return std::any_of(box.begin(), box.end(),
                     [&](const auto& item) { return item.first.subject == subject; });
}

Box box_of(const Guard& guard) {
  Box box;
  for (const Answer& answer : guard) box[answer.question].insert(answer.value);
  return box;
}

void drop_needless(const std::vector<WorldVerdict>& worlds, Verdict verdict, Box& box) {
  for (auto item = box.begin(); item != box.end();) {
    Box without = box;
    without.erase(item->first);
    if (all_have(worlds, without, verdict)) {
      item = box.erase(item);
    } else {
      ++item;
    }
  }
}

void grow(const std::vector<WorldVerdict>& worlds, Verdict verdict, Box& box) {
  for (const WorldVerdict& world : worlds) {
    if (world.verdict != verdict || inside(world.guard, box)) continue;
    // Only towards what the box speaks of: "M is unset or `verify-full`" helps, "or
    // M is empty while another variable is set" does not.
    Box larger = box;
    for (const Answer& answer : world.guard) {
      if (speaks_of(box, answer.question.subject)) {
        larger[answer.question].insert(answer.value);
      }
    }
    if (all_have(worlds, larger, verdict)) box = std::move(larger);
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += words[i];
  }
  return result;
}

// "M is unset or `verify-full`": what the answers about one variable allow.
std::string variable_words(const std::string& name, const std::set<int>* states,
                           const std::vector<std::pair<std::string, bool>>& equals) {
  std::vector<std::string> words;
  auto allows = [&](int state) { return states == nullptr || states->contains(state); };
  std::vector<std::string> values;
  std::vector<std::string> not_values;
  for (const auto& [text, yes] : equals) (yes ? values : not_values).push_back("`" + text + "`");
  if (states != nullptr && allows(kIsUnset)) words.emplace_back("unset");
  if (states != nullptr && allows(kIsEmpty)) words.emplace_back("empty");
  if (allows(kIsSet)) {
    if (!values.empty()) {
      words.insert(words.end(), values.begin(), values.end());
    } else if (!not_values.empty()) {
      words.push_back("not " + joined(not_values));
    } else {
      words.emplace_back("set");
    }
  }
  if (words.size() == 2 && words[0] == "empty" && words[1] == "set") words = {"set"};
  if (words.size() == 2 && words[0] == "unset" && words[1] == "set") words = {"not empty"};
  return name + " is " + joined(words);
}

std::string other_words(const Question& question, bool yes) {
  switch (question.ask) {
    case Ask::kCarries:
      return question.subject + (yes ? " sets " : " sets no ") + question.detail;
    case Ask::kQuery: return question.subject + (yes ? " has a query" : " has no query");
    case Ask::kTruth: return "`" + question.subject + "` is " + (yes ? "true" : "false");
    case Ask::kRootFile:
      if (question.subject == "system") {
        return yes ? "libpq is 16 or later" : "libpq is older than 16";
      }
      return question.subject + (yes ? " is there" : " is not there");
    default: return "";
  }
}

std::vector<std::string> words_of(const Box& box) {
  std::vector<std::string> result;
  std::set<std::string> told;
  for (const auto& [question, answers] : box) {
    bool about_variable = question.ask == Ask::kState || question.ask == Ask::kEquals;
    if (!about_variable) {
      if (answers.size() == 1) result.push_back(other_words(question, answers.contains(1)));
      continue;
    }
    if (!told.insert(question.subject).second) continue;
    const std::set<int>* states = nullptr;
    std::vector<std::pair<std::string, bool>> equals;
    for (const auto& [other, values] : box) {
      if (other.subject != question.subject) continue;
      if (other.ask == Ask::kState) states = &values;
      bool decided = other.ask == Ask::kEquals && values.size() == 1;
      if (decided) equals.emplace_back(other.detail, values.contains(1));
    }
    result.push_back(variable_words(question.subject, states, equals));
  }
  return result;
}

// Worst first among the verdicts of connections that come about; then those that
// don't.
constexpr std::array<Verdict, 9> kOrder = {
    Verdict::kPlaintext,   Verdict::kOpportunistic, Verdict::kEncryptedUnverified,
    Verdict::kCaOnly,      Verdict::kVerified,      Verdict::kFailsClosed,
    Verdict::kUnknown,     Verdict::kBootError,     Verdict::kNotApplicable,
};

// How much a world supposes that the repository does not say.
std::ptrdiff_t suppositions(const WorldVerdict& world) {
  return std::count_if(world.guard.begin(), world.guard.end(),
                       [](const Answer& answer) { return answer.value != 0; });
}

std::size_t choose(const std::vector<WorldVerdict>& worlds) {
  bool primary = std::any_of(worlds.begin(), worlds.end(),
                             [](const WorldVerdict& world) { return !world.secondary; });
  auto rank = [](Verdict verdict) {
    return std::find(kOrder.begin(), kOrder.end(), verdict) - kOrder.begin();
  };
  std::size_t best = worlds.size();
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    if (primary && worlds[i].secondary) continue;
    if (best == worlds.size()) {
      best = i;
      continue;
    }
    auto order = rank(worlds[i].verdict) - rank(worlds[best].verdict);
    bool plainer = order == 0 && suppositions(worlds[i]) < suppositions(worlds[best]);
    if (order < 0 || plainer) best = i;
  }
  return best;
}

}  // namespace

Summary summarise(const std::vector<WorldVerdict>& worlds) {
  Summary summary;
  summary.world = choose(worlds);
  Verdict verdict = worlds[summary.world].verdict;
  summary.verdict = verdict;
  Box box = box_of(worlds[summary.world].guard);
  drop_needless(worlds, verdict, box);
  grow(worlds, verdict, box);
  drop_needless(worlds, verdict, box);
  summary.conditions = words_of(box);
  if (verdict == Verdict::kVerified && !summary.conditions.empty()) {
    summary.verdict = Verdict::kVerifiedIf;
  }
  return summary;
}

}  // namespace verifull::resolve
