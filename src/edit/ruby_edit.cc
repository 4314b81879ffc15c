#include "edit/ruby_edit.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "base/tame_text.h"
#include "base/text.h"
#include "edit/scalar_text.h"

namespace verifull::edit {
namespace {

// Reads a short expression from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool eat(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  // A string literal that means what is written in it, with its quotes; empty for none.
  std::string_view literal() {
    skip_blanks();
    if (rest_.empty() || (rest_[0] != '"' && rest_[0] != '\'')) return "";
    std::size_t end = rest_.find(rest_[0], 1);
    if (end == std::string_view::npos) return "";
    std::string_view found = rest_.substr(0, end + 1);
    if (found.find_first_of("\\#") != std::string_view::npos) return "";
    rest_.remove_prefix(end + 1);
    return found;
  }

  bool done() {
    skip_blanks();
    return rest_.empty();
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t')) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

struct Reading {
  std::string_view name;     // with quotes
  std::string_view fallback;  // with quotes; empty for none
};

std::optional<Reading> read_element(std::string_view code) {
  Reader reader(code);
  Reading reading;
  if (!reader.eat("ENV[")) return std::nullopt;
  reading.name = reader.literal();
  if (reading.name.empty() || !reader.eat("]")) return std::nullopt;
  reader.eat(".presence");
  if (reader.eat("||")) {
    reading.fallback = reader.literal();
    if (reading.fallback.empty()) return std::nullopt;
  }
  return reader.done() ? std::optional(reading) : std::nullopt;
}

std::optional<Reading> read_fetch(std::string_view code) {
  Reader reader(code);
  Reading reading;
  if (!reader.eat("ENV.fetch")) return std::nullopt;
  bool in_brackets = reader.eat("(");
  reading.name = reader.literal();
  if (reading.name.empty()) return std::nullopt;
  if (reader.eat(",")) reading.fallback = reader.literal();
  if (in_brackets && !reader.eat(")")) return std::nullopt;
  if (reading.fallback.empty() && reader.eat("{")) {
    reading.fallback = reader.literal();
    if (!reader.eat("}")) return std::nullopt;
  }
  // Without a default it raises, which is another thing than to come to nothing.
  bool whole = reader.done() && !reading.fallback.empty();
  return whole ? std::optional(reading) : std::nullopt;
}

}  // namespace

Outcome set_literal(std::string_view text, const base::Span& literal, std::string_view value) {
  std::string_view written = text.substr(literal.begin, literal.size());
  std::optional<std::string> result = ruby_literal(written, value);
  if (!result) return Outcome::cannot("the value is no plain string literal");
  return Edit{literal, *result};
}

Outcome replace_app_path(std::string_view text, const base::Span& tag, std::string_view value) {
  std::string_view whole = text.substr(tag.begin, tag.size());
  constexpr std::string_view kOpen = "Rails.root.join(";
  if (!whole.starts_with("<%=") || !whole.ends_with("%>")) {
    return Outcome::cannot("the value is no output tag");
  }
  std::string_view code = base::trim(whole.substr(3, whole.size() - 5));
  if (code.ends_with(".to_s")) code.remove_suffix(5);
  bool path = code.starts_with(kOpen) && code.ends_with(")");
  std::string_view list = path ? code.substr(kOpen.size(), code.size() - kOpen.size() - 1) : "";
  // Literals between commas: nothing else has these characters only.
  bool literals = !list.empty() && std::all_of(list.begin(), list.end(), [](char c) {
    return base::is_alnum(c) || std::string_view("_./-,\"' ").find(c) != std::string_view::npos;
  });
  if (!literals || (list[0] != '"' && list[0] != '\'')) {
    return Outcome::cannot("the value comes from Ruby code");
  }
  if (!value.starts_with("<%=") && !base::is_tame(value)) return Outcome::cannot("the value would need quotes");
  return Edit{tag, std::string(value)};
}

Outcome add_presence(std::string_view text, const base::Span& tag, std::string_view fallback) {
  std::string_view whole = text.substr(tag.begin, tag.size());
  if (!whole.starts_with("<%=") || !whole.ends_with("%>")) {
    return Outcome::cannot("the value is no output tag");
  }
  std::string_view code = base::trim(whole.substr(3, whole.size() - 5));
  std::optional<Reading> reading = read_element(code);
  if (!reading) reading = read_fetch(code);
  if (!reading) return Outcome::cannot("the tag does more than read a variable");
  std::string other = reading->name[0] + std::string(fallback) + reading->name[0];
  std::string result = "ENV[" + std::string(reading->name) + "].presence || ";
  result += reading->fallback.empty() ? other : std::string(reading->fallback);
  auto begin = static_cast<std::uint32_t>(code.data() - text.data());
  return Edit{{tag.file, begin, begin + static_cast<std::uint32_t>(code.size())}, result};
}

}  // namespace verifull::edit
