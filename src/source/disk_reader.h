// The file system itself.
#pragma once

#include "source/file_reader.h"

namespace verifull::source {

class DiskReader : public FileReader {
 public:
  base::Result<std::string> read(const std::string& path, FileKind kind,
                                 const std::string& root) const override;
  std::optional<base::Error> list(const std::string& path, bool given,
                                  Listing& listing) const override;
  EntryType type_of(const std::string& path, bool follow) const override;
};

// Absolute, without symbolic links; empty when it was deleted or can't be told.
std::string working_directory();

}  // namespace verifull::source
