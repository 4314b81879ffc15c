#include "resolve/render.h"

#include <algorithm>

#include "base/text.h"
#include "parse/placeholder.h"
#include "resolve/evaluate.h"

namespace verifull::resolve {
namespace {

constexpr std::size_t kMaxRendered = 4U << 20;

// True when a text can stand where a tag stood without changing what YAML makes
// of its surroundings, so that the choice between several such texts can wait.
bool is_yaml_safe(std::string_view text) {
  if (text.empty()) return true;
  if (std::string_view("*&!|>@`%-?:,[]{}#'\"").find(text[0]) != std::string_view::npos &&
      text != "-") {
    // ":name" is a symbol and "-1" a number, both plain scalars.
    bool number_or_symbol = (text[0] == ':' || text[0] == '-' || text[0] == '?') &&
                            text.size() > 1 && text[1] != ' ';
    if (!number_or_symbol) return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == '\n' || c == '\r' || c == '\t' || c == '"' || c == '\'' || c == '\\') return false;
    if (c == ':' && (next == ' ' || i + 1 == text.size())) return false;
    if (c == '#' && (i == 0 || text[i - 1] == ' ')) return false;
  }
  return true;
}

class Renderer : public Evaluator::Sink {
 public:
  Renderer(const RenderInput& input, Environment environment, Unknowns& unknowns, World& world)
      : input_(input),
        environment_(std::move(environment)),
        unknowns_(unknowns),
        world_(world),
        evaluator_({input.program.program, input.source, environment_, input.rails_env,
                    input.rails_root, unknowns, input.has_local},
                   *this) {}

  Rendered run() {
    if (input_.program.error) {
      refuse(*input_.program.error);
      return std::move(rendered_);
    }
    try {
      evaluator_.evaluate(input_.program.program.root, world_);
    } catch (const Raised& raised) {
      rendered_.error = {raised.ruby_class, raised.message, raised.span};
    } catch (const Unfollowable& lost) {
      rendered_.unfollowable = {"", lost.what, lost.span};
    }
    blank_dynamic_lines();
    rendered_.followed = evaluator_.context().followed;
    rendered_.variables = std::move(environment_);
    return std::move(rendered_);
  }

  void text(const parse::RubyNode& piece) override {
    // `<%%` writes `<%`: one byte less than stands in the source.
    bool copied = piece.text.size() == piece.span.size();
    write(piece.text, piece.span, copied, {}, false);
  }

  void output(const parse::RubyNode& tag) override {
    parse::RubyId expression = tag.children.empty() ? parse::kNoRuby : tag.children[0];
    if (expression == parse::kNoRuby) return write("", tag.span, false, {}, false);
    RubyValue value = evaluator_.evaluate_lazily(expression, world_);
    if (value.is(RubyType::kLazy)) {
      std::vector<LazyAlternative> choices = texts_of(value);
      bool safe = std::all_of(choices.begin(), choices.end(), [](const LazyAlternative& choice) {
        return is_yaml_safe(choice.value.text);
      });
      if (safe) return defer(tag, std::move(choices));
      value = evaluator_.evaluate(expression, world_);
    }
    RubyValue written = evaluator_.to_text(value, world_);
    write(written.text, tag.span, false, written.trail, written.secret);
  }

 private:
  void refuse(const parse::RubyError& error) {
    if (error.kind == parse::RubyError::Kind::kSyntax) {
      rendered_.error = {"SyntaxError", error.message, error.span};
    } else {
      bool limit = error.kind == parse::RubyError::Kind::kTooDeep;
      rendered_.unfollowable = {"", error.message, error.span, limit};
    }
  }

  std::vector<LazyAlternative> texts_of(const RubyValue& lazy) {
    std::vector<LazyAlternative> result = *lazy.alternatives;
    for (LazyAlternative& alternative : result) {
      if (!alternative.raised_class.empty()) continue;
      alternative.value = evaluator_.to_text(alternative.value, world_);
    }
    return result;
  }

