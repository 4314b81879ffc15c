// An ImageFs listed: for tests, and to find a file by its name.
#include "image/image_fs.h"
#include "image/image_tree.h"

namespace verifull::image {
namespace {

std::string named(const std::optional<std::uint32_t>& id, const std::string& name) {
  if (id) return std::to_string(*id);
  return name.empty() ? "?" : name;
}

constexpr std::string_view kKinds[] = {"absent", "file", "directory", "link", "unknown"};
constexpr std::string_view kContents[] = {"project", "url", "image", "package", "text", "unknown"};

std::string attributes(const Owner& owner, const Mode& mode) {
  return " " + shown(mode) + " " + named(owner.uid, owner.user) + ":" +
         named(owner.gid, owner.group);
}

std::string contents(const Content& content) {
  std::string result;
  if (!content) return result;
  for (const ContentPart& part : *content) {
    result += result.empty() ? " {" : " + ";
    result += std::string(kContents[static_cast<std::size_t>(part.kind)]) + " " + part.name;
    if (part.insecure) result += " insecure";
    if (part.pinned) result += " pinned";
  }
  return result + "}";
}

std::string steps(const TrailPtr& trail) {
  std::string result;
  if (!trail) return result;
  for (const Cause& cause : *trail) result += " <- " + cause.text;
  return result;
}

void dump(const Node& node, const std::string& path, const Doubts& around, std::string& out) {
  out += path.empty() ? "/" : path;
  out += "  " + std::string(kKinds[static_cast<std::size_t>(node.kind)]);
  if (node.kind != NodeKind::kAbsent) out += attributes(node.owner, node.mode);
  if (!node.target.empty()) out += " -> " + node.target;
  out += contents(node.content) + steps(node.trail);
  CausePtr doubt = node.doubt;
  if (around.changed.time > node.time) doubt = around.changed.cause;
  if (node.kind == NodeKind::kAbsent && around.added.time > node.time) doubt = around.added.cause;
  if (doubt) out += " ? " + doubt->text;
  out += '\n';
  if (node.kind == NodeKind::kFile || node.kind == NodeKind::kLink) return;
  Doubts in_it = inside(node, around);
  for (const Layer& layer : node.layers) {
    out += path + "/*  folder " + layer.folder->project_path(layer.path) +
           attributes(layer.owner, layer.file_mode) + steps(layer.trail);
    if (in_it.changed.time > layer.time) out += " ? " + in_it.changed.cause->text;
    out += '\n';
  }
  if (node.doubts.added.cause) out += path + "/*  maybe ? " + node.doubts.added.cause->text + '\n';
  for (const auto& [name, child] : node.children) dump(*child, path + '/' + name, in_it, out);
}

// Depth is bounded by ImageFs::kMaxDepth. `wanted` is asked about each file.
template <typename Wanted>
void find(const Node& node, const std::string& path, const Doubts& around, const Wanted& wanted,
          std::size_t limit, std::vector<std::string>& found) {
  if (node.kind != NodeKind::kDirectory || node.doubt) return;
  Doubts in_it = inside(node, around);
  for (const auto& [name, child] : node.children) {
    if (found.size() >= limit) return;
    bool doubtful = child->doubt || in_it.changed.time > child->time;
    if (child->kind == NodeKind::kFile && !doubtful && wanted(name, *child)) {
      found.push_back(path + '/' + name);
    }
    find(*child, path + '/' + name, in_it, wanted, limit, found);
  }
}

bool is_download(const Node& node) {
  return node.content && node.content->size() == 1 &&
         node.content->front().kind == ContentKind::kUrl;
}

}  // namespace

std::vector<std::string> ImageFs::find_named(std::string_view name, std::size_t limit) const {
  std::vector<std::string> found;
  find(*root_, "", {}, [&](const std::string& each, const Node&) { return each == name; }, limit,
       found);
  return found;
}

std::vector<std::string> ImageFs::find_downloads(std::size_t limit) const {
  std::vector<std::string> found;
  find(*root_, "", {}, [](const std::string&, const Node& node) { return is_download(node); },
       limit, found);
  return found;
}

std::string ImageFs::dump() const {
  std::string out;
  image::dump(*root_, "", {}, out);
  return out;
}

}  // namespace verifull::image
