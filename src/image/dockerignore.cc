#include "image/dockerignore.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace verifull::image {
namespace {

// Longer than any path, and no pattern that anybody writes.
constexpr std::size_t kMaxPattern = 4096;

}  // namespace

std::string clean_path(std::string_view path) {
  bool rooted = path.starts_with('/');
  std::vector<std::string_view> parts;
  for (std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!rooted) {
      parts.push_back(part);
    }
  }
  std::string result;
  for (std::string_view part : parts) {
    if (rooted || !result.empty()) result += '/';
    result += part;
  }
  if (result.empty()) return rooted ? "/" : ".";
  return result;
}

Dockerignore::Dockerignore(std::string_view text, base::FileId file) {
  std::size_t begin = text.starts_with(base::kByteOrderMark) ? base::kByteOrderMark.size() : 0;
  while (begin < text.size()) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    std::string_view pattern = base::trim(line);
    if (!line.starts_with('#') && !pattern.empty()) {
      auto from = static_cast<std::uint32_t>(pattern.data() - text.data());
      add(pattern, {file, from, from + static_cast<std::uint32_t>(pattern.size())});
    }
    begin = end + 1;
  }
}

Dockerignore::Dockerignore(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) add(base::trim(pattern), {});
}

void Dockerignore::add(std::string_view text, base::Span span) {
  bool exception = text.starts_with('!');
  if (exception) text = base::trim(text.substr(1));
  std::string pattern = text.empty() ? "" : clean_path(text);
  if (pattern.size() > 1 && pattern[0] == '/') pattern.erase(0, 1);
  std::optional<Glob> glob;
  if (!pattern.empty() && pattern.size() <= kMaxPattern) glob = Glob::parse_ignore(pattern);
  if (!glob) {
    if (!refused_) refused_ = span;
    return;
  }
  exceptions_ = exceptions_ || exception;
  size_ += glob->size() + 1;
  patterns_.push_back({std::move(*glob), exception, span});
}

Dockerignore::Decision Dockerignore::decide(std::string_view path) const {
  Decision decision;
  if (path.empty() || path == ".") return decision;
  for (const Pattern& pattern : patterns_) {
    // A pattern can only change the answer in its own direction.
    if (pattern.exception != decision.ignored) continue;
    bool match = pattern.glob.matches(path);
    for (std::size_t slash = path.find('/'); !match && slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
      match = pattern.glob.matches(path.substr(0, slash));
    }
    if (match) decision = {!pattern.exception, pattern.span};
  }
  return decision;
}

}  // namespace verifull::image
