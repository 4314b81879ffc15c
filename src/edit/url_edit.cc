#include "edit/url_edit.h"

#include <cstdint>
#include <string>

#include "edit/scalar_text.h"

namespace verifull::edit {
namespace {

std::string_view text_of(std::string_view text, const base::Span& span) {
  return text.substr(span.begin, span.size());
}

bool has_code(std::string_view parameter) {
  return parameter.find_first_of("<#{}$ ") != std::string_view::npos;
}

}  // namespace

Outcome set_parameter(std::string_view text, const base::Span& parameter, std::string_view value) {
  std::string_view whole = text_of(text, parameter);
  std::size_t equals = whole.find('=');
  if (equals == std::string_view::npos) return Outcome::cannot("the parameter has no value");
  base::Span span = parameter;
  span.begin += static_cast<std::uint32_t>(equals + 1);
  if (has_code(whole)) return Outcome::cannot("the value comes from elsewhere");
  return Edit{span, query_value(value)};
}

Outcome rename_parameter(std::string_view text, const base::Span& parameter, std::string_view key) {
  std::size_t equals = text_of(text, parameter).find('=');
  if (equals == std::string_view::npos) return Outcome::cannot("the parameter has no value");
  base::Span span = parameter;
  span.end = span.begin + static_cast<std::uint32_t>(equals);
  return Edit{span, query_value(key)};
}

Outcome remove_parameter(std::string_view text, const base::Span& parameter) {
  if (has_code(text_of(text, parameter))) return Outcome::cannot("the value comes from elsewhere");
  base::Span span = parameter;
  std::string_view before = parameter.begin > 0 ? text.substr(parameter.begin - 1, 1) : "";
  bool more = text.substr(parameter.end, 1) == "&";
  if (before != "?" && before != "&") return Outcome::cannot("this is no query parameter");
  if (more) {
    ++span.end;
  } else {
    --span.begin;
  }
  return Edit{span, ""};
}

}  // namespace verifull::edit
