#include "merge/sarif_reader.h"

#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace verifull::merge {
namespace {

// RFC 3986, section 2.1.
std::string unescaped_uri(std::string_view uri) {
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    bool escape = uri[i] == '%' && i + 2 < uri.size() && base::hex_digit(uri[i + 1]) >= 0 &&
                  base::hex_digit(uri[i + 2]) >= 0;
    if (!escape) {
      path += uri[i];
      continue;
    }
    path += static_cast<char>(base::hex_digit(uri[i + 1]) * 16 + base::hex_digit(uri[i + 2]));
    i += 2;
  }
  return path;
}

// What report/sarif.cc does to brackets, undone.
std::string unescaped_text(std::string_view text) {
  return base::replace_all(base::replace_all(text, "\\[", "["), "\\]", "]");
}

std::optional<check::Severity> severity_of(std::string_view level) {
  if (level == "note") return check::Severity::kInfo;
  return check::severity_named(level);
}

class Reader {
 public:
  Reader(std::size_t group, Collector& collector) : group_(group), collector_(collector) {}

  check::Finding finding(Fields& result) {
    check::Finding finding;
    finding.rule = collector_.rule(result.text("ruleId"));
    if (finding.rule == nullptr) {
      result.complain("`ruleId` is no id of a rule");
    } else {
      finding.confidence = finding.rule->confidence;
    }
    std::optional<check::Severity> severity = severity_of(result.text("level"));
    if (!severity) result.complain("`level` is none of the words for it");
    finding.severity = severity.value_or(check::Severity::kError);
    std::string message = text_of(result, "message");
    const Json& locations = result.array("locations");
    if (locations.size() != 1) {
      result.complain("`locations` is no list of one place");
      return finding;
    }
    Fields location(locations[0]);
    finding.primary = physical(location);
    pass("locations", location, result);
    if (result.maybe("relatedLocations") != nullptr) {
      // The links to them stand below the message.
      message = message.substr(0, message.find("\n\n["));
      for (const Json& item : result.array("relatedLocations")) {
        Fields related(item);
        base::Span span = physical(related);
        finding.labels.push_back({span, unescaped_text(text_of(related, "message"))});
        pass("relatedLocations", related, result);
      }
    }
    finding.message = unescaped_text(message);
    Fields prints(result.object("partialFingerprints"));
    std::string print = prints.text("primaryLocationLineHash");
    finding.fingerprint = print.substr(0, print.find(':'));
    pass("partialFingerprints", prints, result);
    if (result.maybe("fixes") != nullptr) {
      for (const Json& item : result.array("fixes")) {
        Fields fix(item);
        finding.fix = fix_of(fix);
        pass("fixes", fix, result);
      }
    }
    return finding;
  }

 private:
  static void pass(const char* key, const Fields& inner, Fields& outer) {
    if (!inner.trouble().empty()) outer.complain("in `" + std::string(key) + "`: " + inner.trouble());
  }

  // SARIF, 3.11: a text stands in an object.
  static std::string text_of(Fields& fields, const char* key) {
    Fields message(fields.object(key));
    std::string text = message.text("text");
    pass(key, message, fields);
    return text;
  }

  static std::string path_of(Fields& fields) {
    Fields artifact(fields.object("artifactLocation"));
    std::string path = unescaped_uri(artifact.text("uri"));
    if (path.empty()) artifact.complain("`uri` is empty");
    pass("artifactLocation", artifact, fields);
    return path;
  }

  base::Span span(Fields& fields, const std::string& path, const char* key) {
    Fields region(fields.object(key));
    Range range{region.number("startLine"), region.number("startColumn"),
                region.number("endLine"), region.number("endColumn")};
    std::optional<base::Span> span;
    if (region.trouble().empty() && fields.trouble().empty()) {
      span = collector_.places().add(group_, path, range);
      if (!span) region.complain("no file that verifull reads has such a place");
    }
    pass(key, region, fields);
    return span.value_or(base::Span{});
  }

  base::Span physical(Fields& location) {
    Fields place(location.object("physicalLocation"));
    base::Span found = span(place, path_of(place), "region");
    pass("physicalLocation", place, location);
    return found;
  }

  edit::Fix fix_of(Fields& fields) {
    constexpr std::string_view kUnsafe = "unsafe: ";
    edit::Fix fix;
    fix.title = text_of(fields, "description");
    fix.safe = !fix.title.starts_with(kUnsafe);
    if (!fix.safe) fix.title.erase(0, kUnsafe.size());
    for (const Json& item : fields.array("artifactChanges")) {
      Fields change(item);
      std::string path = path_of(change);
      for (const Json& each : change.array("replacements")) {
        Fields replacement(each);
        edit::Edit edit{span(replacement, path, "deletedRegion"), ""};
        if (replacement.maybe("insertedContent") != nullptr) {
          edit.text = text_of(replacement, "insertedContent");
        }
        fix.edits.push_back(std::move(edit));
        pass("replacements", replacement, change);
      }
      pass("artifactChanges", change, fields);
    }
    return fix;
  }

  std::size_t group_;
  Collector& collector_;
};

}  // namespace

std::string read_result(const Json& result, std::size_t group, Collector& collector) {
  Fields fields(result);
  check::Finding finding = Reader(group, collector).finding(fields);
  if (!fields.trouble().empty()) return fields.trouble();
  return collector.add(std::move(finding)) ? "" : "more than a million findings";
}

}  // namespace verifull::merge
