#include "support/json_contract.h"

#include <algorithm>
#include <initializer_list>

#include <nlohmann/json.hpp>

namespace verifull::support {
namespace {

using nlohmann::json;

constexpr std::string_view kVerdicts[] = {
    "verified",  "verified-if",  "ca-only",    "encrypted-unverified", "opportunistic",
    "plaintext", "fails-closed", "boot-error", "not-applicable",       "unknown"};
constexpr std::string_view kKinds[] = {"yaml",    "anchor",        "merge",        "shared",
                                       "url",     "erb-default",   "dotenv",       "dockerfile",
                                       "compose", "process",       "define",       "service-file",
                                       "pg-env",  "libpq-default", "rails-default"};

struct Member {
  const char* name;
  json::value_t type;
};

constexpr auto kText = json::value_t::string;
constexpr auto kNumber = json::value_t::number_unsigned;
constexpr auto kTruth = json::value_t::boolean;
constexpr auto kList = json::value_t::array;
constexpr auto kObject = json::value_t::object;

class Contract {
 public:
  void document(const json& top, bool with_findings) {
    members(top, "$",
            {{"format_version", kNumber},
             {"tool", kObject},
             {"projects", kList},
             {"summary", kObject}});
    if (top.value("format_version", 0) != 1) broken("$", "format_version is not 1");
    members(top.value("tool", json()), "$.tool", {{"name", kText}, {"version", kText}});
    each(top, "projects", "$",
         [this](const json& item, const std::string& at) { project(item, at); });
    if (with_findings) {
      members(top, "$", {{"findings", kList}});
      each(top, "findings", "$",
           [this](const json& item, const std::string& at) { finding(item, at); });
    } else if (top.contains("findings")) {
      broken("$", "resolve has findings");
    }
    summary(top, with_findings);
  }

  std::vector<std::string> problems;

 private:
  void broken(const std::string& at, const std::string& what) {
    problems.push_back(at + ": " + what);
  }

  void members(const json& object, const std::string& at, std::initializer_list<Member> wanted) {
    for (const Member& member : wanted) {
      if (!object.is_object() || !object.contains(member.name)) {
        broken(at, std::string(member.name) + " is not there");
      } else if (object[member.name].type() != member.type) {
        broken(at, std::string(member.name) + " is " + object[member.name].type_name());
      }
    }
  }

  template <typename Function>
  void each(const json& object, const char* name, const std::string& at, Function function) {
    if (!object.is_object() || !object.contains(name)) return;
    std::size_t index = 0;
    for (const json& item : object[name]) {
      function(item, at + "." + name + "[" + std::to_string(index++) + "]");
    }
  }

  template <typename Words>
  void one_of(const json& object, const char* name, const Words& words, const std::string& at) {
    std::string word = object.value(name, "");
    if (std::find(std::begin(words), std::end(words), word) == std::end(words)) {
      broken(at, std::string(name) + " is `" + word + "`");
    }
  }

  void project(const json& item, const std::string& at) {
    members(item, at, {{"root", kText}, {"rails", kObject}, {"connections", kList}});
    members(item.value("rails", json()), at + ".rails", {{"version", kText}, {"from", kText}});
    each(item, "connections", at,
         [this](const json& x, const std::string& place) { connection(x, place); });
  }

  void connection(const json& item, const std::string& at) {
    members(item, at,
            {{"environment", kText},
             {"name", kText},
             {"adapter", kText},
             {"verdict", kText},
             {"conditions", kList},
             {"settings", kObject},
             {"libpq", kObject},
             {"ignored", kList}});
    one_of(item, "verdict", kVerdicts, at);
    if (!item.contains("error")) return broken(at, "error is not there");
    if (!item["error"].is_null()) {
      members(item["error"], at + ".error", {{"class", kText}, {"message", kText}});
    }
    const json settings(item.value("settings", json::object()));
    for (const auto& [key, setting] : settings.items()) {
      std::string place = at + ".settings." + key;
      members(setting, place,
              {{"value", kText}, {"known", kTruth}, {"secret", kTruth}, {"origin", kList}});
      bool hidden =
          setting.value("value", "").empty() || setting.value("value", "") == "[redacted]";
      if (setting.value("secret", false) && key != "url" && !hidden)
        broken(place, "a secret is shown");
      if (setting.value("origin", json()).empty()) broken(place, "no origin");
      each(setting, "origin", place, [this](const json& x, const std::string& p) { origin(x, p); });
    }
  }

