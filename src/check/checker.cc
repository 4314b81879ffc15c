#include "check/checker.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>

#include "check/fingerprint.h"
#include "check/fixer.h"
#include "check/hit.h"

namespace verifull::check {
namespace {

// What tells apart the subjects that an environment has many of.
constexpr std::string_view kPathFacts[] = {"key.path", "pair.path", "variable.name"};

// Hits by cause, causes in the order of their first hit.
std::vector<std::vector<Hit>> causes(const Rule& rule,
                                     const std::vector<facts::Subject>& subjects) {
  std::vector<std::vector<Hit>> groups;
  std::unordered_map<std::string, std::size_t> index;
  for (const facts::Subject& subject : subjects) {
    auto found = hit(rule, subject);
    if (!found) continue;
    auto [at, is_new] = index.try_emplace(cause_of(*found), groups.size());
    if (is_new) groups.emplace_back();
    groups[at->second].push_back(*found);
  }
  return groups;
}

std::string fingerprint_of(const Finding& finding, const Hit& hit, const PathOf& path_of) {
  Fingerprint print;
  print.add(finding.rule->id).add(path_of(finding.primary.file));
  for (const std::string& environment : finding.environments) print.add(environment);
  print.add("").add(finding.connection).add(hit.point);
  for (std::string_view key : kPathFacts) {
    const facts::FactValue* value = hit.subject->find(key);
    if (value != nullptr && std::holds_alternative<std::string>(*value)) {
      print.add(std::get<std::string>(*value));
    }
  }
  return print.hex();
}

}  // namespace

std::vector<Finding> check(const std::vector<const Rule*>& rules,
                           const std::vector<facts::Subject>& subjects, const PathOf& path_of,
                           const FixInput* fixes) {
  std::vector<Finding> findings;
  std::optional<Fixer> fixer;
  if (fixes != nullptr) fixer.emplace(*fixes);
  std::unordered_map<std::string, int> count;
  for (const Rule* rule : rules) {
    const std::vector<std::vector<Hit>> found = causes(*rule, subjects);
    for (const std::vector<Hit>& hits : found) {
      Finding finding = to_finding(hits);
      if (fixer && !rule->fixes.empty()) finding.fix = fixer->fix(hits, found);
      finding.fingerprint = fingerprint_of(finding, hits[0], path_of);
      int before = count[finding.fingerprint]++;
      if (before > 0) {
        Fingerprint counted;
        counted.add(finding.fingerprint).add(std::to_string(before));
        finding.fingerprint = counted.hex();
      }
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

void sort_findings(std::vector<Finding>& findings, const ShownPlaceOf& place_of) {
  std::vector<std::pair<ShownPlace, Finding>> placed;
  placed.reserve(findings.size());
  for (Finding& finding : findings) {
    ShownPlace place = place_of(finding.primary);
    placed.emplace_back(place, std::move(finding));
  }
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) {
    auto key = [](const auto& each) {
      const auto& [place, finding] = each;
      return std::tie(place.path, place.begin.line, place.begin.column, place.end.line,
                      place.end.column, finding.rule->id, finding.environments, finding.message);
    };
    return key(a) < key(b);
  });
  std::transform(placed.begin(), placed.end(), findings.begin(),
                 [](auto& each) { return std::move(each.second); });
}

}  // namespace verifull::check