  void defer(const parse::RubyNode& tag, std::vector<LazyAlternative> choices) {
    Trail trail;
    bool secret = false;
    for (const LazyAlternative& choice : choices) secret = secret || choice.value.secret;
    std::uint32_t index = unknowns_.deferred(std::move(choices), tag.span);
    write(parse::placeholder(index), tag.span, false, std::move(trail), secret);
  }

  void write(std::string_view text, const base::Span& source, bool copied, Trail trail,
             bool secret) {
    if (rendered_.text.size() + text.size() > kMaxRendered) {
      throw Unfollowable{"the rendered file is larger than 4 MiB", source};
    }
    auto begin = static_cast<std::uint32_t>(rendered_.text.size());
    rendered_.text += text;
    rendered_.runs.push_back({begin, static_cast<std::uint32_t>(rendered_.text.size()), source,
                              copied, std::move(trail), secret});
  }

  // A line that holds only what cannot be known may write any keys at all; YAML
  // would only trip over the placeholder.
  void blank_dynamic_lines() {
    std::string& text = rendered_.text;
    if (parse::is_closed(text)) return;
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = std::min(text.find('\n', begin), text.size());
      std::string_view line = base::trim(std::string_view(text).substr(begin, end - begin));
      std::size_t size = parse::placeholder_size(line, 0);
      if (size > 0 && size == line.size()) {
        auto from = static_cast<std::uint32_t>(line.data() - text.data());
        auto to = static_cast<std::uint32_t>(from + size);
        rendered_.dynamic_lines.push_back(rendered_.source_of(from, to));
        std::fill(text.begin() + from, text.begin() + to, ' ');
      }
      begin = end + 1;
    }
  }

  const RenderInput& input_;
  Environment environment_;
  Unknowns& unknowns_;
  World& world_;
  Evaluator evaluator_;
  Rendered rendered_;
};

}  // namespace

std::vector<const RenderedRun*> Rendered::runs_in(std::uint32_t begin, std::uint32_t end) const {
  std::vector<const RenderedRun*> result;
  auto first = std::partition_point(runs.begin(), runs.end(),
                                    [&](const RenderedRun& run) { return run.end <= begin; });
  for (auto run = first; run != runs.end() && run->begin < std::max(end, begin + 1); ++run) {
    if (run->begin != run->end) result.push_back(&*run);
  }
  return result;
}

base::Span Rendered::source_of(std::uint32_t begin, std::uint32_t end) const {
  base::Span result;
  auto run = std::partition_point(runs.begin(), runs.end(), [&](const RenderedRun& candidate) {
    return candidate.end <= begin;
  });
  // An empty range at the end of a run belongs to that run: the place of an
  // empty value is right behind its colon.
  if (begin == end && run != runs.begin() && (run == runs.end() || run->begin == begin)) {
    // A tag that wrote nothing is where the value would stand.
    for (auto tag = run; tag != runs.end() && tag->begin == begin; ++tag) {
      if (tag->begin == tag->end) return tag->source;
    }
    auto before = std::prev(run);
    while (before != runs.begin() && before->begin == before->end) {
      if (!before->copied) return before->source;
      --before;
    }
    std::uint32_t at = before->copied ? before->source.begin + (begin - before->begin)
                                      : before->source.end;
    return {before->source.file, at, at};
  }
  for (; run != runs.end() && (run->begin < end || run->begin == begin); ++run) {
    if (run->begin == run->end) continue;
    std::uint32_t from = run->source.begin;
    std::uint32_t to = run->source.end;
    if (run->copied) {
      from += std::max(begin, run->begin) - run->begin;
      to = run->source.begin + std::min(end, run->end) - run->begin;
    }
    if (!result.known()) result = {run->source.file, from, to};
    result.begin = std::min(result.begin, from);
    result.end = std::max(result.end, to);
    if (run->end >= end) break;
  }
  return result;
}

Rendered render(const RenderInput& input, Environment environment, Unknowns& unknowns,
                World& world) {
  return Renderer(input, std::move(environment), unknowns, world).run();
}

}  // namespace verifull::resolve
