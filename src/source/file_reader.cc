#include "source/file_reader.h"

#include <utility>

namespace verifull::source {

void Listing::clear() {
  names_.clear();
  items_.clear();
}

void Listing::add(std::string_view name, EntryType type) {
  items_.push_back(
      {static_cast<std::uint32_t>(names_.size()), static_cast<std::uint32_t>(name.size()), type});
  names_.append(name);
}

Listing::Entry Listing::operator[](std::size_t i) const {
  const Item& item = items_[i];
  return {std::string_view(names_).substr(item.begin, item.size), item.type};
}

EntryType Listing::type_of(std::string_view name) const {
  for (const Item& item : items_) {
    if (item.size == name.size() && names_.compare(item.begin, item.size, name) == 0) {
      return item.type;
    }
  }
  return EntryType::kMissing;
}

std::size_t size_limit(FileKind kind) {
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  return kind == FileKind::kCertificate ? 4 * kMebibyte : kMebibyte;
}

base::Result<std::string> checked_text(const std::string& path, FileKind kind, std::string text) {
  if (text.size() > size_limit(kind)) {
    return base::Error{base::ErrorKind::kUnreadable,
                       path + " is larger than " + std::to_string(size_limit(kind) >> 20) + " MiB",
                       "no file of this kind needs more; is it the right file?",
                       {}};
  }
  if (kind != FileKind::kCertificate && text.find('\0') != std::string::npos) {
    return base::Error{base::ErrorKind::kUnreadable,
                       path + " is not a text file: it holds a NUL byte",
                       "save it as UTF-8 text",
                       {}};
  }
  return text;
}

}  // namespace verifull::source
