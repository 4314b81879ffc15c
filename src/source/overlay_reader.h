// Some texts in memory over another reader: an editor's unsaved buffers, or the
// text on stdin under the name of `--stdin-filename`. A text hides the file of
// the same path, and is there even when no such file or folder exists below.
#pragma once

#include "source/memory_reader.h"

namespace verifull::source {

class OverlayReader : public FileReader {
 public:
  // `below` must outlive this reader.
  explicit OverlayReader(const FileReader& below) : below_(below) {}

  // The path is what shown_path() gives. A second text of a path replaces the
  // first.
  void set(std::string_view path, std::string text);

  // size_limit() holds for a text of the overlay too; the guard against links
  // does not matter to it.
  base::Result<std::string> read(const std::string& path, FileKind kind,
                                 const std::string& root) const override;
  std::optional<base::Error> list(const std::string& path, bool given,
                                  Listing& listing) const override;
  EntryType type_of(const std::string& path, bool follow) const override;

 private:
  const FileReader& below_;
  MemoryReader above_;
};

}  // namespace verifull::source
