// Commands that are asked for their status.
#include "image/run_families.h"

namespace verifull::image {
namespace {

using Presence = Found::Presence;

RunStatus of(bool is) { return is ? RunStatus::kOk : RunStatus::kFailed; }

RunStatus opposite(RunStatus status) {
  if (status == RunStatus::kUnknown) return status;
  return status == RunStatus::kOk ? RunStatus::kFailed : RunStatus::kOk;
}

RunStatus test_file(RunCall& call, char letter, const RunArgument& word) {
  const auto path = call.files().path_of(word);
  if (!path) return RunStatus::kUnknown;
  const bool link = letter == 'L' || letter == 'h';
  const Found found = call.files().look(*path, !link);
  if (found.presence == Presence::kMaybe || found.kind == NodeKind::kUnknown)
    return RunStatus::kUnknown;
  // What the user can't get to is not there for him.
  const RunStatus reached = call.files().may_reach(found);
  if (reached != RunStatus::kOk) return reached;
  const bool there = found.presence == Presence::kPresent;
  if (letter == 'e') return of(there);
  if (letter == 'f') return of(there && found.kind == NodeKind::kFile);
  if (letter == 'd') return of(there && found.kind == NodeKind::kDirectory);
  if (link) return of(there && found.kind == NodeKind::kLink);
  return there ? RunStatus::kUnknown : RunStatus::kFailed;
}

RunStatus test_one(RunCall& call, const RunArgument& op, const RunArgument& word) {
  if (!op.known || op.text.size() != 2 || op.text[0] != '-') return RunStatus::kUnknown;
  const char letter = op.text[1];
  const bool sure = word.known && !word.from_build_arg;
  if (letter == 'n' || letter == 'z') {
    return sure ? of(word.text.empty() == (letter == 'z')) : RunStatus::kUnknown;
  }
  if (std::string_view("edfLhrwxs").find(letter) == std::string_view::npos)
    return RunStatus::kUnknown;
  return test_file(call, letter, word);
}

RunStatus test_two(const RunArgument& left, const RunArgument& op, const RunArgument& right) {
  const bool sure =
      left.known && right.known && op.known && !left.from_build_arg && !right.from_build_arg;
  if (!sure) return RunStatus::kUnknown;
  if (op.text == "=" || op.text == "==") return of(left.text == right.text);
  if (op.text == "!=") return of(left.text != right.text);
  return RunStatus::kUnknown;
}

}  // namespace

RunStatus run_test(RunCall& call) {
  std::vector<RunArgument> words(call.words.begin() + 1, call.words.end());
  if (call.name() == "[") {
    if (words.empty() || words.back().text != "]") return RunStatus::kUnknown;
    words.pop_back();
  }
  for (const RunArgument& word : words) {
    if (word.many) return RunStatus::kUnknown;
  }
  bool negated = false;
  if (words.size() > 1 && words.size() < 5 && words[0].known && words[0].text == "!") {
    negated = true;
    words.erase(words.begin());
  }
  RunStatus status = RunStatus::kUnknown;
  if (words.size() == 1 && words[0].known && !words[0].from_build_arg)
    status = of(!words[0].text.empty());
  if (words.size() == 2) status = test_one(call, words[0], words[1]);
  if (words.size() == 3) status = test_two(words[0], words[1], words[2]);
  return negated ? opposite(status) : status;
}

RunStatus run_true(RunCall&) { return RunStatus::kOk; }
RunStatus run_false(RunCall&) { return RunStatus::kFailed; }

}  // namespace verifull::image
