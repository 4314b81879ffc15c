#include "report/junit.h"

#include <cstddef>
#include <vector>

#include "check/rule.h"
#include "report/active.h"
#include "report/shown_place.h"
#include "report/tool.h"
#include "report/xml_text.h"

namespace verifull::report {
namespace {

std::string head(std::string_view name, std::size_t tests, std::size_t failures) {
  return "name=\"" + xml_text(name) + "\" tests=\"" + std::to_string(tests) + "\" failures=\"" +
         std::to_string(failures) + "\" errors=\"0\"";
}

std::string test_case(const check::Finding& finding, const ShownPlace& place) {
  std::string at = std::to_string(place.line) + ":" + std::to_string(place.column);
  std::string rule = xml_text(finding.rule->id);
  std::string path = xml_text(place.path);
  std::string message = xml_text(finding.message);
  std::string out = "    <testcase name=\"" + rule + " (" + at + ")\" classname=\"" + path;
  out += "\" file=\"" + path + "\" line=\"" + std::to_string(place.line) + "\">\n";
  out += "      <failure type=\"";
  out.append(check::severity_name(finding.severity)).append("\" message=\"").append(message);
  out += "\">" + path + ":" + at + ": " + rule + ": " + message;
  if (!finding.help.empty()) out += "\nhelp: " + xml_text(finding.help);
  return out + "</failure>\n    </testcase>\n";
}

class Suites {
 public:
  explicit Suites(const Report& report) : sources_(report.analysis.sources) {}

  void add(const check::Finding& finding) {
    ShownPlace place = shown_place(sources_, finding.primary);
    if (place.path != path_) close();
    path_ = place.path;
    ++size_;
    cases_ += test_case(finding, place);
  }

  std::string take() {
    close();
    return std::move(out_);
  }

 private:
  void close() {
    if (size_ == 0) return;
    out_ += "  <testsuite " + head(path_, size_, size_) + ">\n" + cases_ + "  </testsuite>\n";
    cases_.clear();
    size_ = 0;
  }

  const source::SourceSet& sources_;
  std::string out_;
  std::string path_;
  std::string cases_;
  std::size_t size_ = 0;
};

}  // namespace

std::string write_junit(const Report& report) {
  std::vector<const check::Finding*> findings = active_findings(report);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites ";
  if (findings.empty()) {
    return out + head(kToolName, 1, 0) + ">\n  <testsuite " + head(kToolName, 1, 0) +
           ">\n    <testcase name=\"nothing found\" classname=\"" + std::string(kToolName) +
           "\"/>\n  </testsuite>\n</testsuites>\n";
  }
  Suites suites(report);
  for (const check::Finding* finding : findings) suites.add(*finding);
  return out + head(kToolName, findings.size(), findings.size()) + ">\n" + suites.take() +
         "</testsuites>\n";
}

}  // namespace verifull::report
