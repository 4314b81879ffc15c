#include "parse/yaml_tree.h"

#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "parse/yaml_outline.h"
#include "parse/yaml_skeleton.h"

namespace verifull::parse {
namespace {

// Structure from yaml-cpp's events, all else from the outline: event for event the
// same node, or the two do not agree on what the text is.
class TreeBuilder : public YAML::EventHandler {
 public:
  struct Disagreement {};

  TreeBuilder(YamlOutline& outline, YamlTree& tree) : outline_(outline), tree_(tree) {}

  bool complete() const { return tree_.nodes.size() == outline_.nodes.size() && open_.empty(); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override { add_scalar(); }

  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {
    throw Disagreement{};
  }

  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {
    next().kind == YamlKind::kAlias ? static_cast<void>(add(YamlKind::kAlias, false))
                                    : add_scalar();
  }

  void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/,
                       YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value style) override {
    add(YamlKind::kSequence, style == YAML::EmitterStyle::Flow);
    open_.push_back({static_cast<YamlId>(tree_.nodes.size() - 1), kNoYaml});
  }
  void OnSequenceEnd() override { close(YamlKind::kSequence); }

  void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value style) override {
    add(YamlKind::kMapping, style == YAML::EmitterStyle::Flow);
    open_.push_back({static_cast<YamlId>(tree_.nodes.size() - 1), kNoYaml});
  }
  void OnMapEnd() override { close(YamlKind::kMapping); }

 private:
  struct Open {
    YamlId node;
    YamlId key;  // of a mapping: read, its value not yet
  };

  YamlOutlineNode& next() {
    if (tree_.nodes.size() >= outline_.nodes.size()) throw Disagreement{};
    return outline_.nodes[tree_.nodes.size()];
  }

  void add_scalar() {
    std::string value = std::move(next().value);
    add(YamlKind::kScalar, false).value = std::move(value);
  }

  YamlNode& add(YamlKind kind, bool flow) {
    YamlOutlineNode& known = next();
    if (known.kind != kind || known.flow != flow) throw Disagreement{};
    auto id = static_cast<YamlId>(tree_.nodes.size());
    attach(id);
    YamlNode& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.style = known.style;
    node.range = known.range;
    node.properties = known.properties;
    node.tag = std::move(known.tag);
    if (kind == YamlKind::kAlias) {
      auto anchored = anchors_.find(known.anchor);
      if (anchored != anchors_.end()) {
        node.target = anchored->second;
      } else {
        node.anchor = std::move(known.anchor);
      }
    } else if (!known.anchor.empty()) {
      anchors_[known.anchor] = id;
      node.anchor = std::move(known.anchor);
    }
    return node;
  }

  void attach(YamlId id) {
    if (open_.empty()) {
      if (tree_.root != kNoYaml) throw Disagreement{};
      tree_.root = id;
      return;
    }
    YamlNode& parent = tree_.nodes[open_.back().node];
    if (parent.kind == YamlKind::kSequence) {
      parent.items.push_back(id);
    } else if (open_.back().key == kNoYaml) {
      open_.back().key = id;
    } else {
      parent.pairs.push_back({std::exchange(open_.back().key, kNoYaml), id});
    }
  }

  void close(YamlKind kind) {
    if (open_.empty()) throw Disagreement{};
    YamlId id = open_.back().node;
    if (tree_.nodes[id].kind != kind || outline_.nodes[id].last != tree_.nodes.size() - 1) {
      throw Disagreement{};
    }
    open_.pop_back();
  }

  YamlOutline& outline_;
  YamlTree& tree_;
  std::vector<Open> open_;
  std::unordered_map<std::string, YamlId> anchors_;
};

std::optional<YamlError> find_unknown_alias(const YamlOutline& outline) {
  std::unordered_set<std::string_view> anchors;
  for (const YamlOutlineNode& node : outline.nodes) {
    if (node.anchor.empty()) continue;
    if (node.kind != YamlKind::kAlias) {
      anchors.insert(node.anchor);
    } else if (!anchors.contains(node.anchor)) {
      return YamlError{YamlError::Kind::kUnknownAlias, "Unknown alias: " + node.anchor,
                       node.range.begin};
    }
  }
  return std::nullopt;
}

YamlTree build(std::string_view text, YamlOutline outline) {
  YamlTree tree;
  if (outline.nodes.empty()) return tree;
  tree.nodes.reserve(outline.nodes.size());
  TreeBuilder builder(outline, tree);
  bool agreed = false;
  try {
    std::istringstream stream(yaml_skeleton(text, outline));
    YAML::Parser(stream).HandleNextDocument(builder);
    agreed = builder.complete();
  } catch (const YAML::Exception&) {
  } catch (const TreeBuilder::Disagreement&) {
  }
  if (agreed) return tree;
  YamlTree unread;
  unread.error = YamlError{YamlError::Kind::kUnread, "the file uses YAML that can't be read here",
                           outline.begin};
  return unread;
}

// What the lines before an error give, if they can be read alone.
YamlTree build_before(std::string_view text, YamlError error) {
  YamlTree tree;
  if (error.kind == YamlError::Kind::kTooLarge) {
    tree.error = std::move(error);
    return tree;
  }
  std::string_view before = text.substr(0, yaml_line_start(text, error.offset));
  YamlOutline outline = outline_yaml(before);
  if (!outline.error) tree = build(before, std::move(outline));
  tree.error = std::move(error);
  return tree;
}

}  // namespace

YamlTree parse_yaml(std::string_view text) {
  YamlOutline outline = outline_yaml(text);
  if (outline.error) return build_before(text, *std::move(outline.error));
  std::optional<YamlError> unknown_alias = find_unknown_alias(outline);
  YamlTree tree = build(text, std::move(outline));
  if (unknown_alias && !tree.error) tree.error = std::move(unknown_alias);
  return tree;
}

}  // namespace verifull::parse
