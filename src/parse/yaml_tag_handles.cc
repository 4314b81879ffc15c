#include "parse/yaml_tag_handles.h"

namespace verifull::parse {
namespace {

std::string joined(std::string_view prefix, std::string_view suffix) {
  std::string tag(prefix);
  tag += suffix;
  return tag;
}

}  // namespace

bool YamlTagHandles::define(std::string_view handle, std::string_view prefix) {
  for (const Handle& known : defined_) {
    if (known.name == handle) return false;
  }
  defined_.push_back({std::string(handle), std::string(prefix)});
  return true;
}

std::optional<std::string> YamlTagHandles::resolve(std::string_view handle,
                                                   std::string_view suffix) const {
  if (handle.empty()) return std::string(suffix);
  for (const Handle& known : defined_) {
    if (known.name == handle) return joined(known.prefix, suffix);
  }
  if (handle == "!") return joined("!", suffix);
  if (handle == "!!") return joined("tag:yaml.org,2002:", suffix);
  return std::nullopt;
}

}  // namespace verifull::parse
