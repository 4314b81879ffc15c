#include "parse/docker_words.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/docker_characters.h"
#include "parse/docker_modifier.h"
#include "parse/docker_word_list.h"

namespace verifull::parse {
namespace {

constexpr std::size_t kMaxNamesKept = 16;
constexpr const char* kUnclosed = "a substitution has no closing \"}\"";
constexpr const char* kUnsupported = "Docker does not have this kind of substitution";
constexpr char kNoStop = '\0';

bool is_special_parameter(char c) {
  return std::string_view("@*#?-$!0").find(c) != std::string_view::npos;
}

class Expander {
 public:
  Expander(std::string_view source, const DockerLookup& lookup, const WordOptions& options,
           WordBudget& budget)
      : source_(source),
        lookup_(lookup),
        options_(options),
        budget_(budget),
        raw_escapes_(options.keep_raw) {}

  // Everything up to `stop`, which is consumed, or to the end for kNoStop.
  bool read_until(char stop, bool raw_escapes, WordPiece& out, WordList* words) {
    if (++depth_ > kMaxWordDepth) return fail("substitutions are nested too deep", at_);
    if (depth_ == 1) words_ = words;
    // BuildKit has one buffer for all depths, so an operand wipes out what the
    // word around it had so far: `<<A${x:-b}` is no heredoc.
    if (depth_ > 1 && words_ != nullptr) words_->drop_text();
    bool outer = std::exchange(raw_escapes_, raw_escapes);
    bool good = read_parts(stop, out, words);
    raw_escapes_ = outer;
    --depth_;
    return good;
  }

  std::optional<WordError> error;
  std::vector<std::string> without_value;

 private:
  bool at_end() const { return at_ == source_.size(); }
  char peek() const { return at_end() ? '\0' : source_[at_]; }
  bool next_is(char c) const { return !at_end() && source_[at_] == c; }

  std::string_view take_character() {
    std::size_t size = at_end() ? 0 : base::code_point_size(source_, at_);
    std::string_view result = source_.substr(at_, size);
    at_ += size;
    return result;
  }

  bool fail(std::string message, std::size_t begin) {
    error = WordError{std::move(message), static_cast<std::uint32_t>(begin),
                      static_cast<std::uint32_t>(at_)};
    return false;
  }

  bool read_parts(char stop, WordPiece& out, WordList* words) {
    std::size_t start = at_;
    while (!at_end()) {
      if (stop != kNoStop && next_is(stop)) {
        ++at_;
        return true;
      }
      if (!read_part(out, words)) return false;
      if (out.text.size() > std::max(kMaxWordSize, source_.size())) {
        return fail("the word expands to more than 64 KiB", start);
      }
    }
    if (stop == kNoStop) return true;
    return fail(std::string("a substitution has no closing \"") + stop + "\"", start);
  }

  // Values and plain characters may hold spaces that end a word; nothing else does.
  bool read_part(WordPiece& out, WordList* words) {
    auto begin = static_cast<std::uint32_t>(at_);
    bool special = is_special(peek());
    bool splits = !special || next_is('$');
    WordPiece piece;
    if (!special) piece.text = take_character();
    if (special && !read_special(piece)) return false;
    auto end = static_cast<std::uint32_t>(at_);
    if (words && splits) words->add_splitting(piece.text, begin, end);
    if (words && !splits) words->add_raw(piece.text, begin, end);
    append(out, piece);
    return true;
  }

  bool is_special(char c) const {
    bool quote = (c == '\'' || c == '"') && !options_.plain_quotes;
    return quote || c == '$' || c == '<' || c == options_.escape;
  }

  bool read_special(WordPiece& piece) {
    switch (peek()) {
      case '$':
        return read_dollar(piece);
      case '<':
        return read_heredoc_mark(piece);
      case '\'':
        return read_single_quoted(piece);
      case '"':
        return read_double_quoted(piece);
      default:
        return read_escaped(piece);
    }
  }

  static void append(WordPiece& out, const WordPiece& piece) {
    out.text += piece.text;
    out.known = out.known && piece.known;
    out.from_build_arg = out.from_build_arg || piece.from_build_arg;
  }

