#include "parse/dotenv_expand.h"

#include "parse/dotenv_gem_value.h"
#include "parse/dotenv_substitute.h"
#include "parse/placeholder.h"

namespace verifull::parse {
namespace {

constexpr std::string_view kTooLong = "The value is longer than a megabyte once it is expanded";

DotenvExpansion of_commands(const MarkedText& marked) {
  DotenvExpansion result;
  if (marked.marks.empty()) {
    result.text = marked.text;
  } else {
    result.command = marked.marks.front().part.text;
  }
  return result;
}

DotenvExpansion expand_gem(const DotenvAssignment& assignment, const GemRules& rules,
                           const DotenvLookup& lookup) {
  MarkedText raw{assignment.raw, {}};
  if (!rules.command_first) {
    MarkedText variables = substitute_variables(raw, &lookup);
    DotenvExpansion result = of_commands(substitute_commands(variables));
    // What is not known may open a command that a parenthesis behind it closes.
    std::size_t unknown = variables.text.find(kPlaceholderOpen);
    bool closes = unknown != std::string::npos &&
                  variables.text.find(')', unknown) != std::string::npos;
    return closes && result.command.empty() ? DotenvExpansion{"", "...", ""} : result;
  }
  MarkedText commands = substitute_commands(raw);
  if (!commands.marks.empty()) return of_commands(commands);
  return of_commands(substitute_variables(commands, &lookup));
}

// Compose: the parts are all there is to it.
class Template {
 public:
  explicit Template(const DotenvLookup& lookup) : lookup_(lookup) {}

  DotenvExpansion expand(const std::vector<DotenvPart>& parts) {
    append(parts);
    return std::move(result_);
  }

 private:
  void append(const std::vector<DotenvPart>& parts) {
    for (const DotenvPart& part : parts) {
      if (!result_.error.empty()) return;
      if (part.kind == DotenvPart::Kind::kVariable) {
        append_variable(part);
      } else if (part.kind == DotenvPart::Kind::kInvalid) {
        result_.error = "The value has an invalid template";
      } else {
        result_.text += part.text;
      }
      if (result_.text.size() > kMaxDotenvValue) result_.error = std::string(kTooLong);
    }
  }

  void append_variable(const DotenvPart& part) {
    std::optional<std::string> value = lookup_(part.text);
    bool colon = part.operator_.starts_with(':');
    bool given = value.has_value() && !(colon && value->empty());
    char kind = part.operator_.empty() ? '\0' : part.operator_.back();
    if (kind == '?' && !given) {
      result_.error = "The required variable " + part.text + " is missing a value";
    } else if ((kind == '-' && !given) || (kind == '+' && given)) {
      append(part.operand);
    } else {
      result_.text += value.value_or("");
    }
  }

  const DotenvLookup& lookup_;
  DotenvExpansion result_;
};

}  // namespace

DotenvExpansion expand_dotenv(const DotenvAssignment& assignment, DotenvDialect dialect,
                              const DotenvLookup& lookup) {
  DotenvExpansion result;
  if (assignment.literal) {
    result.text = assignment.raw;
  } else if (dialect == DotenvDialect::kCompose) {
    result = Template(lookup).expand(assignment.value);
  } else {
    result = expand_gem(assignment, gem_rules(dialect), lookup);
  }
  if (result.text.size() > kMaxDotenvValue) result = {"", "", std::string(kTooLong)};
  return result;
}

}  // namespace verifull::parse
