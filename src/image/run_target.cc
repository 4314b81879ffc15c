#include "image/run_target.h"

namespace verifull::image {
namespace {

std::string base_of(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return std::string(path.substr(path.rfind('/') + 1));
}

}  // namespace

std::string inside(const std::string& directory, std::string_view source) {
  const std::string name = base_of(source);
  if (name == "." || name == ".." || name == "/" || name.empty()) return directory;
  return directory + (directory.back() == '/' ? "" : "/") + name;
}

Target target_of(RunCall& call, const RunOptions& options) {
  Target target;
  target.sources = options.operands;
  const RunArgument* given = options.value('t');
  if (given) {
    target.word = *given;
  } else if (target.sources.size() >= 2) {
    target.word = target.sources.back();
    target.sources.pop_back();
  } else {
    return target;
  }
  target.good = !target.sources.empty() && !target.word.many;
  target.path = call.files().path_of(target.word);
  if (!target.path) return target;
  const bool many = target.sources.size() > 1 || target.sources[0].many;
  target.directory =
      options.has('T') ? RunStatus::kFailed : call.files().is_directory(*target.path);
  const bool must_be = given || many || target.path->back() == '/';
  // What has to be a directory for the command to succeed is one.
  if (must_be && target.directory == RunStatus::kUnknown && call.needed)
    target.directory = RunStatus::kOk;
  if (must_be && target.directory == RunStatus::kFailed && (many || given)) target.good = false;
  return target;
}

RunStatus touch_target(RunCall& call, const Target& target) {
  if (target.path)
    call.files().touch(*target.path, Doubt::kMayChange, call.cause);
  else
    call.files().touch(target.word, call.cause);
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
