// Renders the templates of compare.rb with verifull: JSON lines in, one JSON line
// out for each, an empty line to flush. An answer lists every way in which the
// template may come out in the closed world; a text is a list of pieces, null for
// one that is not known.
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "parse/erb.h"
#include "parse/placeholder.h"
#include "resolve/evaluate.h"
#include "resolve/render.h"
#include "support/json_lines.h"

namespace verifull::erb {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxWorlds = 64;

Json pieces(std::string_view text, const resolve::Unknowns& unknowns, resolve::World& world) {
  Json all = Json::array();
  for (const parse::TextPart& part : parse::split_placeholders(text)) {
    if (!part.unknown) {
      all.push_back(part.text);
      continue;
    }
    const resolve::UnknownPart& unknown = unknowns.at(part.index);
    if (unknown.kind != resolve::UnknownPart::Kind::kDeferred) {
      all.push_back(nullptr);
      continue;
    }
    const resolve::LazyAlternative& chosen = resolve::decide(unknown.alternatives, world);
    if (!chosen.raised_class.empty()) {
      throw resolve::Raised{chosen.raised_class, chosen.raised_message, {}};
    }
    Json inner = pieces(chosen.value.text, unknowns, world);
    all.insert(all.end(), inner.begin(), inner.end());
  }
  return all;
}

Json way(const resolve::Rendered& rendered, const resolve::Unknowns& unknowns,
         resolve::World& world) {
  if (rendered.unfollowable) return {{"unknown", rendered.unfollowable->message}};
  if (rendered.error) {
    return {{"error", rendered.error->ruby_class}, {"message", rendered.error->message},
            {"followed", rendered.followed}};
  }
  if (!rendered.dynamic_lines.empty()) return {{"unknown", "a line that may be anything"}};
  try {
    return {{"text", pieces(rendered.text, unknowns, world)}, {"followed", rendered.followed}};
  } catch (const resolve::Raised& raised) {
    return {{"error", raised.ruby_class}, {"message", raised.message}, {"followed", rendered.followed}};
  }
}

Json answer(const Json& kase) {
  std::string text = kase["text"].get<std::string>();
  std::string rails_env = kase["rails_env"].get<std::string>();
  parse::ErbProgram program = parse::parse_erb(text, 0);
  resolve::Environment environment(true);
  for (const auto& [name, value] : kase["env"].items()) {
    environment.add(name, value.get<std::string>(), {});
  }
  environment.add("RAILS_ENV", rails_env, {});
  resolve::Unknowns unknowns;
  Json ways = Json::array();
  bool all = resolve::for_each_world({}, kMaxWorlds, [&](resolve::World& world) {
    resolve::RenderInput input{program, text, 0, rails_env, "/app", false};
    ways.push_back(way(resolve::render(input, environment, unknowns, world), unknowns, world));
  });
  if (!all) ways.push_back({{"unknown", "more ways than are followed"}});
  return ways;
}

}  // namespace
}  // namespace verifull::erb

int main() {
  verifull::support::answer_lines(
      [](const nlohmann::json& kase) { return verifull::erb::answer(kase); });
  return 0;
}
