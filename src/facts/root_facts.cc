#include "facts/root_facts.h"

#include "facts/fact_writer.h"

namespace verifull::facts {
namespace {

using image::Answer;
using image::RootReport;

constexpr std::string_view kFound[] = {"absent", "maybe", "present", "runtime"};
constexpr std::string_view kAnswers[] = {"no", "maybe", "yes"};

void add_reader(const RootReport& report, FactWriter& facts) {
  facts.clause("root.readable", std::string(kAnswers[static_cast<std::size_t>(report.readable)]));
  if (!report.in_image) return;
  facts.clause("root.reader", report.reader.shown());
  facts.clause("root.blocked_by", report.blocked_by);
  facts.clause("root.mode", image::shown(report.mode));
  facts.clause("root.owner", owner_word(report.owner));
  facts.place("root.user", report.reader.span);
}

}  // namespace

std::string owner_word(const image::Owner& owner) {
  if (!owner.user.empty()) return owner.user;
  if (!owner.uid) return "an unknown user";
  return *owner.uid == 0 ? "root" : "uid " + std::to_string(*owner.uid);
}

resolve::RootFile outcome_of(const RootReport& report) {
  switch (report.found) {
    // Without a Dockerfile a step that nobody sees may put it there before the app runs.
    case RootReport::Found::kAbsent:
      return report.in_image ? resolve::RootFile::kAbsent : resolve::RootFile::kUnknown;
    case RootReport::Found::kMaybe:
    case RootReport::Found::kRuntime: return resolve::RootFile::kUnknown;
    case RootReport::Found::kPresent: break;
  }
  if (report.directory) return resolve::RootFile::kUnreadable;
  if (report.readable != Answer::kNo) return resolve::RootFile::kPresent;
  bool file = report.blocked_by == report.path;
  return file ? resolve::RootFile::kUnreadable : resolve::RootFile::kAbsent;
}

std::string way_of(const RootReport& report) {
  std::string way;
  for (const image::Cause& cause : report.trail) {
    if (!way.empty()) way += " → ";
    way += cause.text;
  }
  return way;
}

void add_root_facts(const resolve::ResolvedDatabase& database, const RootReports* reports,
                    Subject& subject) {
  const resolve::Parameter& root = database.judged.sslrootcert;
  if (reports == nullptr || !root.given() || !root.known || root.text == "system") return;
  auto found = reports->find(root.text);
  if (found == reports->end()) return;
  const RootReport& report = found->second;
  FactWriter facts(subject);
  facts.clause("root.found", std::string(kFound[static_cast<std::size_t>(report.found)]));
  facts.clause("root.path", report.path);
  facts.truth("root.in_image", report.in_image);
  facts.truth("root.directory", report.directory);
  facts.clause("root.reason", report.why);
  facts.clause("root.nearest", report.nearest);
  facts.clause("root.way", way_of(report));
  facts.clause("root.file", report.project_path);
  facts.place("root.reason", report.why_span);
  if (!report.trail.empty()) {
    facts.place("root.made", report.trail.front().span);
    facts.place("root.changed", report.trail.back().span);
  }
  if (report.found != RootReport::Found::kPresent) return;
  add_reader(report, facts);
}

}  // namespace verifull::facts
