#include "tools/rule_table.h"

#include <optional>
#include <span>
#include <string_view>

#include "tools/cxx_text.h"

namespace verifull::tools {
namespace {

template <typename Enum>
std::string value(std::string_view type, Enum enumerator) {
  return std::string(type) + "{" + std::to_string(static_cast<int>(enumerator)) + "}";
}

template <typename Enum>
std::string maybe(std::string_view type, const std::optional<Enum>& enumerator) {
  return enumerator ? value(type, *enumerator) : "std::nullopt";
}

class Table {
 public:
  std::string print(const std::vector<const check::Rule*>& rules) {
    std::vector<std::string> all;
    for (const check::Rule* each : rules) all.push_back(rule(*each));
    std::string name = array("Rule", all);
    return "// Written by rulec from the files of rules/.\n"
           "#include \"check/rules.h\"\n\nnamespace verifull::check {\nnamespace {\n\n" +
           arrays_.text() + "\n}  // namespace\n\nstd::span<const Rule> all_rules() { return " + name +
           "; }\n\n}  // namespace verifull::check\n";
  }

 private:
  std::string array(std::string_view type, const std::vector<std::string>& elements) {
    return arrays_.add(type, elements);
  }

  template <typename T, typename Print>
  std::string array(std::string_view type, std::span<const T> items, Print print_one) {
    std::vector<std::string> elements;
    for (const T& item : items) elements.push_back(print_one(item));
    return array(type, elements);
  }

  std::string texts(std::span<const std::string_view> items) {
    return array("std::string_view", items, view);
  }

  std::string condition(const check::Condition& item) {
    return braces({value("Predicate", item.predicate), std::to_string(item.end), view(item.fact),
                   texts(item.words)});
  }

  static std::string changed(const check::Case& item) {
    return braces({std::to_string(item.condition), maybe("Severity", item.severity),
                   maybe("Confidence", item.confidence), view(item.message), view(item.here),
                   view(item.help)});
  }

  static std::string label(const check::RuleLabel& item) {
    return braces({view(item.at), view(item.text)});
  }

  static std::string step(const check::FixStep& item) {
    return braces({value("FixAction", item.action), view(item.target), view(item.to)});
  }

  std::string fix(const check::RuleFix& item) {
    return braces({std::to_string(item.condition), item.safe ? "true" : "false", view(item.title),
                   array("FixStep", item.steps, step), texts(item.changes)});
  }

  static std::string file(const check::ExampleFile& item) {
    return braces({view(item.path), view(item.text)});
  }

  static std::string finding(const check::ExpectedFinding& item) {
    return braces({view(item.path), std::to_string(item.line), std::to_string(item.column),
                   maybe("Severity", item.severity)});
  }

  std::string example(const check::Example& item) {
    return braces({view(item.name), array("ExampleFile", item.files, file), texts(item.options),
                   array("ExpectedFinding", item.findings, finding)});
  }

  std::string examples(std::span<const check::Example> items) {
    return array("Example", items, [this](const check::Example& item) { return example(item); });
  }

  std::string rule(const check::Rule& item) {
    auto print_fix = [this](const check::RuleFix& each) { return fix(each); };
    auto print_condition = [this](const check::Condition& each) { return condition(each); };
    return braces({view(item.id), view(item.title), value("Severity", item.severity),
                   value("Confidence", item.confidence), item.pedantic ? "true" : "false",
                   value("facts::SubjectKind", item.applies_to),
                   array("Condition", item.conditions, print_condition),
                   array("Case", item.cases, changed), view(item.message), view(item.here),
                   texts(item.point_at), array("RuleLabel", item.labels, label), texts(item.trail),
                   view(item.help), array("RuleFix", item.fixes, print_fix), view(item.why), texts(item.sources), examples(item.bad),
                   examples(item.good)});
  }

  CxxArrays arrays_;
};

}  // namespace

std::string rule_table(const std::vector<const check::Rule*>& rules) {
  return Table().print(rules);
}

}  // namespace verifull::tools
