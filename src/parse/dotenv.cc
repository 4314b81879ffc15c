#include "parse/dotenv.h"

#include "parse/dotenv_readers.h"
#include "parse/gemfile_lock.h"

namespace verifull::parse {
namespace {

struct Release {
  std::string_view first;
  DotenvDialect dialect;
};
constexpr Release kReleases[] = {
    {"3.2", DotenvDialect::kDotenv32},    {"3.1.7", DotenvDialect::kDotenv31},
    {"3.1.5", DotenvDialect::kDotenv315}, {"3.0", DotenvDialect::kDotenv30},
    {"2.8", DotenvDialect::kDotenv28},    {"2.7.5", DotenvDialect::kDotenv27},
    {"2.5", DotenvDialect::kDotenv25},    {"2.3", DotenvDialect::kDotenv24},
};

}  // namespace

DotenvFile parse_dotenv(std::string_view text, base::FileId file, DotenvDialect dialect,
                        bool legacy_line_breaks) {
  switch (dialect) {
    case DotenvDialect::kDocker:
      return read_dotenv_docker(text, file);
    case DotenvDialect::kCompose:
      return read_dotenv_compose(text, file);
    case DotenvDialect::kForeman:
      return read_dotenv_foreman(text, file);
    default:
      return read_dotenv_gem(text, file, dialect, legacy_line_breaks);
  }
}

DotenvDialect dotenv_dialect(std::string_view gem_version) {
  if (gem_version.empty()) return DotenvDialect::kDotenv32;
  for (const Release& release : kReleases) {
    if (compare_versions(gem_version, release.first) >= 0) return release.dialect;
  }
  return DotenvDialect::kDotenv22;
}

DotenvAssignment literal_assignment(std::string_view name, std::string value) {
  DotenvAssignment assignment;
  assignment.name = std::string(name);
  assignment.raw = std::move(value);
  assignment.literal = true;
  if (!assignment.raw.empty()) {
    assignment.value.push_back({DotenvPart::Kind::kText, assignment.raw, "", {}});
  }
  return assignment;
}

}  // namespace verifull::parse
