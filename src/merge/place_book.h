// Places in files that are not here: what a report says of them is all there is.
//
// A reader of a report gets a stand-in for each place, a Span whose `begin` is a
// number of this book. When all reports are read, each file becomes an entry of a
// SourceSet whose text is blank but long enough that every place has its line and
// column, and stand-ins become real spans: so every format can be written as usual.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"
#include "report/report.h"
#include "source/source_set.h"

namespace verifull::merge {

// From 1, columns in code points, the end exclusive; as in --format json.
struct Range {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;
};

class PlaceBook {
 public:
  // `group` tells files of the same name apart. Nothing when no file that verifull
  // reads can have such a place, or all places together need too much memory.
  std::optional<base::Span> add(std::size_t group, std::string_view path, const Range& range);

  std::size_t group_of(const base::Span& stand_in) const { return files_[stand_in.file].group; }

  // Ends the collecting. `labels` has for each group the index of its labels,
  // `prefixes` for each of those what stands in front of a path.
  void finish(const std::vector<std::size_t>& labels, const std::vector<std::string>& prefixes,
              source::SourceSet& sources, std::vector<report::Merged::Place>& files);

  base::Span real(const base::Span& stand_in) const;

 private:
  struct File {
    std::size_t group = 0;
    std::string path;
    std::map<std::uint32_t, std::uint32_t> widths;  // line → its last column
    base::FileId id = base::kNoFile;                // when finished
  };

  bool widen(File& file, std::uint32_t line, std::uint32_t column);

  std::vector<File> files_;
  std::map<std::pair<std::size_t, std::string>, base::FileId, std::less<>> by_path_;
  std::vector<Range> ranges_;
  std::size_t size_ = 0;  // of all texts
  const source::SourceSet* sources_ = nullptr;
};

// `prefix`/`path`; the path alone without a prefix, the prefix alone for ".".
std::string prefixed(const std::string& prefix, const std::string& path);

}  // namespace verifull::merge
