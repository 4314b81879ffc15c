// sha256sum and its like: `echo "<digest>  file" | sha256sum -c` pins what the file
// holds, for the build goes on only when it is that.
//
// GNU coreutils' digest.c, busybox' md5_sha1_sum.c, perl's shasum.
#include <algorithm>

#include "base/text.h"
#include "image/run_families.h"

namespace verifull::image {
namespace {

constexpr RunOption kDigestOptions[] = {
    {'c', "check"},         {'a', "algorithm", true}, {'b', "binary"},  {'t', "text"},
    {'w', "warn"},          {'s', "status"},          {'q', "quiet"},   {kLongA, "strict"},
    {'z', "zero"},          {kLongC, "tag"},          {'U', "UNIVERSAL"},
    {kLongB, "ignore-missing"},
};

// Of SHA-256. Files that agree in MD5 or SHA-1 can be made at will.
constexpr std::size_t kStrongDigits = 64;

// "<digest>  name", "<digest> *name", "SHA256 (name) = <digest>"; "" for no such line.
std::string_view file_of_line(std::string_view line) {
  const auto is_digest = [](std::string_view text) {
    return text.size() >= kStrongDigits &&
           text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
  };
  const std::size_t open = line.find(" (");
  const std::size_t close = line.rfind(") = ");
  if (line.starts_with("SHA") && open != line.npos && close != line.npos && open < close) {
    return is_digest(line.substr(close + 4)) ? line.substr(open + 2, close - open - 2) : "";
  }
  const std::size_t space = std::min(line.find(' '), line.size());
  if (!is_digest(line.substr(0, space)) || space + 2 > line.size()) return "";
  std::string_view name = line.substr(space + 1);
  if (name.starts_with(' ') || name.starts_with('*')) name.remove_prefix(1);
  return name;
}

std::optional<std::string> text_of(const RunOutput* parts) {
  if (!parts) return std::nullopt;
  std::string text;
  for (const ContentPart& part : *parts) {
    if (part.kind != ContentKind::kText) return std::nullopt;
    text += part.name;
  }
  return text;
}

std::optional<std::string> list_in(RunCall& call, const RunArgument& word) {
  if (word.known && word.text == "-") return text_of(call.in);
  const auto path = call.files().path_of(word);
  const Found found = path ? call.files().look(*path) : Found{};
  return found.is_file() ? text_of(found.content.get()) : std::nullopt;
}

}  // namespace

RunStatus run_digest(RunCall& call) {
  RunOptions options = read_options(call.words, kDigestOptions);
  call.print_unknown("digests");
  if (!options.clear || !options.has('c') || !call.needed) return RunStatus::kUnknown;
  if (options.operands.empty()) options.operands.push_back({"-", true, false, false, false});
  Cause cause = call.cause;
  cause.text += " -c";
  for (const RunArgument& operand : options.operands) {
    const auto list = list_in(call, operand);
    if (!list) continue;
    for (std::string_view line : base::split(*list, '\n')) {
      const std::string_view name = file_of_line(line);
      if (name.empty()) continue;
      const auto path = call.files().path_of({std::string(name), true, false, false, false});
      if (path) call.files().pin(*path, cause);
    }
  }
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
