// The files of an image as far as a Dockerfile tells, with what it leaves open.
//
// Each path is a file, a directory, a link or certainly absent — or *maybe*: a
// base image that is not in the repository, a command that nobody can follow.
// touch_unknown() writes such a doubt down at a directory, in constant time. It
// holds for everything below that was there before and for every path that is
// not listed; what is written after it is certain again, and a directory that is
// made where there certainly was none is empty for sure.
//
// Copies share their nodes and part when written to, so a stage costs what its
// instructions change. What copying, moving and changing whole trees costs comes
// out of one budget for all stages of a file; when that is used up, the place
// becomes doubtful instead.
//
// Paths are absolute; `.` and `..` are resolved as the kernel does, after links.
// A path deeper than kMaxDepth or longer than kMaxPath is not kept: the
// directory above is doubtful from then on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "image/image_node.h"

namespace verifull::image {

struct Node;
struct Clock;
struct Walk;

// What lookup() finds.
struct Found {
  enum class Presence : std::uint8_t { kAbsent, kMaybe, kPresent };
  // A directory on the way, or a link that was followed.
  struct Step {
    std::string path;
    Owner owner;
    Mode mode;
  };

  Presence presence = Presence::kAbsent;
  NodeKind kind = NodeKind::kAbsent;  // kUnknown when only some say it is there
  std::string path;      // after all links; where it would be, when it is not there
  Owner owner;
  Mode mode;
  Content content;       // of a file; never null for one
  std::string target;    // of a link
  Trail trail;           // of an absent path: what removed it, when something did
  // Why it is not certain (kMaybe).
  Cause doubt;
  // Directories from the root down to the one it is in; through links, those of
  // both ways. Each has to be searchable for the path to be reached.
  std::vector<Step> parents;

  bool is_file() const { return presence == Presence::kPresent && kind == NodeKind::kFile; }
};

struct CopyOptions {
  std::optional<Owner> owner;      // else each keeps its own
  std::optional<ModeChange> mode;  // likewise
  bool follow = false;             // the source's last part, when it is a link
  bool file = false;               // it can only be a file: `cp` without -r
};

class ImageFs {
 public:
  static constexpr std::size_t kMaxDepth = 64;
  static constexpr std::size_t kMaxPath = 4096;
  static constexpr int kMaxLinks = 40;  // the kernel's
  static constexpr std::size_t kMaxWork = 1U << 18;  // nodes, by all stages together

  // Nothing but the root directory.
  static ImageFs scratch();
  // An image that is not in this file: everything is maybe there.
  static ImageFs of_unknown_image(const Cause& why);

  // Images of one file pay for their changes together.
  void share_budget(const ImageFs& other);

  // All changes give false, and change nothing, where the command would fail for
  // certain: a parent that is not there or is no directory. `cause` becomes part
  // of the file's trail.

  // `mkdir -p`; those that are there stay as they are. What may be there is then
  // there, with these attributes unless the image had others.
  bool make_directories(std::string_view path, const Attributes& attributes, const Cause& cause);
  // A new file in place of whatever was there, and the directories to it (root,
  // 0755): COPY, ADD.
  bool put_file(std::string_view path, const Attributes& attributes, Content content,
                const Cause& cause);
  // As a shell's `>` and `>>`: owner and mode are kept when it exists, links are
  // followed, the directory has to be there.
  bool write_file(std::string_view path, const Attributes& when_new, Content content, bool append,
                  const Cause& cause);
  // `ln -sfn`; the directory has to be there.
  bool put_link(std::string_view path, std::string_view target, const Owner& owner,
                const Cause& cause);
  // A folder's contents over what is in `path`, which is made when missing.
  // `layer.trail` and `layer.time` are set here.
  bool put_folder(std::string_view path, Layer layer, const Cause& cause);
  // One file, link or directory of `source` (which may be this one) to be `to`
  // itself; a directory's contents are merged into one that is there. False also
  // when `from` is certainly absent.
  bool copy(const ImageFs& source, std::string_view from, std::string_view to,
            const CopyOptions& options, const Cause& cause);
  // `mv -T`: rename.
  bool move(std::string_view from, std::string_view to, const Cause& cause);
  // `rm -rf`; a link is removed itself.
  bool remove(std::string_view path, const Cause& cause);
  // Links are followed, but not those below a directory.
  bool change_mode(std::string_view path, const ModeChange& change, bool recursive,
                   const Cause& cause);
  // Ids and names that are not given stay; a name counts as given.
  bool change_owner(std::string_view path, const Owner& owner, bool recursive, const Cause& cause);
  // A digest of the file's content was compared; only of one that is certain.
  void pin(std::string_view path, const Cause& cause);
  // Something that can't be followed had its hands on `path` and what is below.
  void touch_unknown(std::string_view path, Doubt doubt, const Cause& cause);

  // The path, with the last part followed when it is a link and `follow`.
  Found lookup(std::string_view path, bool follow = true) const;

  // Names that are listed in a directory and maybe or certainly there, sorted.
  // `complete` says that there are no others.
  struct Names {
    std::vector<std::string> names;
    bool complete = false;
  };
  Names list(std::string_view directory) const;

  // Files of that name that are certainly there and listed, as paths, sorted; not
  // those of whole folders of the project. At most `limit`.
  std::vector<std::string> find_named(std::string_view name, std::size_t limit) const;

  // Files that were downloaded, likewise.
  std::vector<std::string> find_downloads(std::size_t limit) const;

  // One line per node, for tests: `/a/b  file 0644 0:0 <content> <- cause <- cause`.
  std::string dump() const;

 private:
  ImageFs();
  Clock clock();
  void touch_at(const Walk& way, Doubt doubt, const Cause& cause);
  bool alter(std::string_view path, const ModeChange* mode, const Owner* owner, bool recursive,
             const Cause& cause);
  bool place(std::string_view path, const std::shared_ptr<Node>& node, bool make_parents,
             const Cause& cause);
  Node* open_directory(const std::vector<std::string>& parts, std::size_t count,
                       const Attributes& when_made, const Cause& cause, bool surely = true);

  std::shared_ptr<Node> root_;
  std::shared_ptr<std::size_t> budget_;  // nodes that may still be copied or changed
  std::uint64_t time_ = 0;
};

}  // namespace verifull::image
