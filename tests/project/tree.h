// The project's own files, as the tests of the project read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace verifull::project {

struct File {
  std::string path;  // relative to the project's folder, with `/`
  std::vector<std::string> lines;
};

// Every text file of the project: those that git tracks or would track; where git
// is not to be had, all but build/ and .git/. Sorted by path.
const std::vector<File>& files();

// Those below `folder` ("src/") whose name ends in one of `endings`.
std::vector<const File*> files_below(std::string_view folder,
                                     const std::vector<std::string_view>& endings);

// The path of an `#include` line, with its quote or bracket ("<string>" is
// `<string`, "base/span.h" is `"base/span.h`); empty for any other line.
std::string_view included(std::string_view line);

// "path:line: text", for the messages of the tests.
std::string place(const File& file, std::size_t line_index);

}  // namespace verifull::project
