#include "check/fixer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "base/tame_text.h"
#include "check/condition.h"
#include "check/message.h"
#include "edit/dockerfile_edit.h"
#include "edit/edit_set.h"
#include "edit/env_edit.h"
#include "edit/ruby_edit.h"

namespace verifull::check {
namespace {

using edit::Outcome;

bool applies(const RuleFix& fix, const Hit& hit) {
  return fix.condition == 0 || holds(hit.rule->conditions, fix.condition, *hit.subject);
}

// Every `{fact}` of the template is a text that is known; inside a tag of ERB and in an
// instruction also one that can be nothing but text there.
bool all_known(std::string_view text, const facts::Subject& subject, bool in_line = false) {
  bool in_tag = text.starts_with("<%");
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    std::string_view name = text.substr(open + 1, text.find('}', open) - open - 1);
    const facts::FactValue* value = subject.find(name);
    if (value == nullptr || !std::holds_alternative<std::string>(*value)) return false;
    const std::string& known = std::get<std::string>(*value);
    if (in_tag && (known.empty() || !base::is_tame(known))) return false;
    if (in_line && known.find_first_of("\r\n\\`\"'$<") != std::string::npos) return false;
  }
  return true;
}

Names names_of(const facts::Subject& subject) {
  return {subject.environments, {subject.connection}, subject.conditions};
}

}  // namespace

std::optional<edit::Fix> Fixer::fix(const std::vector<Hit>& hits,
                                    const std::vector<std::vector<Hit>>& causes) {
  for (const RuleFix& each : hits[0].rule->fixes) {
    bool all = std::all_of(hits.begin(), hits.end(),
                           [&](const Hit& hit) { return applies(each, hit); });
    if (!all) continue;
    if (auto made = make(each, hits, causes)) return made;
  }
  return std::nullopt;
}

std::optional<edit::Fix> Fixer::make(const RuleFix& fix, const std::vector<Hit>& hits,
                                     const std::vector<std::vector<Hit>>& causes) {
  std::vector<base::Span> headers;
  for (const std::vector<Hit>& cause : causes) {
    for (const Hit& hit : cause) {
      const base::Span* header = header_of(*hit.subject);
      if (header != nullptr && applies(fix, hit)) headers.push_back(*header);
    }
  }
  places_.cover(std::move(headers));
  edit::EditSet edits;
  for (const Hit& hit : hits) {
    for (const FixStep& each : fix.steps) {
      if (!step(each, *hit.subject, edits)) return std::nullopt;
    }
  }
  edit::Fix result;
  result.title = render(fix.title, *hits[0].subject, names_of(*hits[0].subject));
  result.safe = fix.safe;
  result.edits = edits.edits();
  for (const FixStep& each : fix.steps) {
    if (each.action == FixAction::kSet) result.changes.emplace_back(each.target);
  }
  for (std::string_view change : fix.changes) {
    if (!all_known(change, *hits[0].subject)) continue;
    result.changes.push_back(render(change, *hits[0].subject, names_of(*hits[0].subject)));
  }
  return result;
}

bool Fixer::step(const FixStep& step, const facts::Subject& subject, edit::EditSet& edits) {
  if (!all_known(step.to, subject, step.action == FixAction::kInsert)) return false;
  std::string to = render(step.to, subject, names_of(subject));
  if (step.action == FixAction::kSet) {
    Outcome outcome = places_.set(subject, step.target, to);
    return outcome && edits.add(*outcome.edit);
  }
  const base::Span* at = subject.place(step.target);
  if (at == nullptr || !at->known()) return false;
  // What is dead is dead for all who use the mapping.
  bool dead = subject.kind == facts::SubjectKind::kPair;
  if (!dead && !places_.may_edit(*at)) return false;
  if (step.action == FixAction::kQuote) {
    std::vector<edit::Edit> quotes = edit::quote_line_value(places_.text(at->file), *at);
    return !quotes.empty() && edits.add(quotes[0]) && edits.add(quotes[1]);
  }
  Outcome outcome = change(step.action, *at, to);
  return outcome && edits.add(*outcome.edit);
}

Outcome Fixer::change(FixAction action, const base::Span& at, const std::string& to) {
  std::string_view text = places_.text(at.file);
  switch (action) {
    case FixAction::kRename: return places_.rename(at, to);
    case FixAction::kValue: return places_.set_value_of(at, to);
    case FixAction::kRemove: return places_.remove(at);
    case FixAction::kDefault: return edit::add_presence(text, at, to);
    case FixAction::kFlag: {
      std::size_t equals = std::min(to.find('='), to.size());
      std::string value = equals < to.size() ? to.substr(equals + 1) : "";
      return edit::set_flag(text, at, to.substr(0, equals), value);
    }
    case FixAction::kReplace: return edit::set_word(text, at, to);
    case FixAction::kInsert:
      if (places_.kind(at.file) == source::FileKind::kDockerignore) {
        return edit::insert_line(text, at, to);
      }
      return edit::insert_instruction(text, at, to);
    default: return Outcome::cannot("this is done elsewhere");
  }
}

}  // namespace verifull::check
