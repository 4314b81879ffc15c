#include "parse/dotenv_substitute.h"

#include "base/text.h"

namespace verifull::parse {
namespace {

// A byte that belongs to neither kind of substitution.
constexpr char kMarkByte = '\x01';

// Copies a marked text byte by byte into another.
class Copier {
 public:
  explicit Copier(const MarkedText& in) : in_(in) {}

  void byte(std::size_t at) {
    if (next_ < in_.marks.size() && in_.marks[next_].at == at) {
      mark(in_.marks[next_].part, in_.marks[next_].written);
      ++next_;
    } else {
      out_.text += in_.text[at];
    }
  }
  void bytes(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) byte(at);
  }
  void mark(DotenvPart part, std::string written) {
    out_.marks.push_back({out_.text.size(), std::move(part), std::move(written)});
    out_.text += kMarkByte;
  }
  void text(std::string_view value) { out_.text += value; }

  // The bytes as they were written, and none of them copied.
  std::string take_written(std::size_t begin, std::size_t end) {
    std::string result;
    for (std::size_t at = begin; at < end; ++at) {
      if (next_ < in_.marks.size() && in_.marks[next_].at == at) {
        result += in_.marks[next_++].written;
      } else {
        result += in_.text[at];
      }
    }
    return result;
  }
  std::size_t size() const { return out_.text.size(); }
  MarkedText take() { return std::move(out_); }

 private:
  const MarkedText& in_;
  MarkedText out_;
  std::size_t next_ = 0;
};

// [A-Z0-9_] without regard to case: Unicode folds the long s and the Kelvin sign
// to letters of it.
std::size_t name_size(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (base::is_alnum(text[at]) || text[at] == '_') return 1;
  if (text.substr(at, 2) == "\xC5\xBF") return 2;
  return text.substr(at, 3) == "\xE2\x84\xAA" ? 3 : 0;
}

// `$`, perhaps a brace, perhaps a name, perhaps a brace; they need not fit.
struct Variable {
  std::size_t end = 0;
  std::string_view name;
};
Variable read_variable(std::string_view text, std::size_t dollar) {
  std::size_t begin = dollar + 1;
  if (begin < text.size() && text[begin] == '{') ++begin;
  std::size_t end = begin;
  while (std::size_t size = name_size(text, end)) end += size;
  Variable result{end, text.substr(begin, end - begin)};
  if (end < text.size() && text[end] == '}') ++result.end;
  return result;
}

bool is_variable_at(std::string_view text, std::size_t dollar) {
  return text.substr(dollar, 1) == "$" && text.substr(dollar + 1, 1) != "(";
}

// For every opening parenthesis the offset of its partner, 0 when it has none or
// when it, or one inside it, is empty.
std::vector<std::size_t> partners(std::string_view text) {
  struct Open {
    std::size_t at;
    bool sound;
  };
  std::vector<std::size_t> result(text.size(), 0);
  std::vector<Open> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') open.push_back({at, true});
    if (text[at] != ')' || open.empty()) continue;
    Open group = open.back();
    open.pop_back();
    bool sound = group.sound && at > group.at + 1;
    if (sound) result[group.at] = at;
    if (!sound && !open.empty()) open.back().sound = false;
  }
  return result;
}

}  // namespace

MarkedText substitute_variables(const MarkedText& in, const DotenvLookup* lookup) {
  std::string_view text = in.text;
  Copier copier(in);
  for (std::size_t at = 0; at < text.size() && !(lookup && copier.size() > kMaxDotenvValue);) {
    if (text[at] == '\\' && is_variable_at(text, at + 1)) {
      Variable variable = read_variable(text, at + 1);
      copier.bytes(at + 1, variable.end);
      at = variable.end;
    } else if (is_variable_at(text, at)) {
      Variable variable = read_variable(text, at);
      std::string name(variable.name);
      if (name.empty()) {
        copier.bytes(at, variable.end);
      } else if (lookup != nullptr) {
        copier.text((*lookup)(name).value_or(""));
      } else {
        copier.mark({DotenvPart::Kind::kVariable, name, "", {}},
                    std::string(text.substr(at, variable.end - at)));
      }
      at = variable.end;
    } else {
      copier.byte(at++);
    }
  }
  return copier.take();
}

MarkedText substitute_commands(const MarkedText& in) {
  std::string_view text = in.text;
  if (text.find("$(") == std::string_view::npos) return in;
  std::vector<std::size_t> partner = partners(text);
  Copier copier(in);
  for (std::size_t at = 0; at < text.size();) {
    bool escaped = text.substr(at, 3) == "\\$(";
    std::size_t open = at + (escaped ? 2 : 1);
    if ((!escaped && text.substr(at, 2) != "$(") || partner[open] == 0) {
      copier.byte(at++);
      continue;
    }
    std::size_t close = partner[open];
    if (escaped) {
      copier.bytes(at + 1, close + 1);
    } else {
      std::string command = copier.take_written(open + 1, close);
      std::string written = "$(" + command + ")";
      copier.mark({DotenvPart::Kind::kCommand, std::move(command), "", {}}, std::move(written));
    }
    at = close + 1;
  }
  return copier.take();
}

std::vector<DotenvPart> dotenv_parts(const MarkedText& in) {
  std::vector<DotenvPart> parts;
  std::size_t begin = 0;
  auto text_until = [&](std::size_t end) {
    if (begin == end) return;
    parts.push_back({DotenvPart::Kind::kText, in.text.substr(begin, end - begin), "", {}});
  };
  for (const MarkedText::Mark& mark : in.marks) {
    text_until(mark.at);
    parts.push_back(mark.part);
    begin = mark.at + 1;
  }
  text_until(in.text.size());
  return parts;
}

}  // namespace verifull::parse
