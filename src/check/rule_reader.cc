#include "check/rule_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "check/condition_reader.h"
#include "check/example_reader.h"
#include "check/fix_reader.h"
#include "check/message.h"
#include "check/rule_yaml.h"

namespace verifull::check {
namespace {

constexpr std::string_view kRuleFields[] = {
    "id",   "title", "severity", "confidence", "pedantic", "applies_to",
    "when", "cases", "message",  "here",       "point_at", "labels",
    "help", "trail", "why",      "sources",    "bad",      "good",
    "fixes"};
constexpr std::string_view kCaseFields[] = {"when",    "severity", "confidence",
                                            "message", "here",     "help"};
constexpr std::string_view kLabelFields[] = {"at", "text"};
// In the order of the enumerations.
constexpr std::string_view kSeverities[] = {"info", "warning", "error"};
constexpr std::string_view kConfidences[] = {"low", "medium", "high"};
constexpr std::string_view kKinds[] = {"connection", "key",      "pair",
                                      "error",      "variable", "unknown"};

// Lower-case words joined with hyphens, because an id stands in URLs, in
// comments of users and on command lines.
bool is_id(std::string_view id) {
  if (id.empty() || id.size() > 60) return false;
  for (std::string_view word : base::split(id, '-')) {
    bool fine = std::all_of(word.begin(), word.end(),
                            [](char c) { return base::is_lower(c) || base::is_digit(c); });
    if (word.empty() || !fine) return false;
  }
  return true;
}

std::string_view stem(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

class Reader {
 public:
  Reader(RuleYaml& yaml, const RuleReading& reading, RuleSet& set)
      : yaml_(yaml), reading_(reading), set_(set), conditions_(yaml, set, reading.fact_keys) {}

  Rule read(std::string_view path) {
    root_ = yaml_.root();
    yaml_.fields(root_, "a rule", kRuleFields);
    read_head(path);
    conditions_.read(require("when"));
    rule_.message = message(require("message"), "message");
    rule_.here = message(find("here"), "here");
    rule_.help = message(reading_.complete ? require("help") : find("help"), "help");
    read_cases();
    rule_.fixes = read_fixes(yaml_, find("fixes"), conditions_, reading_, set_);
    rule_.conditions = set_.keep(conditions_.conditions());
    read_places();
    read_page();
    return rule_;
  }

 private:
  parse::YamlId find(std::string_view key) const { return yaml_.find(root_, key); }
  parse::YamlId require(std::string_view key) { return yaml_.require(root_, key); }

  void read_head(std::string_view path) {
    parse::YamlId id = require("id");
    rule_.id = set_.keep(yaml_.text(id, "id"));
    if (!is_id(rule_.id)) {
      yaml_.fail(id, "`id` must be lower-case words joined with hyphens");
    } else if (rule_.id != stem(path)) {
      yaml_.fail(id, "`id` is " + quoted(rule_.id) + ", but the file is " + quoted(stem(path)));
    }
    rule_.title = set_.keep(yaml_.line(require("title"), "title"));
    rule_.severity = severity(require("severity"));
    if (parse::YamlId at = find("confidence"); at != parse::kNoYaml) {
      rule_.confidence = confidence(at);
    }
    rule_.pedantic = yaml_.truth(find("pedantic"), "pedantic");
    rule_.applies_to =
        static_cast<facts::SubjectKind>(yaml_.choice(require("applies_to"), "applies_to", kKinds));
  }

  Severity severity(parse::YamlId id) {
    return static_cast<Severity>(yaml_.choice(id, "severity", kSeverities));
  }

  Confidence confidence(parse::YamlId id) {
    return static_cast<Confidence>(yaml_.choice(id, "confidence", kConfidences));
  }

  std::string_view message(parse::YamlId id, std::string_view what) {
    std::string_view text = yaml_.line(id, what);
    if (auto problem = check_message(text, reading_.fact_keys)) {
      yaml_.fail(id, problem->message, problem->hint);
    }
    return set_.keep(text);
  }

  void read_cases() {
    std::vector<Case> cases;
    for (parse::YamlId id : yaml_.items(find("cases"), "cases")) {
      if (yaml_.fields(id, "a case", kCaseFields).size() == 1) {
        yaml_.fail(id, "a case must change something");
      }
      Case result;
      result.condition = conditions_.read(yaml_.require(id, "when"));
      if (auto at = yaml_.find(id, "severity"); at != parse::kNoYaml) {
        result.severity = severity(at);
      }
      if (auto at = yaml_.find(id, "confidence"); at != parse::kNoYaml) {
        result.confidence = confidence(at);
      }
      result.message = message(yaml_.find(id, "message"), "message");
      result.here = message(yaml_.find(id, "here"), "here");
      result.help = message(yaml_.find(id, "help"), "help");
      cases.push_back(result);
    }
    rule_.cases = set_.keep(cases);
  }

  void read_places() {
    std::vector<std::string_view> names;
    for (parse::YamlId item : yaml_.items(require("point_at"), "point_at")) {
      names.push_back(place(item));
    }
    rule_.point_at = set_.keep(names);
    std::vector<RuleLabel> labels;
    for (parse::YamlId item : yaml_.items(find("labels"), "labels")) {
      yaml_.fields(item, "a label", kLabelFields);
      std::string_view at = place(yaml_.require(item, "at"));
      labels.push_back({at, message(yaml_.require(item, "text"), "text")});
    }
    rule_.labels = set_.keep(labels);
    rule_.trail = keep_texts("trail");
  }

  std::string_view place(parse::YamlId id) {
    std::vector<std::string_view> known;
    for (const facts::Word& word : reading_.place_names) known.push_back(word.name);
    std::string_view name = yaml_.text(id, "a place");
    if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
      yaml_.fail(id, quoted(name) + " is no place that is known here", did_you_mean(name, known));
    }
    return set_.keep(name);
  }

  void read_page() {
    bool complete = reading_.complete;
    rule_.why = set_.keep(yaml_.text(complete ? require("why") : find("why"), "why"));
    rule_.sources = keep_texts("sources");
    rule_.bad =
        read_examples(yaml_, complete ? require("bad") : find("bad"), ExampleKind::kBad, set_);
    rule_.good =
        read_examples(yaml_, complete ? require("good") : find("good"), ExampleKind::kGood, set_);
  }

  std::span<const std::string_view> keep_texts(std::string_view key) {
    std::vector<std::string_view> texts = yaml_.texts(find(key), key);
    for (std::string_view& text : texts) text = set_.keep(base::trim(text));
    return set_.keep(texts);
  }

  RuleYaml& yaml_;
  const RuleReading& reading_;
  RuleSet& set_;
  ConditionReader conditions_;
  parse::YamlId root_ = parse::kNoYaml;
  Rule rule_;
};

}  // namespace

base::Result<const Rule*> read_rule(std::string_view text, std::string_view path, base::FileId file,
                                    const RuleReading& reading, RuleSet& set) {
  RuleYaml yaml(text, path, file);
  if (!yaml.ok()) return yaml.error();
  Rule rule = Reader(yaml, reading, set).read(path);
  if (!yaml.ok()) return yaml.error();
  return &set.add(rule);
}

}  // namespace verifull::check
