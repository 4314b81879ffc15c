#include "check/message.h"

#include <algorithm>
#include <variant>

#include "base/text.h"

namespace verifull::check {
namespace {

constexpr std::size_t kMaxNamed = 6;
constexpr std::size_t kLongestWord = 64;  // past that it is no slip of a known word

constexpr std::string_view kNameWords[] = {"environment", "environments", "connection",
                                           "conditions"};

enum class PieceKind { kText, kPlaceholder, kBroken };

struct Piece {
  PieceKind kind = PieceKind::kText;
  std::string_view text;  // of a placeholder without its braces
};

// The piece at the front, taken off. `text` is not empty.
Piece take_piece(std::string_view& text) {
  auto take = [&text](PieceKind kind, std::size_t size, std::size_t margin) {
    Piece piece{kind, text.substr(margin, size - 2 * margin)};
    text.remove_prefix(size);
    return piece;
  };
  if (text.starts_with("{{") || text.starts_with("}}")) {
    text.remove_prefix(1);
    return take(PieceKind::kText, 1, 0);
  }
  if (text[0] == '}') return take(PieceKind::kBroken, 1, 0);
  if (text[0] != '{') {
    return take(PieceKind::kText, std::min(text.find_first_of("{}"), text.size()), 0);
  }
  std::size_t close = text.find_first_of("{}", 1);
  if (close == std::string_view::npos || text[close] == '{') {
    return take(PieceKind::kBroken, 1, 0);
  }
  return take(PieceKind::kPlaceholder, close + 1, 1);
}

// "connects/connect" by number.
std::string_view by_number(std::string_view choice, std::size_t count) {
  std::size_t slash = choice.find('/');
  return count > 1 ? choice.substr(slash + 1) : choice.substr(0, slash);
}

struct ShowFact {
  std::string operator()(const facts::Unknown& unknown) const { return unknown.why; }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const std::vector<std::string>& list) const {
    return base::join(list, ", ");
  }
};

std::string value_of(std::string_view name, const facts::Subject& subject, const Names& names) {
  if (name == "environment" || name == "environments") {
    return names.environments.empty() ? "every environment" : enumeration(names.environments);
  }
  if (name == "connection") return enumeration(names.connections);
  if (name == "conditions") return base::join(names.conditions, " and ");
  if (name.find('/') != std::string_view::npos) {
    return std::string(by_number(name, names.environments.size()));
  }
  const facts::FactValue* value = subject.find(name);
  return value == nullptr ? "not set" : std::visit(ShowFact{}, *value);
}

std::string pattern_of(std::string_view name) {
  if (name == "environment" || name == "environments") return "production";
  if (name == "connection") return "primary";
  if (name.find('/') != std::string_view::npos) return std::string(by_number(name, 1));
  return "…";
}

std::optional<MessageProblem> check_placeholder(std::string_view name,
                                                std::span<const facts::Word> known) {
  if (std::count(name.begin(), name.end(), '/') == 1) return std::nullopt;
  std::vector<std::string_view> names(std::begin(kNameWords), std::end(kNameWords));
  for (const facts::Word& word : known) names.push_back(word.name);
  if (std::find(names.begin(), names.end(), name) != names.end()) return std::nullopt;
  MessageProblem problem{"`{" + std::string(name) + "}` is no fact that is known here", ""};
  std::string_view near = name.size() > kLongestWord ? "" : base::nearest(name, names);
  if (!near.empty()) problem.hint = "did you mean `{" + std::string(near) + "}`?";
  return problem;
}

}  // namespace

std::string render(std::string_view text, const facts::Subject& subject, const Names& names) {
  std::string result;
  while (!text.empty()) {
    Piece piece = take_piece(text);
    if (piece.kind == PieceKind::kPlaceholder) {
      result += value_of(piece.text, subject, names);
    } else {
      result += piece.text;
    }
  }
  return result;
}

std::string render_pattern(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    Piece piece = take_piece(text);
    if (piece.kind == PieceKind::kPlaceholder) {
      result += pattern_of(piece.text);
    } else {
      result += piece.text;
    }
  }
  return result;
}

std::optional<MessageProblem> check_message(std::string_view text,
                                            std::span<const facts::Word> known) {
  while (!text.empty()) {
    Piece piece = take_piece(text);
    if (piece.kind == PieceKind::kBroken) {
      std::string brace(piece.text);
      return MessageProblem{"a lone `" + brace + "` is neither a placeholder nor a brace",
                            "write `" + brace + brace + "` for a brace"};
    }
    if (piece.kind != PieceKind::kPlaceholder) continue;
    if (auto problem = check_placeholder(piece.text, known)) return problem;
  }
  return std::nullopt;
}

std::string enumeration(const std::vector<std::string>& items) {
  std::size_t named = items.size() > kMaxNamed ? kMaxNamed - 2 : items.size();
  std::string result;
  for (std::size_t i = 0; i < named; ++i) {
    bool last = i > 0 && i + 1 == items.size();
    if (i > 0) result += last ? " and " : ", ";
    result += items[i];
  }
  if (named < items.size()) result += " and " + std::to_string(items.size() - named) + " more";
  return result;
}

}  // namespace verifull::check
