// A path followed through an image's tree as the kernel follows it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "image/image_tree.h"

namespace verifull::image {

struct Walk {
  enum class End : std::uint8_t {
    kThere,         // `node` is what the path leads to; it may be doubtful itself
    kMissing,       // certainly not there, as far as `doubt` lets say; see `parts`
    kNotDirectory,  // a part of the way is a file
    kLinkLoop,      // more links than the kernel follows
    kTooDeep,       // beyond what is kept
  };
  End end = End::kThere;
  // Names from the root, all links resolved; of a missing path the missing ones
  // too, by the letter.
  std::vector<std::string> parts;
  std::size_t existing = 0;  // so many of `parts` are there, or may be
  NodePtr node;              // the last existing one
  Doubts around;             // those about `node`
  CausePtr doubt;            // of something on the way: null when all is certain
  std::vector<Found::Step> parents;

  std::string path() const;
};

// `follow`: the last part too, when it is a link.
Walk walk(const NodePtr& root, std::string_view path, bool follow);

}  // namespace verifull::image
