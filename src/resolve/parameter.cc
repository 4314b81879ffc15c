#include "resolve/parameter.h"

#include "parse/gemfile_lock.h"
#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

Parameter from_section(const Service& service, std::string_view key, const std::string& name) {
  Parameter result;
  for (const ServiceParameter& parameter : service.parameters) {
    if (parameter.keyword != key) continue;
    result.text = parameter.value;
    result.source = ParameterSource::kService;
    result.trail.push_back({OriginKind::kServiceFile, parameter.span, name});
    break;
  }
  return result;
}

// Is the project's service file the one that libpq looks into first? Where nothing
// is known of PGSERVICEFILE, it is supposed to name it. fe-connect.c,
// parseServiceInfo; fe-misc.c, pqGetHomeDirectory: HOME counts since 15.
bool reads_service_file(const Surroundings& around) {
  const Variable& path = around.variables.lookup("PGSERVICEFILE");
  if (path.state == Variable::State::kUnknown) return true;
  if (path.state == Variable::State::kSet) return path.value == around.service_path;
  const Variable& home = around.variables.lookup("HOME");
  bool counts = around.libpq == 0 || around.libpq >= 15;
  return counts && home.state == Variable::State::kSet &&
         home.value + "/.pg_service.conf" == around.service_path;
}

}  // namespace

Parameter parameter_of(const ConfigValue& value, const Unknowns& unknowns) {
  Parameter result;
  result.text = to_s(value);
  result.trail = value.trail;
  result.source = ParameterSource::kEntry;
  if (parse::is_closed(result.text)) return result;
  result.known = false;
  result.why = unknowns.shown(result.text) + " is not known";
  return result;
}

Parameter parameter_from_variable(std::string_view name, const Surroundings& around, World& world,
                                  bool& supposed) {
  Parameter result;
  const Variable& variable = around.variables.lookup(name);
  if (variable.state == Variable::State::kUnset) return result;
  if (variable.state == Variable::State::kSet) {
    result.text = variable.value;
    result.known = parse::is_closed(variable.value);
    result.source = ParameterSource::kPgVariable;
    base::Span span = variable.trail.empty() ? base::Span{} : variable.trail.front().span;
    result.trail.push_back({OriginKind::kPgEnv, span, std::string(name)});
    result.trail.insert(result.trail.end(), variable.trail.begin(), variable.trail.end());
    return result;
  }
  int state = world.state(name);
  if (state == kIsUnset) return result;
  supposed = true;
  result.source = ParameterSource::kPgVariable;
  result.trail.push_back({OriginKind::kPgEnv, {}, std::string(name)});
  if (state == kIsEmpty) return result;
  result.known = false;
  result.text = parse::placeholder(around.unknowns.variable(name));
  result.why = std::string(name) + " is not known";
  return result;
}

ServiceChoice choose_service(const ConfigValue& key, const Surroundings& around) {
  ServiceChoice choice;
  if (!key.is(ConfigType::kNil)) {
    choice.name = to_s(key);
    choice.named = true;
  } else {
    const Variable& variable = around.variables.lookup("PGSERVICE");
    choice.by_variable = true;
    choice.named = variable.state == Variable::State::kSet;
    choice.name = variable.value;
  }
  if (!choice.named) return choice;
  if (!parse::is_closed(choice.name)) {
    choice.elsewhere = "which service it is is not known";
    return choice;
  }
  if (reads_service_file(around)) {
    choice.section =
        read_service(around.service_text, around.service_file, choice.name, around.libpq);
  }
  if (!choice.section.found && choice.section.error.empty()) {
    choice.elsewhere = "the service file with [" + choice.name + "] is not in the project";
  }
  return choice;
}

Parameter parameter_from_service(std::string_view key, const ServiceChoice& service,
                                 const Surroundings& around, Parameter& stranded) {
  Parameter result;
  if (!service.named) return result;
  // pg 1.3 to 1.6.3 send every compiled default as an explicit value, which beats
  // a service that the configuration names (ruby-pg lib/pg/connection.rb).
  bool defaults_win = !service.by_variable && !around.pg_version.empty() &&
                      parse::compare_versions(around.pg_version, "1.3") >= 0 &&
                      parse::compare_versions(around.pg_version, "1.6.3") <= 0;
  if (defaults_win && key == "sslmode") {
    stranded = from_section(service.section, key, service.name);
    return result;
  }
  if (service.elsewhere.empty()) return from_section(service.section, key, service.name);
  result.known = false;
  result.source = ParameterSource::kService;
  result.why = service.elsewhere;
  return result;
}

}  // namespace verifull::resolve
