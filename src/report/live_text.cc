#include "report/live_text.h"

#include <string_view>
#include <vector>

#include "report/text.h"

namespace verifull::report {
namespace {

using facts::LiveProbe;
using facts::LiveResult;

struct Row {
  std::string_view name;
  std::string outcome;
  Style style;
  const LiveProbe* probe;
};

constexpr std::size_t kNameWidth = 15;

Style style_of_session(const LiveResult& result) {
  if (facts::is_undecided(result.as_configured.outcome)) return Style::kWarning;
  bool good = result.session == "verified" && facts::works(result.as_configured.outcome);
  return good ? Style::kGood : Style::kError;
}

Style style_of_strict(const std::string& outcome) {
  if (facts::is_undecided(outcome)) return Style::kWarning;
  return facts::works(outcome) ? Style::kGood : Style::kError;
}

Style style_of_plaintext(const std::string& outcome) {
  if (outcome == "refused") return Style::kGood;
  return outcome == "accepted" ? Style::kError : Style::kWarning;
}

std::string words(const LiveProbe& probe) {
  return probe.outcome + (probe.reason.empty() ? "" : " (" + probe.reason + ")");
}

std::string session_words(const LiveResult& result) {
  std::string text = words(result.as_configured);
  if (result.session == "plaintext") return text + ", not encrypted";
  if (result.session == "unverified") return text + ", not verified";
  if (result.session == "ca-only") return text + ", host name not verified";
  return result.session.empty() ? text : text + ", verified";
}

std::string server_words(const LiveResult& result) {
  std::string text = shown(result.host.empty() ? result.hostaddr : result.host);
  if (result.port > 0) text += ":" + std::to_string(result.port);
  if (!result.host.empty() && !result.hostaddr.empty() && result.host != result.hostaddr) {
    text += " (" + shown(result.hostaddr) + ")";
  }
  if (!result.version.empty()) text += ", PostgreSQL " + shown(result.version);
  return text;
}

std::string write_row(const Row& row, const Terminal& terminal) {
  std::string out = "  " + padded(row.name, kNameWidth) + terminal.painted(row.style, row.outcome);
  out += "\n";
  std::string indent(2 + kNameWidth, ' ');
  std::string session = session_line(*row.probe);
  if (!session.empty()) out += indent + terminal.painted(Style::kFaint, session) + "\n";
  if (!row.probe->detail.empty()) {
    std::string detail = terminal.fitted(shown(row.probe->detail), indent.size());
    out += indent + terminal.painted(Style::kFaint, detail) + "\n";
  }
  return out;
}

// The advice of a probe that failed in the same way as the one before is the same.
std::string write_advice(const std::vector<Row>& rows, const Terminal& terminal) {
  std::string out;
  std::string before;
  for (const Row& row : rows) {
    const std::string& advice = row.probe->advice;
    if (advice.empty() || advice == before) continue;
    before = advice;
    std::string mark = "  " + std::string(terminal.to_arrow()) + " ";
    out += mark + terminal.fitted(shown(advice), display_width(mark)) + "\n";
  }
  return out;
}

std::string write_connection(const Report& report, const resolve::Connection& connection,
                             const LiveResult& result) {
  const Terminal& terminal = report.terminal;
  std::vector<Row> rows = {
      {"as configured", session_words(result), style_of_session(result), &result.as_configured},
      {"verify-full", words(result.verify_full), style_of_strict(result.verify_full.outcome),
       &result.verify_full},
      {"plaintext", words(result.plaintext), style_of_plaintext(result.plaintext.outcome),
       &result.plaintext}};
  std::string name = shown(connection.environment) + " / " + shown(connection.name);
  std::string out = terminal.painted(Style::kStrong, name) + "  " + server_words(result) + "\n";
  for (const Row& row : rows) out += write_row(row, terminal);
  return out + write_advice(rows, terminal) + "\n";
}

}  // namespace

std::string session_line(const LiveProbe& probe) {
  if (!probe.spoke || !probe.tls) return "";
  bool off = probe.compression.empty() || probe.compression == "0" || probe.compression == "off";
  return "SSL connection (protocol: " + shown(probe.protocol) + ", cipher: " +
         shown(probe.cipher) + ", bits: " + std::to_string(probe.key_bits) +
         ", compression: " + (off ? "off" : "on") + ")";
}

std::string write_live_text(const Report& report) {
  std::string out;
  for (const engine::ProjectResult& project : report.analysis.projects) {
    for (std::size_t i = 0; i < project.live.size(); ++i) {
      if (!project.live[i]) continue;
      out += write_connection(report, project.connections[i], *project.live[i]);
    }
  }
  return without_commands(std::move(out)) + write_text(report);
}

}  // namespace verifull::report
