#include "parse/yaml_outline.h"

#include <algorithm>
#include <utility>

#include "parse/yaml_scanner.h"
#include "parse/yaml_tag_handles.h"

namespace verifull::parse {
namespace {

using Kind = YamlTokenKind;

constexpr const char* kSequenceProblem =
    "did not find expected ',' or ']' while parsing a flow sequence";
constexpr const char* kMappingProblem =
    "did not find expected ',' or '}' while parsing a flow mapping";

// Recursive descent; every function is false after an error. Collections nest
// at most kMaxYamlDepth deep, so the stack is safe.
class Outliner {
 public:
  explicit Outliner(std::string_view text) : scanner_(text) {
    outline_.nodes.reserve(std::min<std::size_t>(text.size() / 16, kMaxYamlNodes));
  }

  YamlOutline run() {
    document();
    if (!outline_.error) outline_.error = scanner_.error();
    outline_.end = last_end_;
    return std::move(outline_);
  }

 private:
  bool document();
  bool directives();
  bool version_directive(bool& seen);
  bool node(bool block, bool indentless);
  bool properties(YamlOutlineNode& node);
  bool resolve_tag(const YamlToken& token, YamlOutlineNode& node);
  bool content(YamlOutlineNode node, bool block, bool indentless);
  bool scalar(YamlOutlineNode node, const YamlToken& token);

  bool block_sequence(std::uint32_t begin);
  bool indentless_sequence();
  bool block_mapping(std::uint32_t begin);
  bool block_entry(bool in_mapping);
  bool block_value();
  bool flow_sequence(std::uint32_t begin);
  bool flow_pair();
  bool flow_pair_key();
  bool flow_mapping(std::uint32_t begin);
  bool flow_mapping_entry();
  bool flow_value(Kind end);
  bool flow_separator(bool first, const char* problem, std::uint32_t begin);

  bool open(YamlOutlineNode node, std::uint32_t& index);
  void close(std::uint32_t index);
  bool add(YamlOutlineNode node);
  bool empty(std::uint32_t place);

  bool peek() {
    token_ = scanner_.peek();
    return token_ != nullptr;
  }
  bool at(Kind kind) const { return token_->kind == kind; }
  bool skip() {
    if (token_->range.begin != token_->range.end) last_end_ = token_->range.end;
    scanner_.skip();
    return peek();
  }
  bool fail(YamlError::Kind kind, std::string message, std::uint32_t offset) {
    outline_.error = YamlError{kind, std::move(message), offset};
    return false;
  }
  bool refuse(const char* problem, std::uint32_t offset) {
    return fail(YamlError::Kind::kSyntax, problem, offset);
  }

