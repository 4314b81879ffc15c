// Worlds: the ways in which the unknown may turn out.
//
// Production variables are mostly not in the repository, so code that resolves
// a connection keeps meeting questions that it can't answer: is X set? Is it
// empty? It asks the World and gets an answer, always the same for the same
// question, and goes on as if it knew. for_each_world() runs that code again for
// every combination of answers that it really asks about. What comes out is a
// list of (answers, result) pairs, and the code in between stays as simple as if
// nothing were unknown. Only questions that are asked split a world: a password
// that nobody looks at costs nothing.
//
// A road not taken: computing with sets of possible values. Every step would
// have to be lifted to sets, and which values can occur together would be lost.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::resolve {

enum class Ask : std::uint8_t {
  kState,    // of an environment variable: kIsUnset, kIsSet (to something), kIsEmpty
  kEquals,   // does the variable, being set, equal `detail`?
  kCarries,  // does the URL in it have the query parameter `detail`?
  kQuery,    // does the URL in it have a query or a fragment at all?
  kTruth,    // is the value of this Ruby expression truthy?
  kRootFile,  // is the default root certificate, or `system`, there?
};

// Answers to kState; the other questions are answered 0 (no) or 1 (yes).
inline constexpr int kIsUnset = 0;
inline constexpr int kIsSet = 1;
inline constexpr int kIsEmpty = 2;

struct Question {
  Ask ask = Ask::kState;
  std::string subject;  // variable name, or the text of a Ruby expression
  std::string detail;
  friend bool operator==(const Question&, const Question&) = default;
};

struct Answer {
  Question question;
  int value = 0;
  friend bool operator==(const Answer&, const Answer&) = default;
};

// Answers that hold together. In the order in which they were asked.
using Guard = std::vector<Answer>;

// Thrown by a World that may not be asked (World::closed()): the caller finds
// out that a computation hangs on something unknown.
struct Blocked {};

// One world. Later answers never contradict earlier ones.
class World {
 public:
  // `given` is already answered; `script` are the next answers to give.
  World(Guard given, std::vector<int> script);

  // A world in which every question beyond `given` throws Blocked.
  static World closed(Guard given);

  int state(std::string_view variable) { return ask(Ask::kState, variable, ""); }
  bool equals(std::string_view variable, std::string_view text) {
    return ask(Ask::kEquals, variable, text) == 1;
  }
  int ask(Ask ask, std::string_view subject, std::string_view detail);

  // All answers so far, the given ones first.
  const Guard& answers() const { return answers_; }

  // For for_each_world(): the answers beyond the given ones, and how many
  // different ones each had.
  struct Choice {
    int value = 0;
    int options = 0;
  };
  const std::vector<Choice>& choices() const { return choices_; }

 private:
  // The answer that earlier ones imply, or -1.
  int implied(Ask ask, std::string_view subject, std::string_view detail) const;

  Guard answers_;
  std::vector<int> script_;
  std::vector<Choice> choices_;
  bool closed_ = false;
};

// The next script after a world's choices, in depth-first order; false when it
// was the last.
bool next_script(const std::vector<World::Choice>& choices, std::vector<int>& script);

// Calls `run(world)` for every world below `given`. False when there are more
// than `limit`; `run` has then been called `limit` times.
template <typename Run>
bool for_each_world(const Guard& given, std::size_t limit, Run run) {
  std::vector<int> script;
  for (std::size_t count = 0; count < limit; ++count) {
    World world(given, script);
    run(world);
    if (!next_script(world.choices(), script)) return true;
  }
  return false;
}

}  // namespace verifull::resolve
