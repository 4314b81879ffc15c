// Every file that one run has read, each with its text and line index.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/line_index.h"
#include "base/span.h"

namespace verifull::source {

enum class FileKind : std::uint8_t {
  kDatabaseConfig,  // config/database.yml and its variants
  kDotenv,
  kDockerfile,
  kDockerignore,
  kGemfileLock,
  kServiceFile,  // pg_service.conf
  kCertificate,
  kConfiguration,  // .verifull.yml
  kRule,           // a user's rule
  kIgnoreList,     // .gitignore: only to know what git hides
};

struct SourceFile {
  std::string path;  // as shown: relative to the working directory, with `/`
  FileKind kind = FileKind::kDatabaseConfig;
  std::string text;
  base::LineIndex lines;
};

// Append-only; references stay valid as long as the set lives.
class SourceSet {
 public:
  SourceSet() = default;
  SourceSet(SourceSet&&) = default;
  SourceSet& operator=(SourceSet&&) = default;

  // A path that is already there gives the id of the first.
  base::FileId add(std::string path, FileKind kind, std::string text);

  // kNoFile when it was not added.
  base::FileId find(std::string_view path) const;

  const SourceFile& at(base::FileId id) const { return files_[id]; }
  std::size_t size() const { return files_.size(); }

  // The bytes of a known span.
  std::string_view text(const base::Span& span) const;
  // First byte and one past the last, as a person counts.
  base::Position begin_of(const base::Span& span) const;
  base::Position end_of(const base::Span& span) const;

 private:
  std::deque<SourceFile> files_;
  std::unordered_map<std::string_view, base::FileId> by_path_;  // keys live in files_
};

}  // namespace verifull::source
