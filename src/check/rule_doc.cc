#include "check/rule_doc.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "check/ignore_rules.h"
#include "check/message.h"
#include "check/wrap.h"

namespace verifull::check {
namespace {

// "error", "error, in some cases warning".
std::string severities(const Rule& rule) {
  std::vector<std::string> others;
  for (const Case& each : rule.cases) {
    if (!each.severity || *each.severity == rule.severity) continue;
    std::string name(severity_name(*each.severity));
    if (std::find(others.begin(), others.end(), name) == others.end()) others.push_back(name);
  }
  std::string result(severity_name(rule.severity));
  if (!others.empty()) result += ", in some cases " + enumeration(others);
  return result;
}

std::string facts_line(const Rule& rule) {
  std::string line = "severity: " + severities(rule);
  line += "; confidence: " + std::string(confidence_name(rule.confidence));
  if (rule.pedantic) line += "; only with `--pedantic`";
  if (!fix_word(rule).empty()) line += "; " + std::string(fix_word(rule));
  return line;
}

// Every sentence that the rule can say, in general terms, each once.
std::vector<std::string> sentences(const Rule& rule, std::string_view Case::*of_case,
                                   std::string_view of_rule) {
  std::vector<std::string> result;
  auto add = [&result](std::string_view text) {
    std::string sentence = render_pattern(text);
    bool there = std::find(result.begin(), result.end(), sentence) != result.end();
    if (!sentence.empty() && !there) result.push_back(sentence);
  };
  add(of_rule);
  for (const Case& each : rule.cases) add(each.*of_case);
  return result;
}

// What `--fix` does, in general terms, with its safety.
std::vector<std::string> fixes_of(const Rule& rule) {
  std::vector<std::string> result;
  for (const RuleFix& fix : rule.fixes) {
    std::string text = (fix.safe ? "`--fix`: " : "`--unsafe-fixes`: ") + render_pattern(fix.title);
    if (std::find(result.begin(), result.end(), text) == result.end()) result.push_back(text);
  }
  return result;
}

std::string place_of(const ExpectedFinding& finding) {
  std::string place = std::string(finding.path) + ":" + std::to_string(finding.line) + ":" +
                      std::to_string(finding.column);
  if (finding.severity) place += " (" + std::string(severity_name(*finding.severity)) + ")";
  return place;
}

std::vector<std::string> places_of(const Example& example) {
  std::vector<std::string> places;
  for (const ExpectedFinding& finding : example.findings) places.push_back(place_of(finding));
  return places;
}

std::string options_of(const Example& example) {
  std::vector<std::string> words(example.options.begin(), example.options.end());
  return base::join(words, " ");
}

// Both pages have the same parts in the same order and differ in how a part is
// written down.
class Page {
 public:
  virtual ~Page() = default;

  std::string print(const Rule& rule) {
    head(rule);
    list("What it says", sentences(rule, &Case::message, rule.message));
    if (!rule.why.empty()) prose("Why it matters", rule.why);
    list("What to do", sentences(rule, &Case::help, rule.help));
    list("What can be repaired", fixes_of(rule));
    for (const Example& each : rule.bad) example("Bad: ", each);
    for (const Example& each : rule.good) example("Good: ", each);
    list("Sources", {rule.sources.begin(), rule.sources.end()});
    return std::move(out_);
  }

 protected:
  virtual void head(const Rule& rule) = 0;
  virtual void prose(std::string_view title, std::string_view text) = 0;
  virtual void file(const ExampleFile& file) = 0;

  void list(std::string_view title, const std::vector<std::string>& items) {
    std::string text;
    if (items.size() == 1) text = items[0];
    if (items.size() > 1) text = "- " + base::join(items, "\n- ");
    if (!text.empty()) prose(title, text);
  }

  void example(std::string_view kind, const Example& example) {
    std::string note;
    if (!example.findings.empty()) note = "found at " + enumeration(places_of(example));
    if (!example.options.empty()) {
      note += (note.empty() ? "with `" : ", with `") + options_of(example) + "`";
    }
    prose(std::string(kind) + std::string(example.name), note);
    for (const ExampleFile& each : example.files) file(each);
  }

  std::string out_;
};

class TextPage : public Page {
  void head(const Rule& rule) override {
    out_ += std::string(rule.id) + "\n" + wrapped(rule.title, 0) + "\n";
    out_ += wrapped(facts_line(rule), 0);
  }

  void prose(std::string_view title, std::string_view text) override {
    out_ += "\n" + wrapped(title, 0) + wrapped(text, 2);
  }

  void file(const ExampleFile& file) override {
    out_ += "\n  " + std::string(file.path) + "\n";
    for (std::string_view line : lines_of(file.text)) {
      out_ += line.empty() ? "\n" : "    " + base::neutralised(line, true) + "\n";
    }
  }
};

class MarkdownPage : public Page {
  void head(const Rule& rule) override {
    out_ += "# `" + std::string(rule.id) + "`\n\n" + std::string(rule.title) + ".\n\n";
    out_ += "*" + facts_line(rule) + "*\n";
  }

  void prose(std::string_view title, std::string_view text) override {
    out_ += "\n## " + std::string(title) + "\n";
    if (!text.empty()) out_ += "\n" + std::string(base::trim(text)) + "\n";
  }

  void file(const ExampleFile& file) override {
    std::string fence = "```";
    while (file.text.find(fence) != std::string_view::npos) fence += '`';
    out_ += "\n`" + std::string(file.path) + "`\n\n" + fence + language(file.path) + "\n";
    for (std::string_view line : lines_of(file.text)) out_ += std::string(line) + "\n";
    out_ += fence + "\n";
  }

  static std::string language(std::string_view path) {
    if (path.ends_with(".yml") || path.ends_with(".yaml")) return "yaml";
    if (path.find("Dockerfile") != std::string_view::npos) return "dockerfile";
    return path.find(".env") != std::string_view::npos ? "sh" : "text";
  }
};

}  // namespace

std::string_view fix_word(const Rule& rule) {
  if (&rule == &ignore_unused()) return "fixable";
  if (rule.fixes.empty()) return "";
  bool safe = std::any_of(rule.fixes.begin(), rule.fixes.end(),
                          [](const RuleFix& fix) { return fix.safe; });
  return safe ? "fixable" : "fixable with --unsafe-fixes";
}

std::string rule_text(const Rule& rule) { return TextPage().print(rule); }

std::string rule_markdown(const Rule& rule) { return MarkdownPage().print(rule); }

}  // namespace verifull::check
