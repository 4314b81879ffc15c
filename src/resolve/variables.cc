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
  void load(const DotenvInput& input) {
    if (environment_.failure()) return;
    const parse::DotenvFile& file = has_legacy_breaks() ? input.legacy : input.file;
    if (file.failure) return fail(*file.failure);
    for (const parse::DotenvFile::Requirement& required : file.required) {
      Variable::State state = environment_.lookup(required.name).state;
      // Parser#existing? leaves that one name out.
      bool never_there = required.name == "DOTENV_LINEBREAK_MODE";
      if (never_there || state == Variable::State::kUnset) return fail(required.failure);
    }
    std::map<std::string, std::pair<std::string, Origin>> values;
    for (const parse::DotenvAssignment& assignment : file.assignments) {
      if (!assignment.has_value) continue;
      std::string text = expand(assignment, values);
      bool quoted = assignment.quoted && text == assignment.raw;
      Origin origin{OriginKind::kDotenv, assignment.value_span, assignment.name, quoted};
      values.insert_or_assign(assignment.name, std::pair(std::move(text), std::move(origin)));
    }
    for (auto& [name, value] : values) {
      bool taken = environment_.lookup(name).state != Variable::State::kSet;
      if (taken && value.first.find('\0') != std::string::npos) {
        // Ruby's ENV refuses it; the value itself is nobody's business.
        return fail({"ArgumentError", "bad environment variable value: contains null byte",
                     value.second.span});
      }
      environment_.add(name, value.first, value.second);
    }
  }

 private:
  // Parser#expand_newlines asks ENV at each value, and the files before are in it.
  bool has_legacy_breaks() const {
    const Variable& mode = environment_.lookup("DOTENV_LINEBREAK_MODE");
    return mode.state == Variable::State::kSet && mode.value == "legacy";
  }

  void fail(const parse::DotenvFile::Failure& failure) {
    environment_.fail({failure.ruby_class, failure.message, failure.span});
  }

  template <typename Values>
  std::string expand(const parse::DotenvAssignment& assignment, const Values& values) {
    auto lookup = [&](const std::string& name) -> std::optional<std::string> {
      const Variable& variable = environment_.lookup(name);
      auto found = values.find(name);
      // Up to 2.2 the file's own lines come before the process.
      bool own = found != values.end() && dialect_ == parse::DotenvDialect::kDotenv22;
      if (variable.state == Variable::State::kSet && !own) return variable.value;
      if (found != values.end()) return found->second.first;
      if (variable.state == Variable::State::kUnset) return std::nullopt;
      return parse::placeholder(unknowns_.expression(name, assignment.value_span, name));
    };
    parse::DotenvExpansion result = parse::expand_dotenv(assignment, dialect_, lookup);
    if (result.command.empty() && result.error.empty()) return result.text;
    std::string text = parse::placeholder(
        unknowns_.expression("$(" + result.command + ")", assignment.value_span));
    // What a command gives, it does not take away a null byte beside it.
    bool null_byte = std::any_of(assignment.value.begin(), assignment.value.end(), holds_null);
    return null_byte ? text + '\0' : text;
  }

  static bool holds_null(const parse::DotenvPart& part) {
    return part.kind == parse::DotenvPart::Kind::kText && part.text.find('\0') != std::string::npos;
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
  for (const std::string& name : sources.runtime) {
    environment.add_provided(name, parse::placeholder(unknowns.variable(name)));
  }
  if (sources.stage != nullptr) add_stage(*sources.stage, unknowns, environment);
  std::vector<std::pair<int, const DotenvInput*>> files;
  for (const DotenvInput& input : sources.dotenv) {
    DotenvRank rank = dotenv_rank(input.name, rails_env);
    if (rank.loaded) files.emplace_back(rank.rank, &input);
  }
  std::sort(files.begin(), files.end());
  DotenvLoader loader(sources.dialect, unknowns, environment);
  for (const auto& [rank, input] : files) loader.load(*input);
  return environment;
}

}  // namespace verifull::resolve
