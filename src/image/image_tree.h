// The tree inside an ImageFs: nodes, doubts, and how one tree is put over another.
//
// Every node has the time at which it was written, and a doubt at a directory
// the time at which it arose; the later one counts. That is what makes
// touch_unknown() on a whole image one assignment.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "image/image_fs.h"
#include "image/image_node.h"

namespace verifull::image {

using NodePtr = std::shared_ptr<Node>;
using CausePtr = std::shared_ptr<const Cause>;
using TrailPtr = std::shared_ptr<const Trail>;

struct Mark {
  std::uint64_t time = 0;
  CausePtr cause;  // null: there is no doubt
};

// The doubts that hold at a place: of its directories, the latest of each kind.
struct Doubts {
  Mark changed;
  Mark added;
};

struct Node {
  NodeKind kind = NodeKind::kFile;
  Owner owner;
  Mode mode;
  std::string target;
  Content content;
  TrailPtr trail;
  std::uint64_t time = 0;
  CausePtr doubt;  // null: certain (that it is there, or that it is absent)

  // Of a directory. A child that is kAbsent hides what layers and doubts say.
  std::map<std::string, NodePtr, std::less<>> children;
  std::vector<Layer> layers;  // the last one wins
  Doubts doubts;              // about what is below
};

// When something happens, and what it may still cost.
struct Clock {
  std::uint64_t now = 0;
  std::size_t& budget;
};

TrailPtr longer(const TrailPtr& trail, const Cause& cause);

// The doubts about what is in `directory`, given those about itself.
Doubts inside(const Node& directory, const Doubts& around);

// What is in a directory under a name. A null node: certainly nothing. Its
// `doubt` counts those around it too. Not kept in the tree.
NodePtr child_of(const Node& directory, std::string_view name, const Doubts& in_it);

// The node, no longer shared with another tree; of a directory too large for the
// budget only that anything may be in it.
Node& own(NodePtr& node, Clock& clock);

// The child as a node of this tree, ready to be changed. nullptr: there is none.
// A child that may be there becomes a node that says so.
Node* own_child(Node& directory, std::string_view name, const Doubts& in_it, Clock& clock);

// The node as it stands under these doubts, which then need not be known any more.
void settle(Node& node, const Doubts& around, Clock& clock);

Node new_directory(const Attributes& attributes, const Cause& cause, const Clock& clock);

void put_layer(Node& directory, const Doubts& in_it, Layer layer, Clock& clock);

// `source` (with the doubts around it) as a node of its own: `options` applied,
// `cause` added to every trail.
NodePtr copied(const Node& source, const Doubts& around, const CopyOptions& options,
               const Cause& cause, Clock& clock);

// What is in `source` put over what is in `target`.
void merge(Node& target, const Doubts& in_target, const Node& source, const Doubts& in_source,
           const CopyOptions& options, const Cause& cause, Clock& clock);

// chmod -R and chown -R, or of the node alone.
struct AttributeChange {
  const ModeChange* mode = nullptr;
  const Owner* owner = nullptr;
  bool recursive = false;
};
void change(Node& node, const AttributeChange& change, const Cause& cause, Clock& clock);

}  // namespace verifull::image
