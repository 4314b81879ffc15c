#include "report/checkstyle.h"

#include "check/rule.h"
#include "report/active.h"
#include "report/shown_place.h"
#include "report/tool.h"
#include "report/xml_text.h"

namespace verifull::report {
namespace {

// Findings are sorted by path, so those of a file stand together.
class Files {
 public:
  void add(const ShownPlace& place, const check::Finding& finding) {
    if (place.path != path_ || !open_) {
      close();
      out_ += "  <file name=\"" + xml_text(place.path) + "\">\n";
      path_ = place.path;
      open_ = true;
    }
    out_ += "    <error line=\"" + std::to_string(place.line) + "\" column=\"" +
            std::to_string(place.column) + "\" severity=\"";
    out_.append(check::severity_name(finding.severity)).append("\" message=\"");
    out_.append(xml_text(finding.message)).append("\" source=\"").append(kToolName).append(".");
    out_.append(xml_text(finding.rule->id)).append("\"/>\n");
  }

  std::string take() {
    close();
    return std::move(out_);
  }

 private:
  void close() {
    if (open_) out_ += "  </file>\n";
    open_ = false;
  }

  std::string out_;
  std::string path_;
  bool open_ = false;
};

}  // namespace

std::string write_checkstyle(const Report& report) {
  Files files;
  for (const check::Finding* finding : active_findings(report)) {
    files.add(shown_place(report.analysis.sources, finding->primary), *finding);
  }
  // 4.3 is what the readers of this format expect, not a version of ours.
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n" +
         files.take() + "</checkstyle>\n";
}

}  // namespace verifull::report
