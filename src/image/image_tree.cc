#include "image/image_tree.h"

#include <algorithm>
#include <utility>

namespace verifull::image {
namespace {

// So many folders may lie over each other in one directory.
constexpr std::size_t kMaxLayers = 16;

Mark later(const Mark& a, const Mark& b) {
  return !a.cause || (b.cause && b.time >= a.time) ? b : a;
}

Mark newer_than(const Mark& mark, std::uint64_t time) {
  return mark.time > time ? mark : Mark{};
}

std::string below(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + '/' + std::string(name);
}

Content unknown_content(const std::string& why) {
  return content_of({ContentKind::kUnknown, why, false, false, {}});
}

void too_much(Node& directory, const Clock& clock) {
  auto cause = std::make_shared<Cause>(
      Cause{{}, "more than is followed happens to this image's files"});
  directory.children.clear();
  directory.layers.clear();
  directory.doubts.added = {clock.now, cause};
  directory.doubts.changed = {clock.now, cause};
}

bool pay(Clock& clock, std::size_t cost) {
  if (clock.budget < cost) return false;
  clock.budget -= cost;
  return true;
}

NodePtr node_of_layer(const Layer& layer, std::string_view name, const LazyFolder::Entry& entry) {
  auto node = std::make_shared<Node>();
  std::string path = below(layer.path, name);
  node->kind = entry.kind;
  node->owner = layer.owner;
  node->trail = layer.trail;
  node->time = layer.time;
  if (entry.kind == NodeKind::kFile) {
    node->mode = entry.executable ? layer.executable_mode : layer.file_mode;
    node->content =
        content_of({ContentKind::kProject, layer.folder->project_path(path), false, false, {}});
  } else if (entry.kind == NodeKind::kDirectory) {
    node->mode = layer.directory_mode;
    node->layers.push_back(layer);
    node->layers.back().path = std::move(path);
  } else {
    node->doubt = std::make_shared<Cause>(Cause{{}, layer.folder->project_path(path) + " " +
                                                        entry.why});
    node->doubts.added = {layer.time, node->doubt};
  }
  return node;
}

// A folder over another: the files of both.
NodePtr from_layers(const Node& directory, std::string_view name) {
  NodePtr found;
  for (std::size_t i = directory.layers.size(); i-- > 0;) {
    const Layer& layer = directory.layers[i];
    LazyFolder::Entry entry = layer.folder->find(below(layer.path, name));
    if (entry.kind == NodeKind::kAbsent) continue;
    NodePtr node = node_of_layer(layer, name, entry);
    if (!found) {
      found = std::move(node);
      if (entry.kind != NodeKind::kDirectory) return found;
      continue;
    }
    if (entry.kind != NodeKind::kDirectory) break;
    found->time = std::min(found->time, node->time);
    found->layers.insert(found->layers.begin(), node->layers[0]);
  }
  return found;
}

NodePtr perhaps(const Mark& mark) {
  auto node = std::make_shared<Node>();
  node->kind = NodeKind::kUnknown;
  node->doubt = mark.cause;
  node->time = mark.time;
  node->doubts.added = mark;
  return node;
}

}  // namespace

TrailPtr longer(const TrailPtr& trail, const Cause& cause) {
  Trail result = trail ? *trail : Trail{};
  if (!result.empty() && result.back() == cause) return trail;
  if (result.size() >= kMaxTrail) result.erase(result.begin() + kMaxTrail / 2);
  result.push_back(cause);
  return std::make_shared<const Trail>(std::move(result));
}

Doubts inside(const Node& directory, const Doubts& around) {
  return {later(newer_than(around.changed, directory.time), directory.doubts.changed),
          later(newer_than(around.added, directory.time), directory.doubts.added)};
}

NodePtr child_of(const Node& directory, std::string_view name, const Doubts& in_it) {
  auto listed = directory.children.find(name);
  NodePtr node = listed != directory.children.end() ? listed->second : from_layers(directory, name);
  Mark open = later(in_it.added, in_it.changed);
  if (!node) return open.cause ? perhaps(open) : nullptr;
  bool absent = node->kind == NodeKind::kAbsent;
  Mark doubt = newer_than(absent ? open : in_it.changed, node->time);
  if (absent) return doubt.cause ? perhaps(doubt) : node->doubt ? node : nullptr;
  bool inherits = node->kind == NodeKind::kDirectory && listed == directory.children.end();
  if (!doubt.cause && !(inherits && open.cause)) return node;
  auto doubtful = std::make_shared<Node>(*node);
  if (doubt.cause) doubtful->doubt = doubt.cause;
  // What a folder was copied over may have held more.
  if (inherits) doubtful->doubts.added = later(doubtful->doubts.added, open);
  return doubtful;
}

Node& own(NodePtr& node, Clock& clock) {
  if (node.use_count() == 1) return *node;
  std::size_t cost = 1 + node->children.size() + node->layers.size();
  if (pay(clock, cost)) {
    node = std::make_shared<Node>(*node);
    return *node;
  }
  auto bare = std::make_shared<Node>();
  bare->kind = node->kind;
  bare->owner = node->owner;
  bare->mode = node->mode;
  bare->target = node->target;
  bare->content = node->content;
  bare->trail = node->trail;
  bare->time = node->time;
  bare->doubt = node->doubt;
  if (node->kind == NodeKind::kDirectory) too_much(*bare, clock);
  node = std::move(bare);
  return *node;
}

Node* own_child(Node& directory, std::string_view name, const Doubts& in_it, Clock& clock) {
  auto listed = directory.children.find(name);
  if (listed == directory.children.end()) {
    NodePtr node = child_of(directory, name, in_it);
    if (!node) return nullptr;
    listed = directory.children.emplace(std::string(name), std::move(node)).first;
  }
  return &own(listed->second, clock);
}

void settle(Node& node, const Doubts& around, Clock& clock) {
  Mark changed = newer_than(around.changed, node.time);
  Mark added = newer_than(around.added, node.time);
  if (changed.cause) node.doubt = changed.cause;
  if (node.kind == NodeKind::kAbsent && added.cause) node.doubt = added.cause;
  node.doubts.changed = later(node.doubts.changed, changed);
  node.doubts.added = later(node.doubts.added, later(changed, added));
  node.time = clock.now;
}

Node new_directory(const Attributes& attributes, const Cause& cause, const Clock& clock) {
  Node node;
  node.kind = NodeKind::kDirectory;
  node.owner = attributes.owner;
  node.mode = attributes.mode;
  node.trail = longer(nullptr, cause);
  node.time = clock.now;
  return node;
}

void put_layer(Node& directory, const Doubts& in_it, Layer layer, Clock& clock) {
  for (auto child = directory.children.begin(); child != directory.children.end();) {
    if (!pay(clock, 1)) return too_much(directory, clock);
    LazyFolder::Entry entry = layer.folder->find(below(layer.path, child->first));
    if (entry.kind == NodeKind::kAbsent) {
      ++child;
      continue;
    }
    NodePtr fresh = node_of_layer(layer, child->first, entry);
    if (entry.kind == NodeKind::kDirectory && child->second->kind == NodeKind::kDirectory) {
      Node& owned = own(child->second, clock);
      put_layer(owned, inside(owned, in_it), fresh->layers[0], clock);
    } else if (entry.kind == NodeKind::kDirectory && child->second->kind == NodeKind::kLink) {
      // Whether the link is kept and written through has changed between versions.
      own(child->second, clock).doubt = std::make_shared<Cause>((*layer.trail).back());
    } else {
      child->second = std::move(fresh);
    }
    ++child;
  }
  directory.layers.push_back(std::move(layer));
  if (directory.layers.size() <= kMaxLayers) return;
  directory.layers.erase(directory.layers.begin());
  directory.doubts.added = {clock.now, std::make_shared<Cause>(Cause{
                                           {}, "many folders are copied over each other here"})};
}

namespace {

void apply(Owner& owner, Mode& mode, bool directory, const CopyOptions& options) {
  if (options.owner) owner = *options.owner;
  if (options.mode) mode = options.mode->applied(mode, directory);
}

Layer copied(Layer layer, const CopyOptions& options, const Cause& cause, const Clock& clock) {
  layer.time = clock.now;
  layer.trail = longer(layer.trail, cause);
  apply(layer.owner, layer.file_mode, false, options);
  apply(layer.owner, layer.executable_mode, false, options);
  apply(layer.owner, layer.directory_mode, true, options);
  return layer;
}

}  // namespace

NodePtr copied(const Node& source, const Doubts& around, const CopyOptions& options,
               const Cause& cause, Clock& clock) {
  auto node = std::make_shared<Node>();
  node->kind = source.kind;
  node->owner = source.owner;
  node->mode = source.mode;
  node->target = source.target;
  node->content = source.content;
  node->doubt = source.doubt;
  node->trail = longer(source.trail, cause);
  node->time = clock.now;
  Mark changed = newer_than(around.changed, source.time);
  if (changed.cause) node->doubt = changed.cause;
  bool directory = source.kind == NodeKind::kDirectory;
  if (source.kind != NodeKind::kLink) apply(node->owner, node->mode, directory, options);
  if (source.kind == NodeKind::kLink && options.owner) node->owner = *options.owner;
  if (source.kind == NodeKind::kUnknown) {
    if (options.file) {
      node->kind = NodeKind::kFile;
      node->content = unknown_content(node->doubt ? node->doubt->text : "");
      node->doubt.reset();
    } else {
      node->doubts.added = {clock.now, node->doubt};
    }
  }
  if (directory) merge(*node, {}, source, inside(source, around), options, cause, clock);
  return node;
}

void merge(Node& target, const Doubts& in_target, const Node& source, const Doubts& in_source,
           const CopyOptions& options, const Cause& cause, Clock& clock) {
  if (!pay(clock, 1 + source.children.size() + source.layers.size())) {
    return too_much(target, clock);
  }
  // What the source lacks for certain does not take anything away from the target.
  std::vector<std::pair<std::string, NodePtr>> kept;
  for (const auto& [name, child] : source.children) {
    if (child->kind != NodeKind::kAbsent) continue;
    NodePtr before = child_of(target, name, in_target);
    if (!before) before = copied(*child, in_source, options, cause, clock);
    kept.emplace_back(name, std::move(before));
  }
  for (const Layer& layer : source.layers) {
    put_layer(target, in_target, copied(layer, options, cause, clock), clock);
  }
  for (auto& [name, child] : kept) target.children.insert_or_assign(name, std::move(child));
  for (const auto& [name, child] : source.children) {
    if (child->kind == NodeKind::kAbsent) continue;
    auto there = target.children.find(name);
    bool both = child->kind == NodeKind::kDirectory && there != target.children.end() &&
                there->second->kind == NodeKind::kDirectory;
    if (both) {
      Node& owned = own(there->second, clock);
      settle(owned, in_target, clock);
      owned.doubt.reset();
      merge(owned, inside(owned, in_target), *child, inside(*child, in_source), options, cause,
            clock);
    } else {
      target.children.insert_or_assign(name, copied(*child, in_source, options, cause, clock));
    }
  }
  Mark open = later(in_source.added, in_source.changed);
  if (!open.cause) return;
  // What is unknown at the source may lie over anything here.
  bool empty = target.children.size() == source.children.size();
  target.doubts.added = {clock.now, open.cause};
  if (!empty) target.doubts.changed = {clock.now, open.cause};
}

void change(Node& node, const AttributeChange& wanted, const Cause& cause, Clock& clock) {
  bool directory = node.kind == NodeKind::kDirectory;
  auto mode = [&](Mode& of, bool is_directory) {
    if (wanted.mode != nullptr) of = wanted.mode->applied(of, is_directory);
  };
  auto owner = [&](Owner& of) {
    if (wanted.owner == nullptr) return;
    if (wanted.owner->uid || !wanted.owner->user.empty()) {
      of.uid = wanted.owner->uid;
      of.user = wanted.owner->user;
    }
    if (wanted.owner->gid || !wanted.owner->group.empty()) {
      of.gid = wanted.owner->gid;
      of.group = wanted.owner->group;
    }
  };
  if (node.kind == NodeKind::kAbsent) return;
  if (node.kind != NodeKind::kLink) mode(node.mode, directory);
  owner(node.owner);
  node.trail = longer(node.trail, cause);
  if (!directory || !wanted.recursive) return;
  if (!pay(clock, 1 + node.children.size())) return too_much(node, clock);
  for (Layer& layer : node.layers) {
    mode(layer.file_mode, false);
    mode(layer.executable_mode, false);
    mode(layer.directory_mode, true);
    owner(layer.owner);
    layer.trail = longer(layer.trail, cause);
  }
  for (auto& [name, child] : node.children) change(own(child, clock), wanted, cause, clock);
}

}  // namespace verifull::image
