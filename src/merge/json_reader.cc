#include "merge/json_reader.h"

#include <algorithm>
#include <utility>

#include "base/secret.h"

namespace verifull::merge {
namespace {

using resolve::ShownText;

constexpr std::size_t kLongestPath = 4096;

// The enumerator whose name it is, from the first to `last`.
template <typename Enum, typename NameOf>
std::optional<Enum> named(std::string_view word, Enum last, NameOf name_of) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name_of(static_cast<Enum>(i)) == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <typename T>
T chosen(const std::optional<T>& value, const char* key, Fields& fields) {
  if (!value) fields.complain("`" + std::string(key) + "` is none of the words for it");
  return value.value_or(T{});
}

class Reader {
 public:
  Reader(std::size_t group, Collector& collector) : group_(group), collector_(collector) {}

  check::Finding finding(Fields& fields) {
    check::Finding finding;
    finding.rule = collector_.rule(fields.text("rule"));
    if (finding.rule == nullptr) fields.complain("`rule` is no id of a rule");
    finding.severity = chosen(check::severity_named(fields.text("severity")), "severity", fields);
    finding.confidence =
        chosen(check::confidence_named(fields.text("confidence")), "confidence", fields);
    finding.message = fields.text("message");
    finding.primary = place(fields);
    finding.environments = fields.texts("environments");
    finding.connection = fields.text("connection");
    finding.help = fields.text("help");
    finding.fingerprint = fields.text("fingerprint");
    finding.state = chosen(
        named(fields.text("state"), check::FindingState::kBaselined, state_name), "state", fields);
    for (const Json& item : fields.array("related")) {
      Fields related(item);
      finding.labels.push_back({place(related), related.text("message")});
      pass("related", related, fields);
    }
    if (const Json* fix = fields.maybe("fix")) {
      Fields of_fix(*fix);
      finding.fix = fix_of(of_fix);
      pass("fix", of_fix, fields);
    }
    return finding;
  }

  engine::ProjectResult project(Fields& fields) {
    engine::ProjectResult project;
    project.project.root = path_of(fields, "root");
    Fields rails(fields.object("rails"));
    project.rails_version = rails.text("version");
    project.rails_from = rails.text("from");
    pass("rails", rails, fields);
    for (const Json& item : fields.array("connections")) {
      Fields connection(item);
      project.connections.push_back(connection_of(connection));
      pass("connections", connection, fields);
    }
    return project;
  }

 private:
  static std::string_view state_name(check::FindingState state) {
    switch (state) {
      case check::FindingState::kActive: return "active";
      case check::FindingState::kSuppressed: return "suppressed";
      case check::FindingState::kBaselined: return "baselined";
    }
    return "";
  }

  static void pass(const char* key, const Fields& inner, Fields& outer) {
    if (!inner.trouble().empty()) outer.complain("in `" + std::string(key) + "`: " + inner.trouble());
  }

  static std::string path_of(Fields& fields, const char* key) {
    std::string path = fields.text(key);
    if (path.empty() || path.size() > kLongestPath) {
      fields.complain("`" + std::string(key) + "` is no path");
    }
    return path;
  }

  base::Span span(Fields& fields, const std::string& path, const Range& range) {
    if (!fields.trouble().empty()) return {};
    std::optional<base::Span> span = collector_.places().add(group_, path, range);
    if (!span) fields.complain("no file that verifull reads has such a place");
    return span.value_or(base::Span{});
  }

  base::Span place(Fields& fields) {
    std::string path = path_of(fields, "path");
    return span(fields, path,
                {fields.number("line"), fields.number("column"), fields.number("end_line"),
                 fields.number("end_column")});
  }

  edit::Fix fix_of(Fields& fields) {
    edit::Fix fix;
    fix.title = fields.text("title");
    fix.safe = fields.text("safety") == "safe";
    for (const Json& item : fields.array("edits")) {
      Fields edit(item);
      fix.edits.push_back({place(edit), edit.text("text")});
      pass("edits", edit, fields);
    }
    return fix;
  }

