#include "image/image_walk.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace verifull::image {
namespace {

struct Level {
  std::string name;
  NodePtr node;
  Doubts around;  // about the node
};

class Walker {
 public:
  Walker(const NodePtr& root, bool follow) : follow_(follow) { levels_.push_back({"", root, {}}); }

  Walk run(std::string_view path) {
    if (path.size() > ImageFs::kMaxPath) return finish(Walk::End::kTooDeep);
    push(path);
    while (!pending_.empty()) {
      std::string name = std::move(pending_.back());
      pending_.pop_back();
      // `a.pem/` is no file either.
      const bool is_here = name.empty() || name == ".";
      if ((is_here || name == "..") && levels_.back().node->kind == NodeKind::kFile)
        return finish(Walk::End::kNotDirectory);
      if (is_here) continue;
      if (name == "..") {
        if (levels_.size() > 1) levels_.pop_back();
        continue;
      }
      if (levels_.size() > ImageFs::kMaxDepth) return finish(Walk::End::kTooDeep);
      std::optional<Walk::End> end = step(std::move(name));
      if (end) return finish(*end);
    }
    return finish(Walk::End::kThere);
  }

 private:
  void push(std::string_view path) {
    std::vector<std::string_view> parts = base::split(path, '/');
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) pending_.emplace_back(*part);
  }

  void pass(const Node& directory) {
    std::string path = here();
    auto same = [&](const Found::Step& step) { return step.path == path; };
    auto& parents = walk_.parents;
    if (std::any_of(parents.begin(), parents.end(), same)) return;
    parents.push_back({std::move(path), directory.owner, directory.mode});
  }

  std::string here() const {
    std::string path;
    for (std::size_t i = 1; i < levels_.size(); ++i) path += '/' + levels_[i].name;
    return path.empty() ? "/" : path;
  }

  void remember(const CausePtr& doubt) {
    if (doubt && !walk_.doubt) walk_.doubt = doubt;
  }

  std::optional<Walk::End> step(std::string name) {
    Level& top = levels_.back();
    if (top.node->kind == NodeKind::kFile) {
      pending_.push_back(std::move(name));
      return Walk::End::kNotDirectory;
    }
    pass(*top.node);
    Doubts in_it = inside(*top.node, top.around);
    NodePtr child = child_of(*top.node, name, in_it);
    if (child) remember(child->doubt);
    if (!child || child->kind == NodeKind::kAbsent) {
      removed_ = child;
      auto listed = top.node->children.find(name);
      if (listed != top.node->children.end()) removed_ = listed->second;
      pending_.push_back(std::move(name));
      return Walk::End::kMissing;
    }
    bool last = std::all_of(pending_.begin(), pending_.end(), [](const std::string& part) {
      return part.empty() || part == ".";
    });
    if (child->kind == NodeKind::kLink && (!last || follow_ || !pending_.empty())) {
      if (++links_ > ImageFs::kMaxLinks) {
        pending_.push_back(std::move(name));
        return Walk::End::kLinkLoop;
      }
      if (child->target.size() > ImageFs::kMaxPath) return Walk::End::kTooDeep;
      if (child->target.starts_with('/')) levels_.resize(1);
      push(child->target);
      return std::nullopt;
    }
    levels_.push_back({std::move(name), std::move(child), in_it});
    return std::nullopt;
  }

  Walk finish(Walk::End end) {
    walk_.end = end;
    for (std::size_t i = 1; i < levels_.size(); ++i) walk_.parts.push_back(levels_[i].name);
    walk_.existing = walk_.parts.size();
    while (!pending_.empty()) {
      std::string name = std::move(pending_.back());
      pending_.pop_back();
      if (name.empty() || name == ".") continue;
      if (name != "..") {
        walk_.parts.push_back(std::move(name));
      } else if (walk_.parts.size() > walk_.existing) {
        walk_.parts.pop_back();
      }
    }
    walk_.node = levels_.back().node;
    walk_.around = levels_.back().around;
    if (end == Walk::End::kMissing && removed_) walk_.node = removed_;
    return std::move(walk_);
  }

  bool follow_;
  Walk walk_;
  std::vector<Level> levels_;
  std::vector<std::string> pending_;  // the next one last
  NodePtr removed_;
  int links_ = 0;
};

}  // namespace

std::string Walk::path() const {
  std::string result;
  for (const std::string& part : parts) result += '/' + part;
  return result.empty() ? "/" : result;
}

Walk walk(const NodePtr& root, std::string_view path, bool follow) {
  return Walker(root, follow).run(path);
}

Found ImageFs::lookup(std::string_view path, bool follow) const {
  Walk way = walk(root_, path, follow);
  Found found;
  found.path = way.path();
  found.parents = std::move(way.parents);
  if (way.end == Walk::End::kTooDeep) {
    found.presence = Found::Presence::kMaybe;
    found.kind = NodeKind::kUnknown;
    found.doubt = {{}, "the path is longer than any that is followed"};
    return found;
  }
  if (way.doubt) found.doubt = *way.doubt;
  if (way.end != Walk::End::kThere) {
    found.presence = way.doubt ? Found::Presence::kMaybe : Found::Presence::kAbsent;
    if (way.node->kind == NodeKind::kAbsent && way.node->trail) found.trail = *way.node->trail;
    return found;
  }
  found.presence = way.doubt ? Found::Presence::kMaybe : Found::Presence::kPresent;
  found.kind = way.node->kind;
  found.owner = way.node->owner;
  found.mode = way.node->mode;
  found.content = way.node->content;
  found.target = way.node->target;
  if (way.node->trail) found.trail = *way.node->trail;
  return found;
}

ImageFs::Names ImageFs::list(std::string_view directory) const {
  Walk way = walk(root_, directory, true);
  Names names;
  if (way.end != Walk::End::kThere || way.node->kind != NodeKind::kDirectory) return names;
  Doubts in_it = inside(*way.node, way.around);
  for (const auto& [name, child] : way.node->children) {
    if (child->kind != NodeKind::kAbsent || child->doubt) names.names.push_back(name);
  }
  names.complete =
      !way.doubt && way.node->layers.empty() && !in_it.added.cause && !in_it.changed.cause;
  return names;
}

}  // namespace verifull::image
