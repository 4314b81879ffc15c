// Lines that change what is known: variables of `.env` files, and parts of the
// template that only Ruby can work out.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/subjects.h"
#include "resolve/variables.h"

namespace verifull::facts {
namespace {

using parse::DotenvAssignment;
using parse::DotenvPart;

bool is_url(std::string_view text) { return text.find("://") != std::string_view::npos; }

// One that decides a connection, by its name or because it is a URL of one.
bool is_about_database(const DotenvAssignment& assignment) {
  std::string_view name = assignment.name;
  return name.ends_with("DATABASE_URL") || (name.starts_with("PG") && name.size() > 4) ||
         assignment.raw.starts_with("postgres://") || assignment.raw.starts_with("postgresql://");
}

bool is_set_in(const std::vector<resolve::DotenvInput>& files, std::string_view name) {
  return std::any_of(files.begin(), files.end(), [&](const resolve::DotenvInput& file) {
    return std::any_of(file.file.assignments.begin(), file.file.assignments.end(),
                       [&](const DotenvAssignment& each) { return each.name == name; });
  });
}

// A `$` in the middle of a word that nothing sets: part of a password.
bool is_swallowed(const DotenvPart& part, std::string_view before, const FactInput& input) {
  bool in_word = !before.empty() && (base::is_alnum(before.back()) || before.back() == '_');
  return part.kind == DotenvPart::Kind::kVariable && part.operator_.empty() && in_word &&
         !is_set_in(input.dotenv, part.text);
}

struct Dollars {
  bool swallowed = false;
  bool meant = false;  // to be replaced, so quotes that end that would change the value
};

Dollars dollars_of(const DotenvAssignment& assignment, const FactInput& input) {
  Dollars result;
  if (assignment.literal) return result;
  std::string_view before;
  for (const DotenvPart& part : assignment.value) {
    bool text = part.kind == DotenvPart::Kind::kText;
    bool swallowed = is_swallowed(part, before, input);
    result.swallowed = result.swallowed || swallowed;
    result.meant = result.meant || (!text && !swallowed);
    before = text ? part.text : std::string_view();
  }
  return result;
}

// What cuts the value short: "#", "$", or "".
std::string_view cut_by(const DotenvAssignment& assignment, const FactInput& input) {
  std::string_view text = input.sources.at(assignment.span.file).text;
  std::size_t end = assignment.value_span.end;
  bool quoted = end > assignment.value_span.begin &&
                (text[assignment.value_span.begin] == '"' || text[assignment.value_span.begin] == '\'');
  if (!quoted && end > assignment.value_span.begin && end < text.size() && text[end] == '#') {
    return "#";
  }
  return dollars_of(assignment, input).swallowed ? "$" : "";
}

// Environments that would load the file if anything did.
std::vector<std::string> environments_of(std::string_view name, const FactInput& input) {
  std::vector<std::string> result;
  for (const resolve::ResolvedDatabase& database : input.resolution.databases) {
    const std::string& environment = database.connection.environment;
    bool known = std::find(result.begin(), result.end(), environment) != result.end();
    if (database.development || known) continue;
    if (resolve::dotenv_rank(name, environment).loaded) result.push_back(environment);
  }
  return result;
}

void add_variables(const resolve::DotenvInput& file, const FactInput& input,
                   std::vector<Subject>& subjects) {
  std::vector<std::string> environments = environments_of(file.name, input);
  if (environments.empty()) return;
  for (const DotenvAssignment& assignment : file.file.assignments) {
    if (!is_about_database(assignment)) continue;
    Subject subject;
    subject.kind = SubjectKind::kVariable;
    subject.environments = environments;
    subject.facts.push_back({"variable.name", assignment.name});
    subject.facts.push_back({"variable.file", file.name});
    subject.facts.push_back({"variable.url", is_url(assignment.raw)});
    // `.env` itself is for everybody's own machine as well.
    subject.facts.push_back({"variable.own_file", file.name.find('.', 1) != std::string::npos &&
                                                      file.name != ".env.local"});
    if (input.dotenv_loaded) {
      subject.facts.push_back({"variable.loaded", *input.dotenv_loaded});
    }
    std::string cut(cut_by(assignment, input));
    if (!cut.empty()) subject.facts.push_back({"variable.cut_by", cut});
    subject.facts.push_back({"variable.refers", dollars_of(assignment, input).meant});
    subject.places.push_back({"variable.name", assignment.name_span});
    subject.places.push_back({"variable.value", assignment.value_span});
    subjects.push_back(std::move(subject));
  }
}

}  // namespace

void add_variable_subjects(const FactInput& input, std::vector<Subject>& subjects) {
  for (const resolve::DotenvInput& file : input.dotenv) add_variables(file, input, subjects);
}

void add_unknown_subjects(const resolve::ResolvedDatabase& database,
                          std::vector<Subject>& subjects) {
  for (const base::Span& line : database.dynamic_lines) {
    Subject subject;
    subject.kind = SubjectKind::kUnknown;
    subject.environments = {database.connection.environment};
    subject.facts.push_back({"unknown.what", std::string("template")});
    subject.places.push_back({"unknown", line});
    subject.places.push_back({"environment.header", database.raw.environment_header});
    subjects.push_back(std::move(subject));
  }
}

}  // namespace verifull::facts
