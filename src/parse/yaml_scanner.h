// YAML tokens with the exact range of each, by the rules of Psych.
//
// What Psych accepts is decided by libyaml 0.2.5 (src/scanner.c), whose rules
// for keys, indentation, tabs and quotes are not those of any version of the
// specification: a key that is required at its column, a quote that isn't
// closed, a tab that violates indentation. They can't be put on top of another
// parser's events, because that one has already taken the text for something
// else; so the tokens are found here, with their ends. Tokens are fetched only as far as libyaml
// would look ahead: what is wrong behind the first document doesn't matter.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/yaml_cursor.h"
#include "parse/yaml_tree.h"

namespace verifull::parse {

enum class YamlTokenKind : std::uint8_t {
  kStreamEnd,
  kVersionDirective,
  kTagDirective,
  kDocumentStart,
  kDocumentEnd,
  kBlockSequenceStart,
  kBlockMappingStart,
  kBlockEnd,
  kFlowSequenceStart,
  kFlowSequenceEnd,
  kFlowMappingStart,
  kFlowMappingEnd,
  kBlockEntry,
  kFlowEntry,
  kKey,
  kValue,
  kAlias,
  kAnchor,
  kTag,
  kScalar,
};

struct YamlToken {
  YamlTokenKind kind = YamlTokenKind::kStreamEnd;
  YamlRange range;  // empty for what no character stands for
  YamlStyle style = YamlStyle::kPlain;
  // Alias, anchor: the name. Tag: its suffix, decoded. Tag directive: the
  // prefix. Version directive: "1.1". Scalar: its value.
  std::string text;
  std::string handle;  // of a tag, or of a tag directive
};

class YamlScanner {
 public:
  explicit YamlScanner(std::string_view text) : cursor_(text) {}

  // The next token; nullptr after an error. Stays valid until skip().
  const YamlToken* peek();
  void skip();

  // message is libyaml's: problem, then context.
  const std::optional<YamlError>& error() const { return error_; }

 private:
  // A place where a key without `? ` may have begun.
  struct SimpleKey {
    bool possible = false;
    bool required = false;  // what stands there can be nothing but a key
    std::uint32_t token_number = 0;
    YamlMark mark;
  };

  bool needs_more_tokens();
  bool fetch();
  bool fetch_indicator();
  bool fetch_flow_indicator();
  bool fetch_scalar();
  bool starts_plain_scalar() const;
  void skip_to_token();

  bool drop_stale_keys();
  bool save_simple_key();
  bool remove_simple_key();
  void roll_indent(int column, std::optional<std::uint32_t> number, YamlTokenKind kind,
                   std::uint32_t offset);
  void unroll_indent(int column);

  bool fetch_stream_end();
  bool fetch_directive();
  bool fetch_document_indicator(YamlTokenKind kind);
  bool fetch_flow_start(YamlTokenKind kind);
  bool fetch_flow_end(YamlTokenKind kind);
  bool fetch_flow_entry();
  bool fetch_block_entry();
  bool fetch_key();
  bool fetch_value();
  bool fetch_complex_value();
  void insert_simple_key(const SimpleKey& key);

  // yaml_properties.cc
  bool scan_anchor(YamlTokenKind kind);
  bool scan_tag();
  bool scan_verbatim_tag(YamlToken& token, std::uint32_t begin);
  bool scan_short_tag(YamlToken& token, std::uint32_t begin);
  bool scan_tag_handle(bool directive, std::uint32_t begin, std::string& handle);
  bool scan_tag_uri(bool verbatim, bool directive, std::uint32_t begin, std::string& uri);
  bool scan_uri_escape(bool directive, std::uint32_t begin, std::string& uri);
  bool scan_directive();
  bool scan_version(YamlToken& token, std::uint32_t begin);
  bool scan_version_number(std::uint32_t begin, std::string& number);
  bool scan_tag_directive(YamlToken& token, std::uint32_t begin);

  // yaml_ranges.cc
  bool scan_plain();
  struct Gap;
  bool scan_plain_word(std::uint32_t begin, Gap& gap, YamlToken& token);
  bool scan_plain_gap(std::uint32_t begin, Gap& gap);
  bool scan_quoted(bool single);
  bool scan_quoted_word(Gap& gap, YamlToken& token);
  bool scan_escape(YamlToken& token);
  bool scan_code_point(int digits, YamlToken& token);
  bool scan_block(bool literal);
  struct BlockHeader;
  bool scan_block_header(BlockHeader& header, std::uint32_t begin);
  bool scan_block_increment(BlockHeader& header, std::uint32_t begin);
  bool scan_block_breaks(int& indent, std::string& breaks, std::uint32_t begin);
  bool scan_block_lines(const BlockHeader& header, YamlToken& token);

  std::uint32_t next_number() const { return parsed_ + static_cast<std::uint32_t>(tokens_.size()); }
  void push(YamlTokenKind kind, std::uint32_t begin);  // up to the cursor
  void push(YamlToken token) { tokens_.push_back(std::move(token)); }
  bool fail(const char* problem, const char* context, std::uint32_t offset);

  YamlCursor cursor_;
  std::deque<YamlToken> tokens_;
  std::uint32_t parsed_ = 0;  // tokens taken from the front so far
  bool ready_ = false;        // tokens_.front() is final
  int indent_ = -1;
  std::vector<int> indents_;
  bool key_allowed_ = true;
  std::vector<SimpleKey> keys_{SimpleKey{}};  // one per level of flow collections
  std::optional<YamlError> error_;

  bool in_flow() const { return keys_.size() > 1; }
};

}  // namespace verifull::parse
