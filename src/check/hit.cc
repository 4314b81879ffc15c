#include "check/hit.h"

#include <algorithm>

#include "check/checker.h"
#include "check/message.h"

namespace verifull::check {
namespace {

void add_new(std::vector<std::string>& list, const std::vector<std::string>& more) {
  for (const std::string& item : more) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
  }
}

Names names_of(const std::vector<const facts::Subject*>& subjects) {
  Names names;
  for (const facts::Subject* subject : subjects) {
    add_new(names.environments, subject->environments);
    if (!subject->connection.empty()) add_new(names.connections, {subject->connection});
    add_new(names.conditions, subject->conditions);
  }
  return names;
}

std::vector<const facts::Subject*> subjects_of(const std::vector<Hit>& hits) {
  std::vector<const facts::Subject*> subjects;
  for (const Hit& hit : hits) subjects.push_back(hit.subject);
  return subjects;
}

// The labels of a finding: each place once per text.
class Labels {
 public:
  explicit Labels(const std::vector<Hit>& hits)
      : hits_(hits), subjects_(subjects_of(hits)), primary_(hits[0].primary) {}

  std::vector<Label> collect() {
    for (const RuleLabel& label : hits_[0].rule->labels) add_places(label);
    for (const facts::Subject* subject : subjects_) add_trail(*subject);
    return std::move(labels_);
  }

 private:
  // Subjects that share the place share the label, which then names them all.
  void add_places(const RuleLabel& label) {
    std::vector<base::Span> done;
    for (const facts::Subject* subject : subjects_) {
      if (full()) return;
      const base::Span* span = subject->place(label.at);
      if (span == nullptr || std::find(done.begin(), done.end(), *span) != done.end()) continue;
      done.push_back(*span);
      add(*span, render(label.text, *subject, names_of(with_place(label.at, *span))));
    }
  }

  std::vector<const facts::Subject*> with_place(std::string_view name, const base::Span& span) {
    std::vector<const facts::Subject*> found;
    for (const facts::Subject* subject : subjects_) {
      const base::Span* other = subject->place(name);
      if (other != nullptr && *other == span) found.push_back(subject);
    }
    return found;
  }

  void add_trail(const facts::Subject& subject) {
    auto wanted = hits_[0].rule->trail;
    for (const facts::TrailStep& step : subject.trail) {
      if (full()) return;
      if (std::find(wanted.begin(), wanted.end(), step.key) == wanted.end()) continue;
      add(step.span, step.text);
    }
  }

  void add(const base::Span& span, std::string text) {
    if (!span.known() || span == primary_) return;
    bool there = std::any_of(labels_.begin(), labels_.end(), [&](const Label& label) {
      return label.span == span && label.text == text;
    });
    if (!there) labels_.push_back({span, std::move(text)});
  }

  bool full() const { return labels_.size() >= kMaxLabels; }

  const std::vector<Hit>& hits_;
  std::vector<const facts::Subject*> subjects_;
  base::Span primary_;
  std::vector<Label> labels_;
};

// A finding needs a place: where the rule's own are all missing, the subject's
// first known one is better than silence.
bool find_primary(Hit& hit) {
  for (std::string_view name : hit.rule->point_at) {
    const base::Span* span = hit.subject->place(name);
    if (span == nullptr || !span->known()) continue;
    hit.primary = *span;
    hit.point = name;
    return true;
  }
  for (const facts::Place& place : hit.subject->places) {
    if (!place.span.known()) continue;
    hit.primary = place.span;
    hit.point = place.name;
    return true;
  }
  for (const facts::TrailStep& step : hit.subject->trail) {
    if (!step.span.known()) continue;
    hit.primary = step.span;
    hit.point = step.key;
    return true;
  }
  return false;
}

std::string_view or_else(std::string_view text, std::string_view other) {
  return text.empty() ? other : text;
}

}  // namespace

Severity Hit::severity() const {
  return changed != nullptr ? changed->severity.value_or(rule->severity) : rule->severity;
}

Confidence Hit::confidence() const {
  return changed != nullptr ? changed->confidence.value_or(rule->confidence) : rule->confidence;
}

std::string_view Hit::message() const {
  return changed != nullptr ? or_else(changed->message, rule->message) : rule->message;
}

std::string_view Hit::here() const {
  return changed != nullptr ? or_else(changed->here, rule->here) : rule->here;
}

std::string_view Hit::help() const {
  return changed != nullptr ? or_else(changed->help, rule->help) : rule->help;
}

std::optional<Hit> hit(const Rule& rule, const facts::Subject& subject) {
  if (rule.conditions.empty()) return std::nullopt;
  if (subject.kind != rule.applies_to || !holds(rule.conditions, 0, subject)) return std::nullopt;
  Hit result{&rule, nullptr, &subject, {}, {}};
  for (const Case& each : rule.cases) {
    if (!holds(rule.conditions, each.condition, subject)) continue;
    result.changed = &each;
    break;
  }
  if (!find_primary(result)) return std::nullopt;
  return result;
}

std::string cause_of(const Hit& hit) {
  const base::Span& at = hit.primary;
  std::string cause;
  for (std::uint32_t number : {at.file, at.begin, at.end}) cause += std::to_string(number) + ":";
  cause += severity_name(hit.severity());
  cause += confidence_name(hit.confidence());
  cause += '\0';
  // No name is empty, so the sentences differ only by what else is in them.
  Names nobody{{""}, {""}, hit.subject->conditions};
  cause += render(hit.message(), *hit.subject, nobody) + '\0';
  for (const std::string& condition : hit.subject->conditions) cause += condition + '\0';
  return cause;
}

Finding to_finding(const std::vector<Hit>& hits) {
  const Hit& first = hits[0];
  Names names = names_of(subjects_of(hits));
  Finding finding;
  finding.rule = first.rule;
  finding.severity = first.severity();
  finding.confidence = first.confidence();
  finding.message = render(first.message(), *first.subject, names);
  finding.help = render(first.help(), *first.subject, names);
  finding.primary = first.primary;
  finding.primary_text = render(first.here(), *first.subject, names);
  finding.labels = Labels(hits).collect();
  finding.environments = names.environments;
  if (names.connections.size() == 1) finding.connection = names.connections[0];
  finding.conditions = names.conditions;
  // A line that is true of one of them only would mislead.
  bool same = std::all_of(hits.begin(), hits.end(), [&](const Hit& hit) {
    return hit.subject->resolved == first.subject->resolved;
  });
  if (same) finding.resolved = first.subject->resolved;
  return finding;
}

}  // namespace verifull::check
