#include "engine/image_traits.h"

#include <algorithm>

#include "base/text.h"
#include "pki/base_images.h"

namespace verifull::engine {
namespace {

// Each of them brings packages, or a libpq, that the image's name does not tell of.
constexpr std::string_view kOtherLibpq[] = {"apt.postgresql.org", "pgdg",     "alpine/edge",
                                            "edge/main",          "libpq.so", " testing ",
                                            "backports"};

// Where an authority of one's own is put into the system's bundle.
constexpr std::string_view kOwnAuthorities[] = {"share/ca-certificates", "ca-trust/source",
                                                "trust anchor"};

// Any package may bring the bundle with it.
constexpr std::string_view kInstalls[] = {"apt-get", "apt ", "aptitude", "apk ", "dnf",
                                          "yum",     "zypper", "--mount"};

template <typename Words>
bool has_any(std::string_view text, const Words& words) {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

const pki::BaseImage* base_of(const image::Stage& stage) {
  return stage.base_image_known ? pki::base_image_of(stage.base_image) : nullptr;
}

// A line that may write to the system's folders of certificates.
bool writes_bundle(std::string_view dockerfile) {
  for (std::string_view line : base::split(dockerfile, '\n')) {
    std::string_view word = base::trim(line);
    bool setting = word.starts_with("ENV") || word.starts_with("ARG") || word.starts_with("#");
    bool touches = word.find("/etc/ssl") != std::string_view::npos ||
                   word.find("/etc/pki") != std::string_view::npos;
    if (touches && !setting) return true;
  }
  return false;
}

}  // namespace

int libpq_of_image(const image::Stage& stage, std::string_view dockerfile) {
  const pki::BaseImage* base = base_of(stage);
  return base == nullptr || has_any(dockerfile, kOtherLibpq) ? 0 : base->libpq;
}

facts::ImageTraits image_traits(const image::Stage& stage, std::string_view dockerfile) {
  facts::ImageTraits traits;
  traits.own_authorities = has_any(dockerfile, kOwnAuthorities) || writes_bundle(dockerfile);
  const pki::BaseImage* base = base_of(stage);
  if (base == nullptr) return traits;
  traits.system = pki::system_named(base->system);
  traits.bundle_missing =
      !base->bundled && !traits.own_authorities && !has_any(dockerfile, kInstalls);
  return traits;
}

}  // namespace verifull::engine