  YamlScanner scanner_;
  const YamlToken* token_ = nullptr;  // the one not yet taken
  YamlOutline outline_;
  std::uint32_t last_end_ = 0;  // of the last token that was taken and has a text
  int depth_ = 0;
  YamlTagHandles handles_;
};

bool Outliner::document() {
  if (!peek()) return false;
  outline_.begin = token_->range.begin;
  if (at(Kind::kStreamEnd)) return true;
  bool is_explicit =
      at(Kind::kVersionDirective) || at(Kind::kTagDirective) || at(Kind::kDocumentStart);
  if (!directives()) return false;
  if (!is_explicit) return node(true, false) && peek();
  if (!at(Kind::kDocumentStart)) {
    return refuse("did not find expected <document start>", token_->range.begin);
  }
  outline_.begin = token_->range.begin;
  if (!skip()) return false;
  if (at(Kind::kVersionDirective) || at(Kind::kTagDirective) || at(Kind::kDocumentStart) ||
      at(Kind::kDocumentEnd) || at(Kind::kStreamEnd)) {
    return empty(last_end_);
  }
  return node(true, false) && peek();
}

bool Outliner::directives() {
  bool version = false;
  while (at(Kind::kVersionDirective) || at(Kind::kTagDirective)) {
    if (at(Kind::kVersionDirective)) {
      if (!version_directive(version)) return false;
    } else if (!handles_.define(token_->handle, token_->text)) {
      return refuse("found duplicate %TAG directive", token_->range.begin);
    }
    if (!skip()) return false;
  }
  return true;
}

bool Outliner::version_directive(bool& seen) {
  if (seen) return refuse("found duplicate %YAML directive", token_->range.begin);
  seen = true;
  if (token_->text == "1.1" || token_->text == "1.2") return true;
  return refuse("found incompatible YAML document", token_->range.begin);
}

bool Outliner::add(YamlOutlineNode node) {
  if (outline_.nodes.size() >= kMaxYamlNodes) {
    return fail(YamlError::Kind::kTooLarge, "the file has too many nodes", node.range.begin);
  }
  outline_.nodes.push_back(std::move(node));
  return true;
}

bool Outliner::empty(std::uint32_t place) {
  YamlOutlineNode node;
  node.range = {place, place};
  node.properties = node.range;
  return add(std::move(node));
}

bool Outliner::open(YamlOutlineNode node, std::uint32_t& index) {
  if (++depth_ > kMaxYamlDepth) {
    return fail(YamlError::Kind::kTooDeep, "the file is nested too deeply", node.range.begin);
  }
  index = static_cast<std::uint32_t>(outline_.nodes.size());
  return add(std::move(node));
}

void Outliner::close(std::uint32_t index) {
  --depth_;
  YamlOutlineNode& node = outline_.nodes[index];
  node.range.end = std::max(node.range.begin, last_end_);
  node.last = static_cast<std::uint32_t>(outline_.nodes.size() - 1);
}

bool Outliner::node(bool block, bool indentless) {
  YamlOutlineNode node;
  if (at(Kind::kAlias)) {
    node.kind = YamlKind::kAlias;
    node.range = token_->range;
    node.properties = {token_->range.begin, token_->range.begin};
    node.anchor = token_->text;
    return add(std::move(node)) && skip();
  }
  if (!properties(node)) return false;
  return content(std::move(node), block, indentless);
}

// A tag and an anchor, in any order, each at most once.
bool Outliner::properties(YamlOutlineNode& node) {
  std::uint32_t begin = token_->range.begin;
  bool anchor = false;
  bool tag = false;
  YamlToken tag_token;
  while ((at(Kind::kAnchor) && !anchor) || (at(Kind::kTag) && !tag)) {
    if (at(Kind::kAnchor)) {
      anchor = true;
      node.anchor = token_->text;
    } else {
      tag = true;
      tag_token = *token_;
    }
    if (!skip()) return false;
  }
  node.properties = {begin, anchor || tag ? last_end_ : begin};
  return !tag || resolve_tag(tag_token, node);
}

bool Outliner::resolve_tag(const YamlToken& token, YamlOutlineNode& node) {
  std::optional<std::string> tag = handles_.resolve(token.handle, token.text);
  if (!tag) {
    return refuse("found undefined tag handle while parsing a node", node.properties.begin);
  }
  node.tag = *std::move(tag);
  return true;
}

bool Outliner::content(YamlOutlineNode node, bool block, bool indentless) {
  node.range = token_->range;
  std::uint32_t begin = token_->range.begin;
  std::uint32_t index = 0;
  bool has_properties = node.properties.begin != node.properties.end;
  if (indentless && at(Kind::kBlockEntry)) {
    node.kind = YamlKind::kSequence;
    return open(std::move(node), index) && indentless_sequence() && (close(index), true);
  }
  if (at(Kind::kScalar)) return scalar(std::move(node), *token_);
  if (at(Kind::kFlowSequenceStart) || (block && at(Kind::kBlockSequenceStart))) {
    node.kind = YamlKind::kSequence;
    node.flow = at(Kind::kFlowSequenceStart);
    bool flow = node.flow;
    return open(std::move(node), index) && skip() &&
           (flow ? flow_sequence(begin) : block_sequence(begin)) && (close(index), true);
  }
  if (at(Kind::kFlowMappingStart) || (block && at(Kind::kBlockMappingStart))) {
    node.kind = YamlKind::kMapping;
    node.flow = at(Kind::kFlowMappingStart);
    bool flow = node.flow;
    return open(std::move(node), index) && skip() &&
           (flow ? flow_mapping(begin) : block_mapping(begin)) && (close(index), true);
  }
  if (has_properties) {
    node.range = {node.properties.end, node.properties.end};
    return add(std::move(node));
  }
  return refuse(block ? "did not find expected node content while parsing a block node"
                      : "did not find expected node content while parsing a flow node",
                begin);
}

bool Outliner::scalar(YamlOutlineNode node, const YamlToken& token) {
  node.range = token.range;
  node.style = token.style;
  node.value = token.text;
  return add(std::move(node)) && skip();
}

bool Outliner::block_sequence(std::uint32_t begin) {
  while (at(Kind::kBlockEntry)) {
    if (!skip() || !block_entry(false)) return false;
  }
  if (at(Kind::kBlockEnd)) return skip();
  return refuse("did not find expected '-' indicator while parsing a block collection", begin);
}

// A sequence as a mapping's value, its dashes no deeper than the key.
bool Outliner::indentless_sequence() {
  while (at(Kind::kBlockEntry)) {
    if (!skip() || !block_entry(true)) return false;
  }
  return true;
}

bool Outliner::block_entry(bool in_mapping) {
  if (at(Kind::kBlockEntry) || at(Kind::kBlockEnd)) return empty(last_end_);
  if (in_mapping && (at(Kind::kKey) || at(Kind::kValue))) return empty(last_end_);
  return node(true, false);
}

bool Outliner::block_mapping(std::uint32_t begin) {
  while (at(Kind::kKey)) {
    if (!skip() || !block_value()) return false;
    if (!at(Kind::kValue)) {
      if (!empty(last_end_)) return false;
    } else if (!skip() || !block_value()) {
      return false;
    }
  }
  if (at(Kind::kBlockEnd)) return skip();
  return refuse("did not find expected key while parsing a block mapping", begin);
}

// What stands behind a `?` or a colon.
bool Outliner::block_value() {
  if (at(Kind::kKey) || at(Kind::kValue) || at(Kind::kBlockEnd)) return empty(last_end_);
  return node(true, true);
}

bool Outliner::flow_separator(bool first, const char* problem, std::uint32_t begin) {
  if (first) return true;
  if (at(Kind::kFlowEntry)) return skip();
  return refuse(problem, begin);
}

bool Outliner::flow_sequence(std::uint32_t begin) {
  for (bool first = true; !at(Kind::kFlowSequenceEnd); first = false) {
    if (!flow_separator(first, kSequenceProblem, begin)) return false;
    if (at(Kind::kFlowSequenceEnd)) break;
    if (!(at(Kind::kKey) ? flow_pair() : node(false, false))) return false;
  }
  return skip();
}

// `[a: b]` is a sequence of a mapping of one pair.
bool Outliner::flow_pair() {
  YamlOutlineNode node;
  node.kind = YamlKind::kMapping;
  node.flow = true;
  node.range = token_->range;
  node.properties = {token_->range.begin, token_->range.begin};
  std::uint32_t index = 0;
  if (!open(std::move(node), index) || !skip()) return false;
  if (!flow_pair_key() || !flow_value(Kind::kFlowSequenceEnd)) return false;
  close(index);
  return true;
}

bool Outliner::flow_pair_key() {
  if (!at(Kind::kValue) && !at(Kind::kFlowEntry) && !at(Kind::kFlowSequenceEnd)) {
    return node(false, false);
  }
  // libyaml 0.2.5 takes the token behind an empty key for a part of it, whatever
  // it is: `[? ]` misses its bracket.
  return empty(last_end_) && skip();
}

bool Outliner::flow_value(Kind end) {
  if (!at(Kind::kValue)) return empty(last_end_);
  if (!skip()) return false;
  if (at(Kind::kFlowEntry) || at(end)) return empty(last_end_);
  return node(false, false);
}

bool Outliner::flow_mapping(std::uint32_t begin) {
  for (bool first = true; !at(Kind::kFlowMappingEnd); first = false) {
    if (!flow_separator(first, kMappingProblem, begin)) return false;
    if (at(Kind::kFlowMappingEnd)) break;
    if (!flow_mapping_entry()) return false;
  }
  return skip();
}

bool Outliner::flow_mapping_entry() {
  if (!at(Kind::kKey)) return node(false, false) && empty(last_end_);
  if (!skip()) return false;
  if (at(Kind::kValue) || at(Kind::kFlowEntry) || at(Kind::kFlowMappingEnd)) {
    if (!empty(last_end_)) return false;
  } else if (!node(false, false)) {
    return false;
  }
  return flow_value(Kind::kFlowMappingEnd);
}

}  // namespace

YamlOutline outline_yaml(std::string_view text) { return Outliner(text).run(); }

}  // namespace verifull::parse
