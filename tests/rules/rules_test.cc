// The catalogue as a whole: every rule is there and every word of the rules'
// vocabulary has something behind it.
#include "check/rules.h"

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "check/condition.h"
#include "check/message.h"
#include "facts/fact_keys.h"
#include "facts/subjects.h"
#include "rules/example_run.h"

namespace {

using namespace verifull;

// Ids never change: a rule that is gone from here breaks somebody's ignore comment.
constexpr std::string_view kIds[] = {
    "boot-error",
    "dotenv-not-loaded",
    "dotenv-value-cut",
    "duplicate-key",
    "gss-instead-of-tls",
    "host-cannot-match",
    "host-name-missing",
    "key-ignored",
    "live-certificate-expires-soon",
    "live-not-verified",
    "live-plaintext-accepted",
    "live-protocol-old",
    "live-verify-full-fails",
    "merge-key-overrides",
    "os-bundle-missing",
    "override-possible",
    "password-in-file",
    "provider-unverifiable",
    "requiressl-set",
    "root-cert-download-insecure",
    "root-cert-download-unpinned",
    "root-cert-expired",
    "root-cert-expires-soon",
    "root-cert-fail-open",
    "root-cert-not-a-bundle",
    "root-cert-not-in-image",
    "root-cert-path-wrong",
    "root-cert-stale",
    "root-cert-system-too-old",
    "root-cert-unreadable",
    "root-cert-wrong-authority",
    "session-keys-logged",
    "socket-ignores-tls",
    "sslmode-invalid",
    "sslmode-lost-when-unset",
    "sslmode-missing",
    "sslmode-not-inherited",
    "sslmode-overridden",
    "sslmode-weak",
    "sslrootcert-lost-when-unset",
    "sslrootcert-missing",
    "tls-version-low",
    "unknown-configuration",
};

TEST(Catalogue, HasEveryRule) {
  std::vector<std::string_view> ids;
  for (const check::Rule& rule : check::all_rules()) ids.push_back(rule.id);
  EXPECT_EQ(ids, std::vector<std::string_view>(std::begin(kIds), std::end(kIds)));
}

// Known to rules, used by none of ours yet, and meant for a user's own.
constexpr std::string_view kForUsers[] = {
    "adapter",
    "rails.version",
    "host.signer",
    "root.file",
    "live.as_configured",
    "live.as_configured.detail",
    "live.verify_full.reason",
    "key.path",
    "pair.winner_line",
    "variable.url",
};

std::set<std::string_view> keys_used() {
  std::set<std::string_view> used;
  auto in_template = [&](std::string_view text) {
    for (const facts::Word& word : facts::kFactKeys) {
      if (text.find("{" + std::string(word.name) + "}") != std::string_view::npos) {
        used.insert(word.name);
      }
    }
  };
  for (const check::Rule& rule : check::all_rules()) {
    for (const check::Condition& condition : rule.conditions) used.insert(condition.fact);
    for (std::string_view text : {rule.message, rule.here, rule.help}) in_template(text);
    for (const check::RuleLabel& label : rule.labels) in_template(label.text);
    for (const check::RuleFix& fix : rule.fixes) {
      for (const check::FixStep& step : fix.steps) in_template(step.to);
    }
    for (const check::Case& each : rule.cases) {
      for (std::string_view text : {each.message, each.here, each.help}) in_template(text);
    }
  }
  return used;
}

TEST(Catalogue, UsesEveryFactOrLeavesItToUsers) {
  std::set<std::string_view> used = keys_used();
  std::vector<std::string_view> unused;
  for (const facts::Word& word : facts::kFactKeys) {
    if (!used.contains(word.name)) unused.push_back(word.name);
  }
  EXPECT_EQ(unused, std::vector<std::string_view>(std::begin(kForUsers), std::end(kForUsers)));
}

// A rule that finds a thing wherever `fact` is there, and labels `place`.
struct Probe {
  std::string_view fact;
  std::string_view place;
};

// What rules find when they look for one fact and one place each, over the
// examples of all rules.
class Probes {
 public:
  void add(const Probe& probe) {
    // Anywhere else, because no label repeats the finding's own place.
    std::vector<std::string_view>& elsewhere = places_.emplace_back();
    for (const facts::Word& word : facts::kPlaceNames) {
      if (word.name != probe.place) elsewhere.push_back(word.name);
    }
    for (facts::SubjectKind kind : {facts::SubjectKind::kConnection, facts::SubjectKind::kKey,
                                    facts::SubjectKind::kPair, facts::SubjectKind::kError,
                                    facts::SubjectKind::kVariable,
                                    facts::SubjectKind::kUnknown}) {
      check::Condition condition;
      condition.predicate =
          probe.fact.empty() ? check::Predicate::kAll : check::Predicate::kPresent;
      condition.fact = probe.fact;
      conditions_.push_back(condition);
      labels_.push_back({probe.place, "the place"});
      check::Rule rule;
      rule.id = probe.fact.empty() ? probe.place : probe.fact;
      rule.applies_to = kind;
      rule.message = "found";
      rule.conditions = {&conditions_.back(), 1};
      rule.point_at = elsewhere;
      if (!probe.place.empty()) rule.labels = {&labels_.back(), 1};
      rules_.push_back(rule);
    }
  }

  // The ids of the probes that found their fact or place somewhere.
  std::set<std::string_view> found() const {
    std::vector<const check::Rule*> rules;
    for (const check::Rule& rule : rules_) rules.push_back(&rule);
    std::set<std::string_view> ids;
    for (const check::Rule& rule : check::all_rules()) {
      for (const auto& examples : {rule.bad, rule.good}) {
        for (const check::Example& example : examples) collect(example, rules, ids);
      }
    }
    return ids;
  }

 private:
  static void collect(const check::Example& example, const std::vector<const check::Rule*>& rules,
                      std::set<std::string_view>& ids) {
    rule_tests::ExampleRun run = rule_tests::run_example(example, rules);
    for (const check::Finding& finding : run.analysis.findings) {
      bool place = !finding.rule->labels.empty();
      auto labelled = [](const check::Label& label) { return label.text == "the place"; };
      if (!place || std::any_of(finding.labels.begin(), finding.labels.end(), labelled)) {
        ids.insert(finding.rule->id);
      }
    }
  }

  std::deque<std::vector<std::string_view>> places_;
  std::deque<check::Condition> conditions_;
  std::deque<check::RuleLabel> labels_;
  std::deque<check::Rule> rules_;
};

template <typename Words>
std::vector<std::string_view> never_found(const Words& words, bool places) {
  Probes probes;
  for (const facts::Word& word : words) {
    probes.add(places ? Probe{"", word.name} : Probe{word.name, ""});
  }
  std::set<std::string_view> found = probes.found();
  std::vector<std::string_view> dead;
  for (const facts::Word& word : words) {
    if (!found.contains(word.name)) dead.push_back(word.name);
  }
  return dead;
}

TEST(Catalogue, HasAnExampleForEveryFact) {
  EXPECT_EQ(never_found(facts::kFactKeys, false), std::vector<std::string_view>());
}

TEST(Catalogue, HasAnExampleForEveryPlace) {
  EXPECT_EQ(never_found(facts::kPlaceNames, true), std::vector<std::string_view>());
}

}  // namespace
