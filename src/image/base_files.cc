#include "image/base_files.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace verifull::image {
namespace {

constexpr std::string_view kOfficial[] = {"almalinux",  "alpine", "amazonlinux", "buildpack-deps",
                                          "debian",     "fedora", "rockylinux",  "ruby",
                                          "ubuntu"};

struct Folder {
  std::string_view path;
  std::uint32_t mode;
  bool empty_in_official;  // nothing is in it there
};

constexpr Folder kFolders[] = {
    {"/bin", 0755, false},  {"/boot", 0755, false},      {"/dev", 0755, false},
    {"/etc", 0755, false},  {"/etc/ssl", 0755, false},   {"/etc/ssl/certs", 0755, false},
    {"/home", 0755, true},  {"/lib", 0755, false},       {"/media", 0755, false},
    {"/mnt", 0755, true},   {"/opt", 0755, true},        {"/proc", 0555, false},
    {"/root", 0700, false}, {"/run", 0755, false},       {"/sbin", 0755, false},
    {"/srv", 0755, true},   {"/sys", 0555, false},       {"/tmp", 01777, true},
    {"/usr", 0755, false},  {"/usr/local", 0755, false}, {"/usr/local/share", 0755, false},
    {"/usr/src", 0755, true}, {"/usr/share", 0755, false}, {"/var", 0755, false},
    {"/var/lib", 0755, false},
};

// Ubuntu has had a user with a home since 23.04.
bool is_empty_there(const Folder& folder, std::string_view image) {
  bool ubuntu = image.find("ubuntu") != std::string_view::npos;
  return folder.empty_in_official && !(ubuntu && folder.path == "/home");
}

}  // namespace

bool is_official_image(std::string_view image) {
  for (std::string_view prefix : {"docker.io/", "index.docker.io/", "library/"}) {
    if (image.starts_with(prefix)) image.remove_prefix(prefix.size());
  }
  std::string_view name = image.substr(0, image.find_first_of(":@"));
  return std::binary_search(std::begin(kOfficial), std::end(kOfficial), name);
}

ImageFs files_of_image(std::string_view image, const Cause& why) {
  if (image == "scratch") return ImageFs::scratch();
  ImageFs files = ImageFs::scratch();
  bool official = is_official_image(image);
  if (!official) files.touch_unknown("/", Doubt::kMayAdd, why);
  for (const Folder& folder : kFolders) {
    files.remove(folder.path, why);
    files.make_directories(folder.path, {Owner::root(), Mode::of(folder.mode)}, why);
    bool open = !official || !is_empty_there(folder, image);
    if (open) files.touch_unknown(folder.path, Doubt::kMayAdd, why);
  }
  return files;
}

}  // namespace verifull::image