  // `<<` and the blanks behind it stay one word, as a heredoc needs it.
  bool read_heredoc_mark(WordPiece& piece) {
    std::size_t begin = at_++;
    if (next_is('<')) {
      ++at_;
      while (next_is(' ') || next_is('\t') || next_is('\r')) ++at_;
    }
    piece.text = source_.substr(begin, at_ - begin);
    return true;
  }

  // An escape at the very end means nothing.
  bool read_escaped(WordPiece& piece) {
    if (raw_escapes_) piece.text += source_[at_];
    ++at_;
    piece.text += take_character();
    return true;
  }

  bool read_single_quoted(WordPiece& piece) {
    std::size_t begin = at_;
    std::size_t close = source_.find('\'', at_ + 1);
    at_ = close == std::string_view::npos ? source_.size() : close + 1;
    if (close == std::string_view::npos) return fail("a single quote is not closed", begin);
    piece.text = options_.keep_raw ? source_.substr(begin, at_ - begin)
                                   : source_.substr(begin + 1, close - begin - 1);
    return true;
  }

  bool read_double_quoted(WordPiece& piece) {
    std::size_t begin = at_++;
    if (options_.keep_raw) piece.text += '"';
    while (!next_is('"')) {
      if (at_end()) return fail("a double quote is not closed", begin);
      if (!read_quoted_part(piece)) return false;
    }
    ++at_;
    if (options_.keep_raw) piece.text += '"';
    return true;
  }

  bool read_quoted_part(WordPiece& piece) {
    if (peek() == '$') {
      WordPiece value;
      if (!read_dollar(value)) return false;
      append(piece, value);
    } else if (peek() == options_.escape) {
      read_escape_in_quotes(piece);
    } else {
      piece.text += take_character();
    }
    return true;
  }

  // Only the quote, the dollar and the escape itself can be escaped here. (A raw
  // escape before anything else comes out twice; BuildKit does that, and
  // patterns depend on it.)
  void read_escape_in_quotes(WordPiece& piece) {
    if (raw_escapes_) piece.text += options_.escape;
    ++at_;
    if (at_end()) return;
    bool special = next_is('"') || next_is('$') || next_is(options_.escape);
    piece.text += special ? source_[at_++] : options_.escape;
  }

  bool read_dollar(WordPiece& piece) {
    std::size_t begin = at_++;
    if (next_is('{')) {
      ++at_;
      return read_braces(begin, piece);
    }
    std::string_view name = read_name();
    if (name.empty()) {
      piece.text = "$";
      return true;
    }
    DockerVariable variable = look_up(name);
    if (stays_raw(variable)) {
      piece.text = source_.substr(begin, at_ - begin);
      return true;
    }
    return take_value(plain_value(variable), begin, piece);
  }

  bool read_braces(std::size_t begin, WordPiece& piece) {
    if (at_end()) return fail(kUnclosed, begin);
    if (next_is('{') || next_is('}') || next_is(':')) {
      ++at_;
      return fail("a substitution does not begin with the name of a variable", begin);
    }
    std::string_view name = read_name();
    std::string_view modifier = take_character();
    if (modifier == "}") {
      DockerVariable variable = look_up(name);
      if (!stays_raw(variable)) return take_value(plain_value(variable), begin, piece);
      piece.text = source_.substr(begin, at_ - begin);
      return true;
    }
    if (modifier == "/") return read_replacement(begin, name, piece);
    if (modifier.empty()) return fail(kUnclosed, begin);
    bool colon = modifier == ":";
    if (!colon && std::string_view("+-?#%").find(modifier) == std::string_view::npos) {
      return fail(kUnsupported, begin);
    }
    return read_modifier(begin, name, colon ? take_character() : modifier, colon, piece);
  }

