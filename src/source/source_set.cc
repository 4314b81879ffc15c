#include "source/source_set.h"

#include <utility>

namespace verifull::source {

base::FileId SourceSet::add(std::string path, FileKind kind, std::string text) {
  if (base::FileId known = find(path); known != base::kNoFile) return known;
  base::LineIndex lines(text);
  auto id = static_cast<base::FileId>(files_.size());
  files_.push_back({std::move(path), kind, std::move(text), std::move(lines)});
  by_path_.emplace(files_.back().path, id);
  return id;
}

base::FileId SourceSet::find(std::string_view path) const {
  auto it = by_path_.find(path);
  return it == by_path_.end() ? base::kNoFile : it->second;
}

std::string_view SourceSet::text(const base::Span& span) const {
  std::string_view text = files_[span.file].text;
  return text.substr(span.begin, span.size());
}

base::Position SourceSet::begin_of(const base::Span& span) const {
  const SourceFile& file = files_[span.file];
  return file.lines.position(file.text, span.begin);
}

base::Position SourceSet::end_of(const base::Span& span) const {
  const SourceFile& file = files_[span.file];
  return file.lines.position(file.text, span.end);
}

}  // namespace verifull::source
