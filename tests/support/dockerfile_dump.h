// A Dockerfile as a short text to compare with.
//
//   COPY --from="b" [a] [/x]          flags, then arguments
//   RUN json [a] [b]                  the JSON form, decoded
//   ENV A=[1] B=[2]    ENV A [1]      assignments, the legacy one without "="
//   RUN [cat <<E] <<E{a|b|}           a heredoc; "|" stands for a line break
//   ONBUILD -> USER [app]
//   # escape=`                        directives
//   ! message @ text                  problems (? when BuildKit only warns), with
//                                     the bytes that they point to
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "parse/docker_checks.h"
#include "parse/dockerfile.h"

namespace verifull::support {

inline std::string one_line(std::string_view text) {
  std::string result(text);
  std::replace(result.begin(), result.end(), '\n', '|');
  return result;
}

inline std::string dump(const parse::DockerHeredoc& heredoc) {
  std::string result = " ";
  if (heredoc.descriptor != 0) result += std::to_string(heredoc.descriptor);
  result += heredoc.strip_tabs ? "<<-" : "<<";
  std::string quote = heredoc.quoted ? "'" : "";
  return result + quote + heredoc.name + quote + "{" + one_line(heredoc.content) + "}";
}

inline std::string dump(const parse::DockerAssignment& assignment) {
  std::string result = " " + assignment.name.text;
  if (!assignment.value) return result;
  return result + (assignment.legacy ? " [" : "=[") + assignment.value->text + "]";
}

inline std::string dump(const parse::DockerInstruction& instruction) {
  std::string result(parse::keyword_name(instruction.keyword));
  if (result.empty()) result = "?" + instruction.name.text;
  for (const parse::DockerFlag& flag : instruction.flags) {
    result += " --" + flag.name;
    if (flag.value) result += "=\"" + *flag.value + "\"";
  }
  if (instruction.json) result += " json";
  for (const parse::DockerWord& word : instruction.arguments) result += " [" + word.text + "]";
  for (const parse::DockerAssignment& each : instruction.assignments) result += dump(each);
  for (const parse::DockerHeredoc& heredoc : instruction.heredocs) result += dump(heredoc);
  for (const parse::DockerInstruction& trigger : instruction.trigger) {
    result += " -> " + dump(trigger);
  }
  return result;
}

inline std::string dump(const parse::DockerProblem& problem, std::string_view text) {
  std::string_view place = text.substr(problem.span.begin, problem.span.size());
  return (problem.stops_build ? "! " : "? ") + problem.message + " @ " + one_line(place);
}

inline std::string dump(const parse::Dockerfile& file, std::string_view text) {
  std::string result;
  for (const parse::DockerDirective& directive : file.directives) {
    result += "# " + directive.name + "=" + directive.value + "\n";
  }
  for (const parse::DockerInstruction& instruction : file.instructions) {
    result += dump(instruction) + "\n";
  }
  for (const parse::DockerProblem& problem : file.problems) result += dump(problem, text) + "\n";
  return result;
}

}  // namespace verifull::support
