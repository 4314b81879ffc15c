#include "parse/docker_modifier.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "parse/docker_pattern.h"

namespace verifull::parse {
namespace {

using Presence = DockerVariable::Presence;

enum class Answer : std::uint8_t { kNo, kYes, kUnknown };

WordPiece unknown_piece(bool from_build_arg) { return {"", false, from_build_arg}; }

// Does the operand of `-` stand in for the value? A value with a hole is still
// known to be there when something of it is. An argument that nobody is seen to
// give counts as not given, as one with a default counts as left at it.
Answer is_missing(const DockerVariable& variable, bool colon) {
  switch (variable.presence) {
    case Presence::kUnset:
    case Presence::kNotGiven:
      return Answer::kYes;
    case Presence::kMaybe:
      return Answer::kUnknown;
    case Presence::kSet:
      break;
  }
  if (!colon || !variable.text.empty()) return Answer::kNo;
  return variable.known ? Answer::kYes : Answer::kUnknown;
}

bool hangs_on_build_arg(const DockerVariable& variable) {
  return variable.from_build_arg || variable.presence == Presence::kNotGiven;
}

// What the choice between value and operand owes to a build argument.
WordPiece chosen(WordPiece piece, const DockerVariable& variable) {
  piece.from_build_arg = piece.from_build_arg || hangs_on_build_arg(variable);
  return piece;
}

WordPiece default_value(const DockerVariable& variable, bool colon, const WordPiece& word) {
  switch (is_missing(variable, colon)) {
    case Answer::kYes:
      return chosen(word, variable);
    case Answer::kNo:
      return plain_value(variable);
    case Answer::kUnknown:
      break;
  }
  return unknown_piece(variable.from_build_arg);
}

WordPiece alternative_value(const DockerVariable& variable, bool colon, const WordPiece& word) {
  if (variable.presence == Presence::kNotGiven) return unknown_piece(true);
  switch (is_missing(variable, colon)) {
    case Answer::kYes:
      return chosen({}, variable);
    case Answer::kNo:
      return chosen(word, variable);
    case Answer::kUnknown:
      break;
  }
  return unknown_piece(variable.from_build_arg);
}

WordPiece required_value(const DockerVariable& variable, bool colon, std::string& error) {
  bool given_later = variable.presence == Presence::kNotGiven;
  if (!given_later && is_missing(variable, colon) == Answer::kYes) {
    error = colon ? "the variable must be set to something" : "the variable must be set";
  }
  return plain_value(variable);
}

WordPiece finished(std::optional<std::string> text, bool from_build_arg, std::string& error) {
  if (!text) {
    error = "the patterns of this file take too long to compare";
    return unknown_piece(from_build_arg);
  }
  return {*std::move(text), true, from_build_arg};
}

WordPiece trimmed_value(const DockerVariable& variable, char modifier, const WordPiece& word,
                        WordBudget& budget, std::string& error) {
  bool longest = !word.text.empty() && word.text.front() == modifier;
  auto pattern = parse_docker_pattern(std::string_view(word.text).substr(longest ? 1 : 0));
  if (!pattern) {
    error = "a backslash in the pattern is followed by a character it can't escape";
    return {};
  }
  WordPiece value = plain_value(variable);
  bool from_build_arg = value.from_build_arg || word.from_build_arg;
  if (!value.known || !word.known) return unknown_piece(from_build_arg);
  PatternEnd end = modifier == '#' ? PatternEnd::kPrefix : PatternEnd::kSuffix;
  return finished(trim_pattern(*pattern, value.text, end, longest, budget.steps), from_build_arg,
                  error);
}

}  // namespace

WordPiece plain_value(const DockerVariable& variable) {
  switch (variable.presence) {
    case Presence::kUnset:
      return {};
    case Presence::kSet:
      return {std::string(variable.text), variable.known, variable.from_build_arg};
    case Presence::kMaybe:
    case Presence::kNotGiven:
      break;
  }
  return unknown_piece(hangs_on_build_arg(variable));
}

WordPiece modified_value(const DockerVariable& variable, char modifier, bool colon,
                         const WordPiece& word, WordBudget& budget, std::string& error) {
  switch (modifier) {
    case '-':
      return default_value(variable, colon, word);
    case '+':
      return alternative_value(variable, colon, word);
    case '?':
      return required_value(variable, colon, error);
    case '#':
    case '%':
      return trimmed_value(variable, modifier, word, budget, error);
    default:
      error = "Docker does not have this kind of substitution";
      return {};
  }
}

WordPiece replaced_value(const DockerVariable& variable, const WordPiece& pattern,
                         const WordPiece& replacement, bool all, WordBudget& budget,
                         std::string& error) {
  auto parsed = parse_docker_pattern(pattern.text);
  if (!parsed) {
    error = "a backslash in the pattern is followed by a character it can't escape";
    return {};
  }
  WordPiece value = plain_value(variable);
  bool from_build_arg =
      value.from_build_arg || pattern.from_build_arg || replacement.from_build_arg;
  if (!value.known || !pattern.known || !replacement.known) return unknown_piece(from_build_arg);
  return finished(replace_pattern(*parsed, value.text, replacement.text, all, budget.steps),
                  from_build_arg, error);
}

}  // namespace verifull::parse
