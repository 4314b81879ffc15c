#include "report/sarif.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "check/rules.h"
#include "report/active.h"
#include "report/json_text.h"
#include "report/labels_json.h"
#include "report/sarif_rule.h"
#include "report/shown_place.h"
#include "report/tool.h"
#include "source/path.h"

namespace verifull::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostRuns = 20;  // that GitHub takes in one file

// RFC 3986, section 2: what a path may hold as it is.
std::string uri_of(std::string_view path) {
  std::string out;
  for (char c : path) {
    if (base::is_alnum(c) || std::string_view("-._~/!$&'()*+,=@").find(c) != std::string::npos) {
      out += c;
    } else {
      auto byte = static_cast<unsigned char>(c);
      out.append("%").append(1, "0123456789ABCDEF"[byte >> 4]);
      out += "0123456789ABCDEF"[byte & 15];
    }
  }
  return out;
}

// Brackets around a text would make it a link to a related location.
std::string unlinked(std::string_view text) {
  return base::replace_all(base::replace_all(data_text(text), "[", "\\["), "]", "\\]");
}

using Findings = std::vector<const check::Finding*>;

class Catalogue {
 public:
  // `all`: also the rules that found nothing.
  Catalogue(const Findings& findings, bool all) {
    if (all) {
      for (const check::Rule& rule : check::all_rules()) add(rule);
    }
    for (const check::Finding* finding : findings) add(*finding->rule);
  }

  std::size_t index_of(std::string_view id) const { return index_.at(std::string(id)); }
  const Json& rules() const { return rules_; }

 private:
  void add(const check::Rule& rule) {
    if (index_.try_emplace(std::string(rule.id), rules_.size()).second) {
      rules_.push_back(sarif_rule(rule));
    }
  }

  std::map<std::string, std::size_t> index_;
  Json rules_ = Json::array();
};

class Log {
 public:
  explicit Log(const Report& report)
      : report_(report), findings_(active_findings(report)) {}

  Json write() const {
    Json runs = Json::array();
    if (report_.merged != nullptr) {
      add_merged(runs);
    } else {
      Catalogue catalogue(findings_, true);
      std::vector<std::string> roots = roots_of_runs();
      for (const std::string& root : roots) {
        Findings of_run;
        for (const check::Finding* finding : findings_) {
          if (run_of(*finding, roots) == root) of_run.push_back(finding);
        }
        std::string folder = repository_path(report_, root);
        runs.push_back(run(of_run, catalogue, folder == "." ? "" : folder, report_.labels));
      }
    }
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", std::move(runs)}};
  }

 private:
  std::vector<std::string> roots_of_runs() const {
    std::vector<std::string> roots;
    for (const engine::ProjectResult& project : report_.analysis.projects) {
      const std::string& root = project.project.root;
      if (std::find(roots.begin(), roots.end(), root) == roots.end()) roots.push_back(root);
    }
    if (roots.empty() || roots.size() > kMostRuns) return {"."};
    return roots;
  }

  // One run for each of those that were put together, with the rules that it needs:
  // the same catalogue in each of thousands would be all of the file.
  void add_merged(Json& runs) const {
    const Merged& merged = *report_.merged;
    std::vector<Findings> of_labels(merged.labels.size());
    for (const check::Finding* finding : findings_) {
      of_labels[merged.files[finding->primary.file].labels].push_back(finding);
    }
    for (std::size_t i = 0; i < of_labels.size(); ++i) {
      Catalogue catalogue(of_labels[i], false);
      runs.push_back(run(of_labels[i], catalogue, merged.prefixes[i], merged.labels[i]));
    }
  }

  Json run(const Findings& findings, const Catalogue& catalogue, const std::string& category,
           const Labels& labels) const {
    Json driver = {{"name", kToolName}, {"semanticVersion", kToolVersion}};
    driver["rules"] = catalogue.rules();
    Json results = Json::array();
    for (const check::Finding* finding : findings) {
      results.push_back(result(*finding, catalogue));
    }
    std::string id = std::string(kToolName) + "/";
    if (!category.empty()) id += data_text(category) + "/";
    Json run = {{"tool", {{"driver", std::move(driver)}}},
                {"automationDetails", {{"id", id}}},
                {"columnKind", "unicodeCodePoints"},
                {"results", std::move(results)}};
    if (!labels.empty()) run["properties"] = labels_json(labels);
    return run;
  }

  // The innermost app that holds the file.
  std::string run_of(const check::Finding& finding, const std::vector<std::string>& roots) const {
    const std::string& path = report_.analysis.sources.at(finding.primary.file).path;
    std::string best = roots.front();
    std::size_t longest = 0;
    for (const std::string& root : roots) {
      if (!source::is_within(path, root) || root.size() < longest) continue;
      best = root;
      longest = root.size();
    }
    return best;
  }

  Json result(const check::Finding& finding, const Catalogue& catalogue) const {
    std::string message = unlinked(finding.message);
    Json related = Json::array();
    for (const check::Label& label : finding.labels) {
      if (!label.span.known()) continue;
      std::size_t id = related.size() + 1;
      message +=
          (id == 1 ? "\n" : "") + ("\n[" + unlinked(label.text)) + "](" + std::to_string(id) + ")";
      Json location = {{"id", id}};
      location["physicalLocation"] = physical(label.span);
      location["message"] = {{"text", unlinked(label.text)}};
      related.push_back(std::move(location));
    }
    Json result = {{"ruleId", finding.rule->id},
                   {"ruleIndex", catalogue.index_of(finding.rule->id)},
                   {"level", sarif_level(finding.severity)}};
    result["message"] = {{"text", message}};
    result["locations"] = Json::array({{{"physicalLocation", physical(finding.primary)}}});
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    if (finding.fix) result["fixes"] = Json::array({fix(*finding.fix)});
    // GitHub reads "hash:occurrence"; ours is unique already.
    result["partialFingerprints"] = {{"primaryLocationLineHash", finding.fingerprint + ":1"}};
    return result;
  }

  // One change for each file; regions are whole, as they are replaced.
  Json fix(const edit::Fix& fix) const {
    const source::SourceSet& sources = report_.analysis.sources;
    Json changes = Json::array();
    base::FileId file = base::kNoFile;
    for (const edit::Edit& each : fix.edits) {
      if (each.span.file != file) {
        file = each.span.file;
        Json change = {{"artifactLocation", artifact(file)}};
        change["replacements"] = Json::array();
        changes.push_back(std::move(change));
      }
      Json replacement = {{"deletedRegion", region(shown_place(sources, each.span))}};
      replacement["insertedContent"] = {{"text", each.text}};
      changes.back()["replacements"].push_back(std::move(replacement));
    }
    std::string title = (fix.safe ? "" : "unsafe: ") + data_text(fix.title);
    return {{"description", {{"text", title}}}, {"artifactChanges", std::move(changes)}};
  }

  Json artifact(base::FileId file) const {
    std::string uri = uri_of(data_text(repository_path(report_, own_path(report_, file))));
    return {{"uri", uri}, {"uriBaseId", "%SRCROOT%"}};
  }

  static Json region(const ShownPlace& place) {
    return {{"startLine", place.line},
            {"startColumn", place.column},
            {"endLine", place.end_line},
            {"endColumn", place.end_column}};
  }

  Json physical(const base::Span& span) const {
    ShownPlace place = first_line(report_.analysis.sources, span);
    return {{"artifactLocation", artifact(span.file)}, {"region", region(place)}};
  }

  const Report& report_;
  Findings findings_;
};

}  // namespace

std::string write_sarif(const Report& report) { return encoded(Log(report).write()); }

}  // namespace verifull::report
