#include "resolve/variables.h"

#include <algorithm>
#include <map>
#include <optional>

#include "parse/dotenv_expand.h"
#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

void add_stage(const image::Stage& stage, Unknowns& unknowns, Environment& environment) {
  for (const image::EnvironmentVariable& variable : stage.environment) {
    Origin origin{OriginKind::kDockerfile, variable.value.span, variable.name};
    std::string text = parse::without_placeholders(variable.value.text);
    if (!variable.value.known) {
      text = parse::placeholder(unknowns.expression(variable.name, variable.value.span));
    }
    environment.add(variable.name, std::move(text), std::move(origin));
  }
}

class DotenvLoader {
 public:
  DotenvLoader(parse::DotenvDialect dialect, Unknowns& unknowns, Environment& environment)
      : dialect_(dialect), unknowns_(unknowns), environment_(environment) {}

  // The files that were loaded before count as set; inside a file a later line
  // wins, and the process wins over both.
  void load(const parse::DotenvFile& file) {
    if (environment_.failure()) return;
    if (file.failure) return fail(*file.failure);
    for (const parse::DotenvFile::Requirement& required : file.required) {
      Variable::State state = environment_.lookup(required.name).state;
      if (state == Variable::State::kUnset) return fail(required.failure);
    }
    std::map<std::string, std::pair<std::string, base::Span>> values;
    for (const parse::DotenvAssignment& assignment : file.assignments) {
      if (!assignment.has_value) continue;
      std::string text = expand(assignment, values);
      values.insert_or_assign(assignment.name, std::pair(std::move(text), assignment.value_span));
    }
    for (auto& [name, value] : values) {
      environment_.add(name, value.first, {OriginKind::kDotenv, value.second, name});
    }
  }

 private:
  void fail(const parse::DotenvFile::Failure& failure) {
    environment_.fail({failure.ruby_class, failure.message, failure.span});
  }

  template <typename Values>
  std::string expand(const parse::DotenvAssignment& assignment, const Values& values) {
    auto lookup = [&](const std::string& name) -> std::optional<std::string> {
      const Variable& variable = environment_.lookup(name);
      if (variable.state == Variable::State::kSet) return variable.value;
      auto found = values.find(name);
      if (found != values.end()) return found->second.first;
      if (variable.state == Variable::State::kUnset) return std::nullopt;
      return parse::placeholder(unknowns_.expression(name, assignment.value_span, name));
    };
    parse::DotenvExpansion result = parse::expand_dotenv(assignment, dialect_, lookup);
    if (result.command.empty() && result.error.empty()) return result.text;
    return parse::placeholder(
        unknowns_.expression("$(" + result.command + ")", assignment.value_span));
  }

  parse::DotenvDialect dialect_;
  Unknowns& unknowns_;
  Environment& environment_;
};

}  // namespace

DotenvRank dotenv_rank(std::string_view file_name, std::string_view rails_env) {
  std::string own = ".env." + std::string(rails_env);
  if (file_name == own + ".local") return {true, 0};
  if (file_name == ".env.local") return {rails_env != "test", 1};
  if (file_name == own) return {true, 2};
  if (file_name == ".env") return {true, 3};
  return {};
}

Environment build_environment(const VariableSources& sources, std::string_view rails_env,
                              Unknowns& unknowns) {
  Environment environment(sources.closed_world);
  environment.add("RAILS_ENV", std::string(rails_env), {OriginKind::kRailsDefault, {}, "RAILS_ENV"});
  for (const auto& [name, value] : sources.defines) {
    environment.add(name, parse::without_placeholders(value), {OriginKind::kDefine, {}, name});
  }
  for (const std::string& name : sources.unset) environment.add_unset(name);
  for (const auto& [name, value] : sources.process) {
    environment.add(name, parse::without_placeholders(value), {OriginKind::kProcess, {}, name});
  }
  if (sources.stage != nullptr) add_stage(*sources.stage, unknowns, environment);
  std::vector<std::pair<int, const DotenvInput*>> files;
  for (const DotenvInput& input : sources.dotenv) {
    DotenvRank rank = dotenv_rank(input.name, rails_env);
    if (rank.loaded) files.emplace_back(rank.rank, &input);
  }
  std::sort(files.begin(), files.end());
  DotenvLoader loader(sources.dialect, unknowns, environment);
  for (const auto& [rank, input] : files) loader.load(input->file);
  return environment;
}

}  // namespace verifull::resolve