  bool read_modifier(std::size_t begin, std::string_view name, std::string_view modifier,
                     bool colon, WordPiece& piece) {
    bool pattern = modifier == "#" || modifier == "%";
    WordPiece word;
    if (colon && pattern) return fail(kUnsupported, begin);
    if (!read_until('}', pattern, word, nullptr)) return false;
    DockerVariable variable = look_up(name);
    if (stays_raw(variable)) {
      std::string sign = (colon ? ":" : "") + std::string(modifier);
      piece.text = "${" + std::string(name) + sign + word.text + "}";
      return true;
    }
    std::string problem;
    char sign = modifier.size() == 1 ? modifier[0] : '\0';
    WordPiece value = modified_value(variable, sign, colon, word, budget_, problem);
    if (!problem.empty()) return fail(std::move(problem), begin);
    return take_value(std::move(value), begin, piece);
  }

  bool read_replacement(std::size_t begin, std::string_view name, WordPiece& piece) {
    bool all = next_is('/');
    if (all) ++at_;
    WordPiece pattern;
    WordPiece replacement;
    if (!read_until('/', true, pattern, nullptr)) return false;
    if (!read_until('}', true, replacement, nullptr)) return false;
    DockerVariable variable = look_up(name);
    if (stays_raw(variable)) {
      piece.text = "${" + std::string(name) + "/" + pattern.text + "/" + replacement.text + "}";
      return true;
    }
    std::string problem;
    WordPiece value = replaced_value(variable, pattern, replacement, all, budget_, problem);
    if (!problem.empty()) return fail(std::move(problem), begin);
    return take_value(std::move(value), begin, piece);
  }

  // A special parameter, a number, or a name of letters, digits and underscores.
  std::string_view read_name() {
    std::size_t begin = at_;
    if (base::is_digit(peek())) {
      while (base::is_digit(peek())) ++at_;
    } else if (is_special_parameter(peek())) {
      ++at_;
    } else {
      while (!at_end()) {
        std::size_t size = base::code_point_size(source_, at_);
        if (!is_docker_name_part(source_.substr(at_, size))) break;
        at_ += size;
      }
    }
    return source_.substr(begin, at_ - begin);
  }

  // Numbers and special parameters are the shell's; nobody sets them.
  DockerVariable look_up(std::string_view name) {
    if (name.empty()) return {};
    bool shells = base::is_digit(name[0]) || is_special_parameter(name[0]);
    DockerVariable variable = shells ? DockerVariable{} : lookup_(name);
    if (variable.presence != DockerVariable::Presence::kSet) note_without_value(name);
    return variable;
  }

  void note_without_value(std::string_view name) {
    if (without_value.size() >= kMaxNamesKept) return;
    if (std::find(without_value.begin(), without_value.end(), name) != without_value.end()) return;
    without_value.emplace_back(name);
  }

  bool stays_raw(const DockerVariable& variable) const {
    return options_.keep_unset && variable.presence == DockerVariable::Presence::kUnset;
  }

  bool take_value(WordPiece value, std::size_t begin, WordPiece& piece) {
    if (value.text.size() > budget_.bytes) {
      return fail("the variables of this file expand to too much text", begin);
    }
    budget_.bytes -= value.text.size();
    piece = std::move(value);
    return true;
  }

  std::string_view source_;
  const DockerLookup& lookup_;
  const WordOptions& options_;
  WordBudget& budget_;
  bool raw_escapes_;
  WordList* words_ = nullptr;  // of the outermost depth
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

ExpandedWord expand_word(std::string_view word, const DockerLookup& lookup,
                         const WordOptions& options, WordBudget& budget) {
  Expander expander(word, lookup, options, budget);
  WordPiece piece;
  bool good = expander.read_until(kNoStop, options.keep_raw, piece, nullptr);
  ExpandedWord result;
  result.without_value = std::move(expander.without_value);
  result.error = std::move(expander.error);
  result.known = good && piece.known;
  result.from_build_arg = piece.from_build_arg;
  if (good) result.text = std::move(piece.text);
  return result;
}

std::optional<std::vector<SplitWord>> split_words(std::string_view source,
                                                  const DockerLookup& lookup,
                                                  const WordOptions& options, WordBudget& budget) {
  Expander expander(source, lookup, options, budget);
  WordPiece piece;
  WordList words;
  if (!expander.read_until(kNoStop, options.keep_raw, piece, &words)) return std::nullopt;
  return words.take();
}

}  // namespace verifull::parse
