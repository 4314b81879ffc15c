#include "merge/document.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "merge/fields.h"
#include "merge/json_reader.h"
#include "merge/sarif_reader.h"

namespace verifull::merge {
namespace {

using Event = Json::parse_event_t;

constexpr std::size_t kDeepest = 32;
// Finding a key of an object takes a look at all of them.
constexpr std::size_t kMostKeys = 512;
constexpr std::string_view kHint =
    "`verifull merge` reads what `verifull check` wrote with --format jsonl, json or sarif";

// Leaves the parser, which has no other way out.
struct Stop {
  std::string place;
  std::string what;
};

std::string line_and_column(std::string_view text, std::size_t byte) {
  std::string_view before = text.substr(0, std::min(byte, text.size()));
  auto line = 1 + std::count(before.begin(), before.end(), '\n');
  std::size_t begin = before.rfind('\n') + 1;
  return std::to_string(line) + ":" + std::to_string(std::max<std::size_t>(before.size() - begin, 1));
}

class Parser {
 public:
  explicit Parser(Collector& collector) : collector_(collector), group_(collector.begin_group()) {}

  // False: the value has been used and need not be kept.
  bool on(std::size_t depth, Event event, Json& value) {
    if (depth >= kDeepest) throw Stop{"", "it is nested too deeply"};
    switch (event) {
      case Event::key:
        on_key(depth, value.get_ref<const std::string&>());
        return true;
      case Event::object_start:
        keys_of_[depth + 1] = 0;
        return true;
      case Event::object_end:
        return on_object(depth, value);
      default:
        return true;
    }
  }

  void end(const Json& root) {
    if (kind_ != Kind::kJson && kind_ != Kind::kSarif) throw Stop{"", "it is no report"};
    if (kind_ == Kind::kSarif) return;
    Fields fields(root);
    if (fields.number("format_version") != 1) fields.complain("`format_version` is not 1");
    Fields tool(fields.object("tool"));
    if (tool.text("name") != "verifull") fields.complain("`tool` is not verifull");
    Fields summary(fields.object("summary"));
    collector_.add_files(summary.number("files"));
    fields.complain(summary.trouble());
    collector_.set_labels(group_, fields.labels());
    if (!fields.trouble().empty()) throw Stop{"", fields.trouble()};
  }

 private:
  enum class Kind { kUnknown, kJson, kSarif };

  void on_key(std::size_t depth, const std::string& key) {
    if (++keys_of_[depth] > kMostKeys) throw Stop{"", "an object in it has too many keys"};
    key_at_[depth] = key;
    if (depth != 1) return;
    count_ = 0;
    if (key == "projects" || key == "findings") kind_ = Kind::kJson;
    if (key == "runs") kind_ = Kind::kSarif;
  }

  bool on_object(std::size_t depth, const Json& value) {
    if (kind_ == Kind::kJson && depth == 2) {
      if (key_at_[1] == "findings") return used(read_finding(value, group_, collector_));
      if (key_at_[1] == "projects") return used(read_project(value, group_, collector_));
    }
    if (kind_ != Kind::kSarif || key_at_[1] != "runs") return true;
    if (depth == 4 && key_at_[3] == "results") return used(read_result(value, group_, collector_));
    // Rules are long, and their texts are known here.
    if (depth > 4 && key_at_[3] == "tool") return false;
    if (depth == 2) end_run(value);
    return depth != 2;
  }

  bool used(const std::string& trouble) {
    if (!trouble.empty()) {
      std::string place = kind_ == Kind::kSarif ? "results" : key_at_[1];
      throw Stop{place + "[" + std::to_string(count_) + "]", trouble};
    }
    ++count_;
    return false;
  }

  // The next run has its own labels.
  void end_run(const Json& run) {
    Fields fields(run);
    Fields tool(fields.object("tool"));
    Fields driver(tool.object("driver"));
    if (driver.text("name") != "verifull") throw Stop{"", "a run in it is not of verifull"};
    report::Labels labels;
    if (fields.maybe("properties") != nullptr) {
      for (const auto& [key, value] : fields.object("properties").items()) {
        if (report::is_label_key(key) && value.is_string()) {
          labels.emplace_back(key, value.get<std::string>());
        }
      }
    }
    collector_.set_labels(group_, std::move(labels));
    group_ = collector_.begin_group();
    count_ = 0;
  }

  Collector& collector_;
  std::size_t group_;
  Kind kind_ = Kind::kUnknown;
  std::size_t count_ = 0;  // of the elements before this one
  std::array<std::string, kDeepest + 2> key_at_;
  std::array<std::size_t, kDeepest + 2> keys_of_{};
};

}  // namespace

base::Error not_a_report(std::string_view name, const std::string& place,
                         const std::string& what) {
  std::string message(name);
  if (!place.empty()) message += ":" + place;
  return {base::ErrorKind::kUnreadable, message + ": " + what, std::string(kHint), {}};
}

std::optional<base::Error> read_document(std::string_view name, std::string_view text,
                                         Collector& collector) {
  Parser parser(collector);
  try {
    Json root = Json::parse(text, [&parser](int depth, Event event, Json& value) {
      return parser.on(static_cast<std::size_t>(depth), event, value);
    });
    parser.end(root);
  } catch (const Stop& stop) {
    return not_a_report(name, stop.place, stop.what);
  } catch (const Json::parse_error& error) {
    return not_a_report(name, line_and_column(text, error.byte), "this is no JSON");
  } catch (const Json::exception&) {
    return not_a_report(name, "", "this is no JSON that can be read");
  }
  return std::nullopt;
}

std::optional<base::Error> read_line(std::string_view name, std::size_t line,
                                     std::string_view text, Collector& collector) {
  std::string place = std::to_string(line);
  std::array<std::size_t, kDeepest + 2> keys{};
  try {
    Json object = Json::parse(text, [&keys](int at, Event event, Json&) {
      auto depth = static_cast<std::size_t>(at);
      if (depth >= kDeepest) throw Stop{"", "it is nested too deeply"};
      if (event == Event::object_start) keys[depth + 1] = 0;
      if (event == Event::key && ++keys[depth] > kMostKeys) {
        throw Stop{"", "an object in it has too many keys"};
      }
      return true;
    });
    std::string trouble = read_finding(object, collector.group_of({}), collector);
    if (!trouble.empty()) return not_a_report(name, place, trouble);
  } catch (const Stop& stop) {
    return not_a_report(name, place, stop.what);
  } catch (const Json::parse_error& error) {
    return not_a_report(name, place + ":" + std::to_string(error.byte), "this is no JSON");
  } catch (const Json::exception&) {
    return not_a_report(name, place, "this is no JSON that can be read");
  }
  return std::nullopt;
}

}  // namespace verifull::merge
