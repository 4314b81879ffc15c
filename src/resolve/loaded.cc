#include "resolve/loaded.h"

#include <utility>

#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

constexpr std::size_t kMaxRenderings = 64;

struct LoadInput {
  const ResolveInput& input;
  std::string_view text;
  const parse::ErbProgram& program;
  Unknowns& unknowns;
};

Loaded load(const LoadInput& in, const std::string& name, const Environment& variables,
            World& world) {
  Loaded way;
  way.guard = world.answers();
  way.rendered.variables = variables;
  way.error = variables.failure();
  if (!way.error) way.error = loading_error(in.input.rules, variables);
  if (way.error) return way;
  RenderInput render_input{in.program, in.text, in.input.file, name, in.input.rails_root,
                           in.input.rules.env_has_local};
  way.rendered = render(render_input, variables, in.unknowns, world);
  way.guard = world.answers();
  way.error = way.rendered.error;
  way.unfollowable = way.rendered.unfollowable;
  if (way.error || way.unfollowable) return way;
  way.tree = parse::parse_yaml(way.rendered.text);
  way.yaml = load_yaml(way.rendered, way.tree, in.unknowns);
  way.error = way.yaml.error;
  way.unfollowable = way.yaml.unfollowable;
  if (way.error || way.unfollowable) return way;
  bool mapping = way.yaml.root.is(ConfigType::kMapping);
  bool nothing = way.yaml.empty || way.yaml.root.is(ConfigType::kNil) ||
                 way.yaml.root.is(ConfigType::kFalse);
  if (!mapping && !nothing) {
    if (!way.rendered.dynamic_lines.empty() || !parse::is_closed(way.yaml.root.text)) {
      way.unfollowable = LoadError{"", "the whole file is written by code", way.yaml.root.span};
    } else {
      bool list = way.yaml.root.is(ConfigType::kSequence);
      way.error = LoadError{list ? "TypeError" : "NoMethodError",
                            "the file is no mapping of environments", way.yaml.root.span};
    }
    return way;
  }
  way.raw = split_environment(way.yaml.root, in.input.rules, name);
  way.error = way.raw.error;
  for (RawEntry& entry : way.raw.entries) {
    // An environment that the file lacks is missing at its beginning.
    if (!entry.in_file) entry.header = entry.environment_header = {in.input.file, 0, 0};
    if (!way.error) way.error = overlay_error(entry, in.input.rules, way.rendered.variables);
  }
  return way;
}

}  // namespace

std::vector<Loaded> load_ways(const ResolveInput& input, std::string_view text,
                              const parse::ErbProgram& program, const std::string& environment,
                              Unknowns& unknowns) {
  std::vector<Loaded> ways;
  LoadInput in{input, text, program, unknowns};
  Environment variables = build_environment(input.variables, environment, unknowns);
  bool all = for_each_world({}, kMaxRenderings, [&](World& world) {
    ways.push_back(load(in, environment, variables, world));
  });
  if (!all) {
    ways.resize(1);
    ways[0].guard.clear();
    ways[0].unfollowable = LoadError{"", "the file comes out in more than 64 ways", {}};
  }
  return ways;
}

}  // namespace verifull::resolve