  resolve::Connection connection_of(Fields& fields) {
    resolve::Connection connection;
    connection.environment = fields.text("environment");
    connection.name = fields.text("name");
    connection.adapter = fields.text("adapter");
    connection.verdict = chosen(
        named(fields.text("verdict"), resolve::Verdict::kUnknown, resolve::verdict_name),
        "verdict", fields);
    connection.conditions = fields.texts("conditions");
    connection.why = fields.text_or_nothing("why");
    for (const auto& [key, value] : fields.object("settings").items()) {
      Fields setting(value);
      connection.settings.push_back(setting_of(key, setting));
      pass("settings", setting, fields);
    }
    for (const auto& [key, value] : fields.object("libpq").items()) {
      if (!value.is_string()) fields.complain("`libpq` holds something that is no text");
      std::string text = value.is_string() ? value.get<std::string>() : "";
      connection.libpq.push_back({key, shown_text(std::move(text), false), true});
    }
    connection.ignored = fields.texts("ignored");
    if (const Json* error = fields.maybe("error")) {
      Fields of_error(*error);
      connection.error = error_of(of_error);
      pass("error", of_error, fields);
    }
    return connection;
  }

  // A secret is not in a report; what stands in its place is one here again.
  static ShownText shown_text(std::string text, bool secret) {
    return secret || text == base::kRedacted ? ShownText::secret(std::move(text))
                                             : ShownText::open(std::move(text));
  }

  resolve::Setting setting_of(const std::string& key, Fields& fields) {
    resolve::Setting setting;
    setting.key = key;
    setting.value = shown_text(fields.text("value"), fields.flag("secret"));
    setting.known = fields.flag("known");
    setting.trail = trail_of(fields);
    for (const Json& item : fields.array("overrides")) {
      Fields loser(item);
      setting.overrides.push_back(
          {shown_text(loser.text("value"), false), true, trail_of(loser)});
      pass("overrides", loser, fields);
    }
    return setting;
  }

  resolve::Trail trail_of(Fields& fields) {
    resolve::Trail trail;
    for (const Json& item : fields.array("origin")) {
      Fields of_origin(item);
      resolve::Origin origin;
      origin.kind = chosen(named(of_origin.text("kind"), resolve::OriginKind::kRailsDefault,
                                 resolve::origin_name),
                           "kind", of_origin);
      origin.name = of_origin.text_or_nothing("name");
      if (of_origin.maybe("path") != nullptr) {
        std::uint32_t line = of_origin.number("line");
        std::uint32_t column = of_origin.number("column");
        origin.span = span(of_origin, path_of(of_origin, "path"), {line, column, line, column});
      }
      pass("origin", of_origin, fields);
      trail.push_back(std::move(origin));
    }
    return trail;
  }

  resolve::LoadError error_of(Fields& fields) {
    resolve::LoadError error;
    error.ruby_class = fields.text("class");
    error.message = fields.text("message");
    if (fields.maybe("path") != nullptr) {
      std::uint32_t line = fields.number("line");
      error.span = span(fields, path_of(fields, "path"), {line, 1, line, 1});
    }
    return error;
  }

  std::size_t group_;
  Collector& collector_;
};

}  // namespace

std::string read_finding(const Json& object, std::size_t group, Collector& collector) {
  Fields fields(object);
  report::Labels labels = fields.labels();
  if (!labels.empty()) group = collector.group_of(labels);
  check::Finding finding = Reader(group, collector).finding(fields);
  if (!fields.trouble().empty()) return fields.trouble();
  return collector.add(std::move(finding)) ? "" : "more than a million findings";
}

std::string read_project(const Json& object, std::size_t group, Collector& collector) {
  Fields fields(object);
  report::Labels labels = fields.labels();
  if (!labels.empty()) group = collector.group_of(labels);
  engine::ProjectResult project = Reader(group, collector).project(fields);
  if (fields.trouble().empty()) collector.add(group, std::move(project));
  return fields.trouble();
}

}  // namespace verifull::merge
