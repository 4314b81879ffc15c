// Repairs the cases of tests/rails: a case in, its files after all fixes out, and
// what each fix says that it changes.
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "check/ignore_rules.h"
#include "check/rules.h"
#include "fix/fix_all.h"
#include "source/memory_reader.h"
#include "support/json_lines.h"

namespace verifull::fixes {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kLockWithDotenv =
    "GEM\n  specs:\n    dotenv (2.4.0)\n    dotenv-rails (2.4.0)\n"
    "    pg (1.4.5)\n    rails (6.1.7)\n";
constexpr std::string_view kLock = "GEM\n  specs:\n    pg (1.4.5)\n    rails (6.1.7)\n";

fix::Request request_of(const Json& kase) {
  fix::Request request;
  for (const auto& [name, value] : kase["env"].items()) {
    request.options.defines.emplace_back(name, value.get<std::string>());
  }
  request.options.closed_world = true;
  request.options.rails = kase.value("rails", "6.1");
  request.options.working_directory = "/app";
  request.options.today = "2026-11-24";
  for (const check::Rule& rule : check::all_rules()) request.rules.push_back(&rule);
  for (const check::Rule& rule : check::ignore_rules()) request.rules.push_back(&rule);
  request.all_rules = request.rules;
  request.unsafe = true;
  return request;
}

Json answer(const Json& kase) {
  source::MemoryReader reader;
  for (const auto& [path, text] : kase["files"].items()) reader.add(path, text.get<std::string>());
  if (!kase["files"].contains("Gemfile.lock")) {
    reader.add("Gemfile.lock", std::string(kase.value("dotenv", false) ? kLockWithDotenv : kLock));
  }
  fix::Result result = fix::fix_all(request_of(kase), reader);
  Json answer = {{"files", kase["files"]}, {"done", Json::array()}};
  for (const fix::Change& change : result.changes) answer["files"][change.path] = change.after;
  for (const fix::Done& done : result.done) {
    answer["done"].push_back({{"rule", done.rule},
                              {"environments", done.environments},
                              {"changes", done.changes}});
  }
  return answer;
}

}  // namespace
}  // namespace verifull::fixes

int main() {
  verifull::support::answer_lines(
      [](const nlohmann::json& kase) { return verifull::fixes::answer(kase); });
  return 0;
}
