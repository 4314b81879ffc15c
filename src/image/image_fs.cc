#include "image/image_fs.h"

#include <algorithm>
#include <utility>

#include "image/image_tree.h"
#include "image/image_walk.h"

namespace verifull::image {
namespace {

constexpr Mode kDirectoryMode = Mode::of(0755);

Attributes made_by_root() { return {Owner::root(), kDirectoryMode}; }

}  // namespace

Content content_of(ContentPart part) {
  return std::make_shared<const std::vector<ContentPart>>(1, std::move(part));
}

std::string shown_url(std::string_view url) {
  std::string_view shown = url.substr(0, url.find_first_of("?#"));
  std::size_t scheme = shown.find("://");
  if (scheme == std::string_view::npos) return std::string(shown);
  std::size_t host = scheme + 3;
  std::size_t end = std::min(shown.find('/', host), shown.size());
  std::size_t at = shown.substr(0, end).rfind('@');
  if (at == std::string_view::npos || at < host) return std::string(shown);
  return std::string(shown.substr(0, host)) + std::string(shown.substr(at + 1));
}

ImageFs::ImageFs()
    : root_(std::make_shared<Node>()), budget_(std::make_shared<std::size_t>(kMaxWork)) {
  root_->kind = NodeKind::kDirectory;
  root_->owner = Owner::root();
  root_->mode = kDirectoryMode;
}

Clock ImageFs::clock() { return {++time_, *budget_}; }

ImageFs ImageFs::scratch() { return {}; }

ImageFs ImageFs::of_unknown_image(const Cause& why) {
  ImageFs image;
  image.touch_unknown("/", Doubt::kMayAdd, why);
  return image;
}

void ImageFs::share_budget(const ImageFs& other) { budget_ = other.budget_; }

// The node of parts[0, count), each of them made when it is missing. nullptr:
// one of them is no directory.
Node* ImageFs::open_directory(const std::vector<std::string>& parts, std::size_t count,
                              const Attributes& when_made, const Cause& cause, bool surely) {
  Clock clock = this->clock();
  Node* directory = &own(root_, clock);
  Doubts around;
  for (std::size_t i = 0; i < count; ++i) {
    Doubts in_it = inside(*directory, around);
    Node* child = own_child(*directory, parts[i], in_it, clock);
    if (child == nullptr || child->kind == NodeKind::kAbsent ||
        child->kind == NodeKind::kUnknown) {
      const bool perhaps = child != nullptr && child->doubt;
      if (!surely && !perhaps) return nullptr;
      Node made = new_directory(when_made, cause, clock);
      // Where there may have been one, what was in it is there.
      if (perhaps) made.doubts.added = {clock.now, child->doubt};
      if (!surely) made.doubt = child->doubt;
      NodePtr& slot = directory->children[parts[i]];
      slot = std::make_shared<Node>(std::move(made));
      child = slot.get();
    } else if (child->kind != NodeKind::kDirectory) {
      return nullptr;
    } else if (settle(*child, in_it, clock); surely && child->doubt) {
      child->doubts.added = {clock.now, child->doubt};
      child->doubt.reset();
    }
    around = in_it;
    directory = child;
  }
  return directory;
}

bool ImageFs::make_directories(std::string_view path, const Attributes& attributes,
                               const Cause& cause) {
  Walk way = walk(root_, path, true);
  if (way.end == Walk::End::kTooDeep) {
    touch_unknown(way.path(), Doubt::kMayAdd, cause);
    return true;
  }
  if (way.end == Walk::End::kNotDirectory || way.end == Walk::End::kLinkLoop) return false;
  if (way.end == Walk::End::kThere && way.node->kind == NodeKind::kFile) return false;
  if (way.parts.size() > kMaxDepth) {
    touch_unknown("/", Doubt::kMayAdd, cause);
    return true;
  }
  return open_directory(way.parts, way.parts.size(), attributes, cause) != nullptr;
}

bool ImageFs::place(std::string_view path, const std::shared_ptr<Node>& node, bool make_parents,
                    const Cause& cause) {
  Walk way = walk(root_, path, false);
  if (way.end == Walk::End::kTooDeep || way.parts.size() > kMaxDepth) {
    touch_unknown("/", Doubt::kMayAdd, cause);
    return true;
  }
  if (way.end == Walk::End::kNotDirectory || way.end == Walk::End::kLinkLoop) return false;
  if (way.parts.empty()) return false;
  if (!make_parents && way.existing + 1 < way.parts.size() && !way.doubt) return false;
  Node* directory = open_directory(way.parts, way.parts.size() - 1, made_by_root(), cause);
  if (directory == nullptr) return false;
  directory->children.insert_or_assign(way.parts.back(), node);
  return true;
}

bool ImageFs::put_file(std::string_view path, const Attributes& attributes, Content content,
                       const Cause& cause) {
  auto node = std::make_shared<Node>();
  node->owner = attributes.owner;
  node->mode = attributes.mode;
  node->content = std::move(content);
  node->trail = longer(nullptr, cause);
  node->time = clock().now;
  return place(path, node, true, cause);
}

bool ImageFs::write_file(std::string_view path, const Attributes& when_new, Content content,
                         bool append, const Cause& cause) {
  Walk way = walk(root_, path, true);
  auto node = std::make_shared<Node>();
  node->owner = when_new.owner;
  node->mode = when_new.mode;
  bool there = way.end == Walk::End::kThere && way.node->kind != NodeKind::kAbsent;
  if (there && way.node->kind == NodeKind::kDirectory && !way.doubt) return false;
  if (there && way.node->kind == NodeKind::kFile) {
    node->owner = way.doubt ? Owner::unknown() : way.node->owner;
    node->mode = way.doubt ? Mode{} : way.node->mode;
  }
  // One that perhaps was removed keeps what it has when it was not.
  const bool perhaps = way.end == Walk::End::kMissing && way.node != nullptr &&
                       way.node->kind == NodeKind::kAbsent && way.node->doubt;
  if (perhaps) {
    node->owner = Owner::unknown();
    node->mode = {};
  }
  node->content = std::move(content);
  if (append && (there || perhaps)) {
    std::vector<ContentPart> parts;
    if (there && way.node->content) parts = *way.node->content;
    if (way.doubt || parts.empty()) {
      parts.insert(parts.begin(), {ContentKind::kUnknown, "what was there before", false, false, {}});
    }
    parts.insert(parts.end(), node->content->begin(), node->content->end());
    if (parts.size() > kMaxContentParts) parts.resize(kMaxContentParts);
    node->content = std::make_shared<const std::vector<ContentPart>>(std::move(parts));
  }
  node->trail = longer(append && there ? way.node->trail : nullptr, cause);
  node->time = clock().now;
  return place(way.end == Walk::End::kTooDeep ? path : way.path(), node, false, cause);
}

bool ImageFs::put_link(std::string_view path, std::string_view target, const Owner& owner,
                       const Cause& cause) {
  auto node = std::make_shared<Node>();
  node->kind = NodeKind::kLink;
  node->owner = owner;
  node->mode = Mode::of(0777);
  node->target = target;
  node->trail = longer(nullptr, cause);
  node->time = clock().now;
  return place(path, node, false, cause);
}

bool ImageFs::put_folder(std::string_view path, Layer layer, const Cause& cause) {
  Attributes made{layer.owner, layer.directory_mode};
  if (!make_directories(path, made, cause)) return false;
  Walk way = walk(root_, path, true);
  if (way.end != Walk::End::kThere) return true;  // too deep: doubtful already
  Node* directory = open_directory(way.parts, way.parts.size(), made, cause);
  if (directory == nullptr) return false;
  Clock clock = this->clock();
  layer.trail = longer(nullptr, cause);
  layer.time = clock.now;
  put_layer(*directory, inside(*directory, way.around), std::move(layer), clock);
  return true;
}

bool ImageFs::copy(const ImageFs& source, std::string_view from, std::string_view to,
                   const CopyOptions& options, const Cause& cause) {
  Walk way = walk(source.root_, from, options.follow);
  if (way.end != Walk::End::kThere && !way.doubt && way.end != Walk::End::kTooDeep) return false;
  if (way.end != Walk::End::kThere) {
    CausePtr why = way.doubt ? way.doubt : std::make_shared<Cause>(cause);
    touch_unknown(to, Doubt::kMayChange, *why);
    return true;
  }
  Walk there = walk(root_, to, true);
  bool both = way.node->kind == NodeKind::kDirectory && there.end == Walk::End::kThere &&
              there.node->kind == NodeKind::kDirectory && !there.parts.empty();
  if (way.node->kind == NodeKind::kDirectory && there.parts.empty()) both = true;
  if (!both) {
    Clock clock = this->clock();
    NodePtr node = copied(*way.node, way.around, options, cause, clock);
    if (way.doubt && !node->doubt && !options.file) node->doubt = way.doubt;
    return place(to, node, true, cause);
  }
  Node* directory = open_directory(there.parts, there.parts.size(), made_by_root(), cause);
  if (directory == nullptr) return false;
  Clock clock = this->clock();
  NodePtr held = way.node;  // the source may be this tree
  merge(*directory, inside(*directory, there.around), *held, inside(*held, way.around), options,
        cause, clock);
  return true;
}

bool ImageFs::move(std::string_view from, std::string_view to, const Cause& cause) {
  if (!copy(*this, from, to, {}, cause)) return false;
  return remove(from, cause);
}

bool ImageFs::remove(std::string_view path, const Cause& cause) {
  Walk way = walk(root_, path, false);
  if (way.parts.empty() || way.end == Walk::End::kTooDeep) {
    touch_unknown(way.path(), Doubt::kMayChange, cause);
    return true;
  }
  if (way.end != Walk::End::kThere && !way.doubt) return true;
  if (way.existing + 1 < way.parts.size()) return true;
  // Removing what is not there is no proof of the directories above it.
  Node* directory = open_directory(way.parts, way.parts.size() - 1, made_by_root(), cause, false);
  if (directory == nullptr) return true;
  auto node = std::make_shared<Node>();
  node->kind = NodeKind::kAbsent;
  node->trail = longer(way.end == Walk::End::kThere ? way.node->trail : nullptr, cause);
  node->time = clock().now;
  directory->children.insert_or_assign(way.parts.back(), std::move(node));
  return true;
}

bool ImageFs::alter(std::string_view path, const ModeChange* mode, const Owner* owner,
                    bool recursive, const Cause& cause) {
  Walk way = walk(root_, path, true);
  if (way.end != Walk::End::kThere) return way.doubt || way.end == Walk::End::kTooDeep;
  Clock clock = this->clock();
  Node* node = &own(root_, clock);
  Doubts around;
  for (const std::string& part : way.parts) {
    Doubts in_it = inside(*node, around);
    node = own_child(*node, part, in_it, clock);
    if (node == nullptr) return true;
    around = in_it;
  }
  settle(*node, around, clock);
  change(*node, {mode, owner, recursive}, cause, clock);
  return true;
}

bool ImageFs::change_mode(std::string_view path, const ModeChange& mode, bool recursive,
                          const Cause& cause) {
  return alter(path, &mode, nullptr, recursive, cause);
}

bool ImageFs::change_owner(std::string_view path, const Owner& owner, bool recursive,
                           const Cause& cause) {
  return alter(path, nullptr, &owner, recursive, cause);
}

void ImageFs::pin(std::string_view path, const Cause& cause) {
  const Walk way = walk(root_, path, true);
  if (way.end != Walk::End::kThere || way.doubt || way.node->kind != NodeKind::kFile) return;
  auto parts = std::make_shared<std::vector<ContentPart>>(*way.node->content);
  for (ContentPart& part : *parts) {
    part.pinned = true;
    part.insecure = false;
  }
  auto node = std::make_shared<Node>(*way.node);
  node->content = std::move(parts);
  node->trail = longer(node->trail, cause);
  node->time = clock().now;
  place(way.path(), node, false, cause);
}

void ImageFs::touch_unknown(std::string_view path, Doubt doubt, const Cause& cause) {
  const Walk link = walk(root_, path, false);
  const Walk way = walk(root_, path, true);
  touch_at(way, doubt, cause);
  // What leads there may be another link now, or none.
  const bool is_link = link.end == Walk::End::kThere && link.node->kind == NodeKind::kLink;
  if (is_link && doubt == Doubt::kMayChange) touch_at(link, doubt, cause);
}

void ImageFs::touch_at(const Walk& way, Doubt doubt, const Cause& cause) {
  Clock clock = this->clock();
  auto why = std::make_shared<const Cause>(cause);
  Node* node = &own(root_, clock);
  Doubts around;
  std::size_t depth = std::min(way.parts.size(), kMaxDepth);
  for (std::size_t i = 0; i < depth; ++i) {
    if (node->kind == NodeKind::kFile) return;
    Doubts in_it = inside(*node, around);
    Node* child = own_child(*node, way.parts[i], in_it, clock);
    if (child == nullptr || child->kind == NodeKind::kAbsent) {
      auto maybe = std::make_shared<Node>();
      maybe->kind = NodeKind::kUnknown;
      maybe->doubt = why;
      maybe->time = clock.now;
      maybe->doubts.added = {clock.now, why};
      node->children.insert_or_assign(way.parts[i], std::move(maybe));
      return;
    }
    around = in_it;
    node = child;
  }
  node->doubts.added = {clock.now, why};
  if (doubt != Doubt::kMayChange) return;
  node->doubts.changed = {clock.now, why};
  if (node != root_.get()) node->doubt = why;
}

}  // namespace verifull::image
