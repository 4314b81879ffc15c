// rules/data/*.yml → the C++ source that holds them as constants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace verifull::tools {

struct DataFile {
  std::string path;  // its name without ".yml" says which table it is
  std::string text;
};

// A source that defines the functions of src/pki that return tables (pki::providers()
// …), each made of the file of its name. Everything in it is constexpr. Errors are
// "path:line:column: sentence": an unknown field, one that is missing, a word that is
// none of the allowed ones, a file that is no table or a table that has no file.
base::Result<std::string> data_table(const std::vector<DataFile>& files);

}  // namespace verifull::tools
