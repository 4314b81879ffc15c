#include "report/format.h"

#include "report/checkstyle.h"
#include "report/concise.h"
#include "report/gcc.h"
#include "report/github.h"
#include "report/gitlab.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/rdjson.h"
#include "report/live_text.h"
#include "report/resolve_text.h"
#include "report/sarif.h"
#include "report/text.h"

namespace verifull::report {
namespace {

constexpr Format kFormats[] = {
    {"text", "findings with their source, for people", write_text, write_resolve_text,
     write_live_text},
    {"concise", "one line each", write_concise, write_concise_connections},
    {"json", "everything, for programs", write_json, write_resolve_json},
    {"jsonl", "one finding a line, as in json", write_json_lines, nullptr},
    {"sarif", "SARIF 2.1.0, for code scanning", write_sarif, nullptr},
    {"github", "annotations of GitHub Actions", write_github, nullptr},
    {"gitlab", "GitLab's Code Quality report", write_gitlab, nullptr},
    {"rdjson", "for reviewdog", write_rdjson, nullptr},
    {"checkstyle", "Checkstyle's XML", write_checkstyle, nullptr},
    {"junit", "JUnit's XML", write_junit, nullptr},
    {"gcc", "as compilers write, for editors", write_gcc, nullptr},
    {"html", "a page, apps by environments", write_html, write_html},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace verifull::report
