// Answers the cases of compare.rb with verifull: JSON lines in, one JSON line out for
// each, an empty line to flush. What the process of that environment sees in the
// closed world: {"env": {name: [piece]}}, a piece that is not known being null, or
// {"error": class}.
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "parse/dotenv.h"
#include "parse/placeholder.h"
#include "resolve/variables.h"
#include "support/json_lines.h"

namespace verifull::dotenv {
namespace {

using Json = nlohmann::json;

// U+E0FF in a case is the byte FF, which no JSON can hold.
constexpr std::string_view kBadByte = "\xEE\x83\xBF";

Json pieces(const resolve::Variable& variable) {
  Json all = Json::array();
  if (variable.state == resolve::Variable::State::kUnknown) return {nullptr};
  for (const parse::TextPart& part : parse::split_placeholders(variable.value)) {
    all.push_back(part.unknown ? Json(nullptr) : Json(part.text));
  }
  return all;
}

Json answer(const Json& kase) {
  std::string rails_env = kase["rails_env"].get<std::string>();
  resolve::VariableSources sources;
  sources.closed_world = true;
  sources.dialect = parse::dotenv_dialect(kase["version"].get<std::string>());
  for (const auto& [name, value] : kase["env"].items()) {
    sources.process.emplace_back(name, value.get<std::string>());
  }
  for (const auto& [name, text] : kase["files"].items()) {
    std::string bytes = base::replace_all(text.get<std::string>(), kBadByte, "\xFF");
    sources.dotenv.push_back({name, parse::parse_dotenv(bytes, 0, sources.dialect),
                              parse::parse_dotenv(bytes, 0, sources.dialect, true)});
  }
  resolve::Unknowns unknowns;
  resolve::Environment environment = resolve::build_environment(sources, rails_env, unknowns);
  if (environment.failure()) {
    return {{"error", environment.failure()->ruby_class},
            {"message", environment.failure()->message}};
  }
  Json env = Json::object();
  for (const std::string& name : environment.names()) {
    env[name] = pieces(environment.lookup(name));
  }
  return {{"env", env}};
}

}  // namespace
}  // namespace verifull::dotenv

int main() {
  verifull::support::answer_lines(
      [](const nlohmann::json& kase) { return verifull::dotenv::answer(kase); });
  return 0;
}
