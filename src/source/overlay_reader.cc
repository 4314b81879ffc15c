#include "source/overlay_reader.h"

#include <utility>

namespace verifull::source {

void OverlayReader::set(std::string_view path, std::string text) {
  above_.add(path, std::move(text));
}

base::Result<std::string> OverlayReader::read(const std::string& path, FileKind kind,
                                              const std::string& root) const {
  bool ours = above_.type_of(path, false) == EntryType::kFile;
  return ours ? above_.read(path, kind, root) : below_.read(path, kind, root);
}

std::optional<base::Error> OverlayReader::list(const std::string& path, bool given,
                                               Listing& listing) const {
  if (above_.type_of(path, true) != EntryType::kFolder) return below_.list(path, given, listing);
  Listing ours;
  if (auto error = above_.list(path, given, ours)) return error;
  listing.clear();
  if (below_.type_of(path, given) != EntryType::kMissing) {
    if (auto error = below_.list(path, given, listing)) return error;
  }
  std::size_t on_disk = listing.size();
  Listing merged;
  for (std::size_t i = 0; i < on_disk; ++i) {
    EntryType type = ours.type_of(listing[i].name);
    bool hidden = type == EntryType::kFile;
    merged.add(listing[i].name, hidden ? type : listing[i].type);
  }
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (listing.type_of(ours[i].name) == EntryType::kMissing) {
      merged.add(ours[i].name, ours[i].type);
    }
  }
  listing = std::move(merged);
  return std::nullopt;
}

EntryType OverlayReader::type_of(const std::string& path, bool follow) const {
  EntryType ours = above_.type_of(path, follow);
  if (ours == EntryType::kFile) return ours;
  EntryType type = below_.type_of(path, follow);
  return type == EntryType::kMissing ? ours : type;
}

}  // namespace verifull::source
