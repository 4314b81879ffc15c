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

class Catalogue {
 public:
  explicit Catalogue(const std::vector<const check::Finding*>& findings) {
    for (const check::Rule& rule : check::all_rules()) add(rule);
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
      : report_(report), findings_(active_findings(report)), catalogue_(findings_) {}

  Json write() const {
    Json runs = Json::array();
    std::vector<std::string> roots = roots_of_runs();
    for (const std::string& root : roots) runs.push_back(run(root, roots));
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

  Json run(const std::string& root, const std::vector<std::string>& roots) const {
    Json driver = {{"name", kToolName}, {"semanticVersion", kToolVersion}};
    driver["rules"] = catalogue_.rules();
    Json results = Json::array();
    for (const check::Finding* finding : findings_) {
      if (run_of(*finding, roots) == root) results.push_back(result(*finding));
    }
    std::string id = std::string(kToolName) + "/";
    std::string folder = repository_path(report_, root);
    if (folder != ".") id += data_text(folder) + "/";
    return {{"tool", {{"driver", std::move(driver)}}},
            {"automationDetails", {{"id", id}}},
            {"columnKind", "unicodeCodePoints"},
            {"results", std::move(results)}};
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

  Json result(const check::Finding& finding) const {
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
                   {"ruleIndex", catalogue_.index_of(finding.rule->id)},
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
        Json change = {{"artifactLocation", artifact(sources.at(file).path)}};
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

  Json artifact(const std::string& path) const {
    std::string uri = uri_of(data_text(repository_path(report_, path)));
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
    return {{"artifactLocation", artifact(std::string(place.path))}, {"region", region(place)}};
  }

  const Report& report_;
  std::vector<const check::Finding*> findings_;
  Catalogue catalogue_;
};

}  // namespace

std::string write_sarif(const Report& report) { return encoded(Log(report).write()); }

}  // namespace verifull::report