  void origin(const json& item, const std::string& at) {
    members(item, at, {{"kind", kText}});
    one_of(item, "kind", kKinds, at);
    if (item.contains("path")) members(item, at, {{"line", kNumber}, {"column", kNumber}});
  }

  void place(const json& item, const std::string& at) {
    members(item, at,
            {{"path", kText},
             {"line", kNumber},
             {"column", kNumber},
             {"end_line", kNumber},
             {"end_column", kNumber}});
    auto position = [&](const char* line, const char* column) {
      return std::pair(item.value(line, 0), item.value(column, 0));
    };
    if (position("line", "column") > position("end_line", "end_column")) {
      broken(at, "it ends before it begins");
    }
    if (item.value("line", 0) < 1 || item.value("column", 0) < 1) broken(at, "counted from 0");
    if (item.value("path", "/").starts_with('/')) broken(at, "the path is absolute");
  }

  void finding(const json& item, const std::string& at) {
    members(item, at,
            {{"rule", kText},
             {"severity", kText},
             {"confidence", kText},
             {"message", kText},
             {"environments", kList},
             {"connection", kText},
             {"related", kList},
             {"help", kText},
             {"url", kText},
             {"fingerprint", kText},
             {"state", kText}});
    constexpr std::string_view severities[] = {"error", "warning", "info"};
    constexpr std::string_view confidences[] = {"high", "medium", "low"};
    constexpr std::string_view states[] = {"active", "suppressed", "baselined"};
    one_of(item, "severity", severities, at);
    one_of(item, "confidence", confidences, at);
    one_of(item, "state", states, at);
    place(item, at);
    each(item, "related", at, [this](const json& x, const std::string& p) {
      place(x, p);
      members(x, p, {{"message", kText}});
    });
  }

  static std::size_t count(const json& top, std::string_view severity) {
    std::size_t number = 0;
    const json findings(top.value("findings", json::array()));
    for (const json& item : findings) {
      number += item.value("severity", "") == severity && item.value("state", "") == "active";
    }
    return number;
  }

  void summary(const json& top, bool with_findings) {
    const json summary(top.value("summary", json::object()));
    members(summary, "$.summary",
            {{"files", kNumber}, {"projects", kNumber}, {"connections", kNumber}});
    std::size_t connections = 0;
    const json projects(top.value("projects", json::array()));
    for (const json& item : projects) {
      connections += item.value("connections", json::array()).size();
    }
    auto same = [&](const char* name, std::size_t number) {
      if (summary.value(name, std::size_t{0}) != number)
        broken("$.summary", std::string(name) + " is wrong");
    };
    same("projects", projects.size());
    same("connections", connections);
    if (!with_findings) return;
    members(summary, "$.summary",
            {{"errors", kNumber},
             {"warnings", kNumber},
             {"infos", kNumber},
             {"suppressed", kNumber},
             {"baselined", kNumber},
             {"fixable", kNumber}});
    same("errors", count(top, "error"));
    same("warnings", count(top, "warning"));
    same("infos", count(top, "info"));
  }
};

}  // namespace

std::vector<std::string> contract_problems(std::string_view text, bool with_findings) {
  json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return {"$: it is no JSON"};
  Contract contract;
  contract.document(document, with_findings);
  return contract.problems;
}

}  // namespace verifull::support
