#include "merge/place_book.h"

#include <algorithm>

namespace verifull::merge {
namespace {

// No file that verifull reads is longer (source::size_limit).
constexpr std::uint32_t kFurthest = 16 * 1024 * 1024;
constexpr std::size_t kMostText = std::size_t{256} * 1024 * 1024;

}  // namespace

std::string prefixed(const std::string& prefix, const std::string& path) {
  if (prefix.empty()) return path;
  return path == "." ? prefix : prefix + "/" + path;
}

bool PlaceBook::widen(File& file, std::uint32_t line, std::uint32_t column) {
  std::uint32_t last = file.widths.empty() ? 0 : file.widths.rbegin()->first;
  std::uint32_t& width = file.widths[line];
  if (line > last) size_ += line - last;
  if (column > width) {
    size_ += column - width;
    width = column;
  }
  return size_ <= kMostText;
}

std::optional<base::Span> PlaceBook::add(std::size_t group, std::string_view path,
                                         const Range& range) {
  bool ordered = std::pair(range.line, range.column) <= std::pair(range.end_line, range.end_column);
  bool near = std::max({range.column, range.end_line, range.end_column}) <= kFurthest;
  if (!ordered || !near || range.line < 1 || range.column < 1 || range.end_column < 1) return {};
  auto [entry, fresh] = by_path_.try_emplace({group, std::string(path)},
                                             static_cast<base::FileId>(files_.size()));
  if (fresh) files_.push_back({group, std::string(path), {}, base::kNoFile});
  File& file = files_[entry->second];
  if (!widen(file, range.line, range.column)) return {};
  if (!widen(file, range.end_line, range.end_column)) return {};
  auto number = static_cast<std::uint32_t>(ranges_.size());
  ranges_.push_back(range);
  return base::Span{entry->second, number, number};
}

void PlaceBook::finish(const std::vector<std::size_t>& labels,
                       const std::vector<std::string>& prefixes, source::SourceSet& sources,
                       std::vector<report::Merged::Place>& files) {
  // Several groups may have the same labels; their files are the same then.
  using Key = std::pair<std::size_t, std::string_view>;
  std::map<Key, std::map<std::uint32_t, std::uint32_t>> texts;
  std::map<Key, base::FileId> ids;
  for (const File& file : files_) {
    auto& widths = texts[{labels[file.group], file.path}];
    for (const auto& [line, width] : file.widths) {
      widths[line] = std::max(widths[line], width);
    }
  }
  for (const auto& [key, widths] : texts) {
    std::string text;
    std::uint32_t at = 1;
    for (const auto& [line, width] : widths) {
      text.append(line - at, '\n').append(width, ' ');
      at = line;
    }
    std::string path(key.second);
    std::string shown = prefixed(prefixes[key.first], path);
    // `a` and `b/c` together look like `a/b` and `c`.
    while (sources.find(shown) != base::kNoFile) shown += "~";
    ids[key] = sources.add(std::move(shown), source::FileKind::kDatabaseConfig, std::move(text));
    files.push_back({key.first, std::move(path)});
  }
  for (File& file : files_) file.id = ids[{labels[file.group], file.path}];
  sources_ = &sources;
}

base::Span PlaceBook::real(const base::Span& stand_in) const {
  if (!stand_in.known()) return {};
  base::FileId id = files_[stand_in.file].id;
  const Range& range = ranges_[stand_in.begin];
  const base::LineIndex& lines = sources_->at(id).lines;
  return {id, lines.begin_of(range.line - 1) + range.column - 1,
          lines.begin_of(range.end_line - 1) + range.end_column - 1};
}

}  // namespace verifull::merge
