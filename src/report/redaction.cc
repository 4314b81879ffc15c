#include "report/redaction.h"

#include <algorithm>
#include <utility>

#include "base/secret.h"
#include "base/text.h"
#include "report/command_secrets.h"
#include "report/url_secrets.h"

namespace verifull::report {
namespace {

TextKind text_kind(source::FileKind kind) {
  switch (kind) {
    case source::FileKind::kDotenv:
    case source::FileKind::kServiceFile:
      return TextKind::kDotenv;
    case source::FileKind::kDockerfile:
    case source::FileKind::kDockerignore:
      return TextKind::kDockerfile;
    default:
      return TextKind::kYaml;
  }
}

void search_urls(std::string_view text, Hidden& hidden) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    hide_url_passwords(text, begin, end, hidden);
    begin = end + 1;
  }
}

void search(std::string_view text, TextKind kind, Hidden& hidden) {
  hide_assignments(text, kind, hidden);
  search_urls(text, hidden);
  hide_pem_blocks(text, hidden);
  if (kind == TextKind::kDockerfile) hide_command_secrets(text, hidden);
  if (kind == TextKind::kMessage) hide_in_ruby_errors(text, hidden);
  if (kind == TextKind::kYaml) hide_ruby_defaults(text, hidden);
}

// Whether the bytes of such an origin are the value. Those of YAML are the key,
// which tells search() where the value is; those of anchors and merges are whole
// mappings.
bool gives_value(resolve::OriginKind kind) {
  using resolve::OriginKind;
  return kind == OriginKind::kDotenv || kind == OriginKind::kDockerfile ||
         kind == OriginKind::kCompose || kind == OriginKind::kErbDefault ||
         kind == OriginKind::kServiceFile || kind == OriginKind::kUrl;
}

// A span may cover `NAME=value`; the name stays readable.
std::size_t value_offset(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (base::is_alnum(text[at]) || text[at] == '_')) ++at;
  while (at < text.size() && text[at] == ' ') ++at;
  bool assigned = at > 0 && at < text.size() && (text[at] == '=' || text[at] == ':');
  return assigned ? at + 1 : 0;
}

void hide_known(std::string_view text, const base::Span& span, Hidden& hidden) {
  std::size_t end = std::min<std::size_t>(span.end, text.size());
  if (span.begin >= end) return;
  std::string_view value = text.substr(span.begin, end - span.begin);
  // A whole URL is masked in its password only, which search() did.
  if (value.find("<%") != std::string_view::npos || value.find("://") != std::string_view::npos) {
    return;
  }
  hidden.add(span.begin + value_offset(value), end);
}

}  // namespace

std::vector<ByteRange> secret_ranges(std::string_view text, TextKind kind) {
  Hidden hidden;
  search(text, kind, hidden);
  return std::move(hidden).merged();
}

Redactor::Redactor(const engine::Analysis& analysis)
    : analysis_(analysis), files_(analysis.sources.size()) {
  for (const engine::ProjectResult& project : analysis.projects) {
    for (const resolve::Connection& connection : project.connections) {
      for (const resolve::Setting& setting : connection.settings) add_known(setting);
    }
  }
}

void Redactor::add_known(const resolve::Setting& setting) {
  if (setting.value.is_secret()) add_known(setting.trail);
  for (const resolve::Overridden& loser : setting.overrides) {
    if (loser.value.is_secret()) add_known(loser.trail);
  }
}

void Redactor::add_known(const resolve::Trail& trail) {
  for (const resolve::Origin& origin : trail) {
    bool here = origin.span.known() && origin.span.file < files_.size();
    if (here && gives_value(origin.kind)) files_[origin.span.file].known.push_back(origin.span);
  }
}

const std::vector<ByteRange>& Redactor::hidden_in(base::FileId file) const {
  OfFile& entry = files_[file];
  if (entry.searched) return entry.ranges;
  const source::SourceFile& source = analysis_.sources.at(file);
  Hidden hidden;
  search(source.text, text_kind(source.kind), hidden);
  for (const base::Span& span : entry.known) hide_known(source.text, span, hidden);
  entry.ranges = std::move(hidden).merged();
  entry.searched = true;
  return entry.ranges;
}

std::string shown(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  // A [redacted] that is there already is found again and replaced by itself.
  for (const ByteRange& range : secret_ranges(text, TextKind::kMessage)) {
    result += text.substr(at, range.begin - at);
    result += base::kRedacted;
    at = range.end;
  }
  result += text.substr(at);
  result = without_commands(base::neutralised(result));
  return base::trim(result).starts_with("::") ? base::replace_all(result, "::", "\\x3A:") : result;
}

std::string without_commands(std::string text) {
  if (text.find("##[") == std::string::npos) return text;
  return base::replace_all(text, "##[", "##\\x5B");
}

}  // namespace verifull::report
