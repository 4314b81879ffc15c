// What a container image brings, by its name (rules/data/base_images.yml, systems.yml).
#pragma once

#include <span>
#include <string_view>

namespace verifull::pki {

// A family of operating systems.
struct System {
  std::string_view id;
  std::string_view name;
  std::span<const std::string_view> bundles;  // absolute paths, the one to write first
  std::string_view package;                   // that puts them there
  std::string_view install;                   // command
};

struct BaseImage {
  std::string_view pattern;
  std::string_view system;
  int libpq = 0;         // major version of the system's own; 0 when the name does not tell
  bool bundled = false;  // the bundle of public authorities is in it
};

std::span<const BaseImage> base_images();
std::span<const System> systems();

// `image` as FROM names it: registry, tag and digest allowed. nullptr for one that
// is not in the table.
const BaseImage* base_image_of(std::string_view image);

const System* system_named(std::string_view id);
// The system that puts its bundle of public authorities at this path. Several do at
// some paths: `preferred`, the image's own, counts first.
const System* system_of_bundle(std::string_view path, const System* preferred = nullptr);

}  // namespace verifull::pki
