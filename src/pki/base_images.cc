#include "pki/base_images.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "pki/longest_pattern.h"

namespace verifull::pki {
namespace {

// "ruby:3.3" of "docker.io/library/ruby:3.3@sha256:…".
std::string short_name(std::string_view image) {
  image = image.substr(0, image.find('@'));
  image = image.substr(image.rfind('/') + 1);
  std::string name = base::to_lower(image);
  // Patterns of tags want one.
  return name.find(':') == std::string::npos ? name + ":latest" : name;
}

bool has_bundle(const System& system, std::string_view path) {
  return std::find(system.bundles.begin(), system.bundles.end(), path) != system.bundles.end();
}

}  // namespace

const BaseImage* base_image_of(std::string_view image) {
  return longest_pattern(base_images(), short_name(image), [](const BaseImage& each) {
    return std::span<const std::string_view>(&each.pattern, 1);
  });
}

const System* system_named(std::string_view id) {
  for (const System& system : systems()) {
    if (system.id == id) return &system;
  }
  return nullptr;
}

const System* system_of_bundle(std::string_view path, const System* preferred) {
  if (preferred != nullptr && has_bundle(*preferred, path)) return preferred;
  for (const System& system : systems()) {
    if (has_bundle(system, path)) return &system;
  }
  return nullptr;
}

}  // namespace verifull::pki
