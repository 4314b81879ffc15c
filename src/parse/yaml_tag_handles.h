// The short names of tags that hold in one document: `!`, `!!` and those that
// %TAG directives add or redefine (libyaml 0.2.5 src/parser.c,
// yaml_parser_process_directives).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::parse {

class YamlTagHandles {
 public:
  // A %TAG directive; false when the document has one for this handle already.
  bool define(std::string_view handle, std::string_view prefix);

  // The whole tag. A tag without handle (`!<…>`, the lone `!`) is whole already.
  // nullopt: there is no such handle.
  std::optional<std::string> resolve(std::string_view handle, std::string_view suffix) const;

 private:
  struct Handle {
    std::string name;
    std::string prefix;
  };
  std::vector<Handle> defined_;
};

}  // namespace verifull::parse
