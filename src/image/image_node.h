// What is known of one path of an image: what it is, whose, and where it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "image/mode.h"

namespace verifull::image {

// A step of a build that had a part in a file, as people would call it: the text
// is a sentence's worth of it ("ADD https://…", "chmod +r"), the span its place.
struct Cause {
  base::Span span;
  std::string text;
  friend bool operator==(const Cause&, const Cause&) = default;
};

// Oldest first; of a long one the first is kept and the middle is dropped.
using Trail = std::vector<Cause>;
inline constexpr std::size_t kMaxTrail = 16;

// Ids are not known when a name stands for them that no table here has.
struct Owner {
  std::optional<std::uint32_t> uid;
  std::optional<std::uint32_t> gid;
  std::string user;   // the name that the build used; "" for none
  std::string group;

  static Owner root() { return {0, 0, "", ""}; }
  static Owner unknown() { return {}; }
  friend bool operator==(const Owner&, const Owner&) = default;
};

enum class ContentKind : std::uint8_t {
  kProject,  // `name` is a path from the root of the build context
  kUrl,      // `name` is the URL, with whatever secrets it holds: see shown_url()
  kImage,    // of an image that is not in the file: `name` is "image:path"
  kPackage,  // a package installed it: `name` is that package
  kText,     // `name` is the very text
  kUnknown,  // `name` says why, as a clause
};

struct ContentPart {
  ContentKind kind = ContentKind::kUnknown;
  std::string name;
  bool insecure = false;  // fetched without making sure who the server is
  bool pinned = false;    // a digest of it was compared
  base::Span span;        // what names it
  friend bool operator==(const ContentPart&, const ContentPart&) = default;
};

// Several parts: one after the other. Shared, for it goes with the file.
using Content = std::shared_ptr<const std::vector<ContentPart>>;
Content content_of(ContentPart part);
// Up to here a text is kept; of a longer one nothing is.
inline constexpr std::size_t kMaxContentText = 256UL * 1024UL;
inline constexpr std::size_t kMaxContentParts = 64;

// Without user, password, query and fragment.
std::string shown_url(std::string_view url);

enum class NodeKind : std::uint8_t {
  kAbsent,  // was removed, or never there
  kFile,
  kDirectory,
  kLink,     // symbolic
  kUnknown,  // something of a kind that can't be told
};

struct Attributes {
  Owner owner = Owner::root();
  Mode mode = Mode::of(0644);
};

// The files of a folder that were not listed when it was copied: asked one by one.
class LazyFolder {
 public:
  struct Entry {
    NodeKind kind = NodeKind::kAbsent;
    bool executable = false;
    std::string why;  // of kUnknown, a clause
  };
  virtual ~LazyFolder() = default;
  // `path` from the root of that folder tree, without a slash in front; "" for
  // itself. kLink is never given: a link is what it leads to, or kUnknown.
  virtual Entry find(std::string_view path) const = 0;
  // The path of the same file in the project.
  virtual std::string project_path(std::string_view path) const = 0;
};

// A whole folder copied to some directory.
struct Layer {
  std::shared_ptr<const LazyFolder> folder;
  std::string path;  // where in it
  Owner owner;
  Mode file_mode;
  Mode executable_mode;
  Mode directory_mode;
  std::shared_ptr<const Trail> trail;
  std::uint64_t time = 0;
};

enum class Doubt : std::uint8_t {
  kMayAdd,     // there may be more than is listed; what is listed stays as it is
  kMayChange,  // anything may be there, may be gone or be another
};

}  // namespace verifull::image
