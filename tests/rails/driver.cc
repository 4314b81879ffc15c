// Answers the cases of oracle.rb with verifull: the same JSON lines in, one JSON
// line out for each, and an empty line to flush. Beside oracle.rb's answer it says
// which values are unknown and which are libpq's own.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis.h"
#include "resolve/verdict.h"
#include "source/memory_reader.h"
#include "support/json_lines.h"

namespace verifull::rails {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kLockWithDotenv =
    "GEM\n  specs:\n    dotenv (2.4.0)\n    dotenv-rails (2.4.0)\n"
    "    pg (1.4.5)\n    rails (6.1.7)\n";
constexpr std::string_view kLock = "GEM\n  specs:\n    pg (1.4.5)\n    rails (6.1.7)\n";

engine::Options options_of(const Json& kase, const std::string& environment) {
  engine::Options options;
  options.environments = {environment};
  for (const auto& [name, value] : kase["env"].items()) {
    options.defines.emplace_back(name, value.get<std::string>());
  }
  options.closed_world = true;
  options.rails = kase.value("rails", "6.1");
  options.working_directory = "/app";
  options.check = false;
  return options;
}

// libpq's own values are not Rails': they stand in no configuration hash.
bool is_added(const resolve::Setting& setting) {
  resolve::OriginKind kind = setting.trail.front().kind;
  return kind == resolve::OriginKind::kLibpqDefault || kind == resolve::OriginKind::kPgEnv ||
         kind == resolve::OriginKind::kServiceFile;
}

Json answer(const resolve::Connection& connection) {
  Json result = {{"name", connection.name},
                 {"verdict", resolve::verdict_name(connection.verdict)},
                 {"why", connection.why},
                 {"conditions", connection.conditions},
                 {"settings", Json::object()},
                 {"unknown", Json::array()},
                 {"added", Json::array()},
                 {"libpq", Json::object()},
                 {"error", nullptr}};
  for (const resolve::Setting& setting : connection.settings) {
    if (is_added(setting)) {
      result["added"].push_back(setting.key);
      continue;
    }
    result["settings"][setting.key] = setting.value.reveal();
    if (!setting.known) result["unknown"].push_back(setting.key);
  }
  for (const resolve::LibpqParameter& parameter : connection.libpq) {
    result["libpq"][parameter.keyword] = parameter.value.reveal();
    if (!parameter.known) result["unknown"].push_back(parameter.keyword);
  }
  if (connection.error) {
    result["error"] = connection.error->ruby_class;
    result["message"] = connection.error->message;
  }
  return result;
}

Json answer(const Json& kase) {
  source::MemoryReader reader;
  for (const auto& [path, text] : kase["files"].items()) reader.add(path, text.get<std::string>());
  if (!kase["files"].contains("Gemfile.lock")) {
    reader.add("Gemfile.lock", std::string(kase.value("dotenv", false) ? kLockWithDotenv : kLock));
  }
  Json result = Json::object();
  for (const Json& environment : kase["environments"]) {
    std::string name = environment.get<std::string>();
    engine::Analysis analysis = engine::analyze(options_of(kase, name), {}, reader);
    Json connections = Json::array();
    for (const engine::ProjectResult& project : analysis.projects) {
      for (const resolve::Connection& connection : project.connections) {
        connections.push_back(answer(connection));
      }
    }
    result[name] = {{"connections", std::move(connections)}};
  }
  return result;
}

}  // namespace
}  // namespace verifull::rails

int main() {
  verifull::support::answer_lines(
      [](const nlohmann::json& kase) { return verifull::rails::answer(kase); });
  return 0;
}
