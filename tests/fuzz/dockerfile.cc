#include <string>

#include "parse/docker_words.h"
#include "parse/dockerfile.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  parse::Dockerfile file = parse::parse_dockerfile(text, 0);
  parse::WordBudget budget{1U << 20, 1U << 20};
  auto lookup = [](std::string_view) { return parse::DockerVariable(); };
  for (const parse::DockerInstruction& each : file.instructions) {
    require_inside(each.span, text);
    for (const parse::DockerFlag& flag : each.flags) require_inside(flag.span, text);
    for (const parse::DockerWord& word : each.arguments) {
      require_inside(word.span, text);
      (void)parse::expand_word(word.text, lookup, {}, budget);
      (void)parse::split_words(word.text, lookup, {}, budget);
    }
    for (const parse::DockerHeredoc& heredoc : each.heredocs) require_inside(heredoc.span, text);
  }
  for (const parse::DockerProblem& problem : file.problems) require_inside(problem.span, text);
  return 0;
}
