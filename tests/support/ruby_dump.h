// A Ruby tree as one line of S-expressions, for tables of expected trees.
//
//   (call _ puts "a")   `_` is a missing child; (call& …) is `&.`
//   (if c a _)          as the children of ruby_ast.h, in order
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "parse/ruby_ast.h"

namespace verifull::tests {

inline std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\x%02X", static_cast<unsigned char>(c));
      out += buffer;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

inline std::string_view kind_name(parse::RubyKind kind) {
  static constexpr std::string_view kNames[] = {
      "nil",    "true",    "false",  "self",       "int",   "float",  "string", "symbol",  "xstr",
      "regexp", "array",   "hash",   "range",      "const", "var",    "ivar",   "cvar",    "gvar",
      "call",   "splat",   "not",    "and",        "or",    "if",     "case",   "when",    "loop",
      "begin",  "rescue",  "ensure", "rescuemod",  "seq",   "assign", "op",     "massign", "block",
      "lambda", "defined", "jump",   "definition", "text",  "out"};
  return kNames[static_cast<std::size_t>(kind)];
}

class RubyDump {
 public:
  explicit RubyDump(const parse::RubyProgram& program) : program_(program) {}

  std::string dump(parse::RubyId id) const {
    using parse::RubyKind;
    if (id == parse::kNoRuby) return "_";
    const parse::RubyNode& node = program_.at(id);
    switch (node.kind) {
      case RubyKind::kNil:
      case RubyKind::kTrue:
      case RubyKind::kFalse:
      case RubyKind::kSelf:
        return std::string(kind_name(node.kind));
      case RubyKind::kInteger:
      case RubyKind::kFloat:
        return node.text;
      case RubyKind::kConstant:
      case RubyKind::kVariable:
      case RubyKind::kInstanceVariable:
      case RubyKind::kClassVariable:
      case RubyKind::kGlobalVariable:
        return node.name;
      case RubyKind::kString:
        if (node.children.empty()) return quoted_text(node.text);
        break;
      case RubyKind::kSymbol:
        if (node.children.empty()) return ":" + quoted_text(node.text);
        break;
      case RubyKind::kErbText:
        return "(text " + quoted_text(node.text) + ")";
      default:
        break;
    }
    return list(node);
  }

 private:
  std::string list(const parse::RubyNode& node) const {
    using parse::RubyKind;
    std::string out = "(" + std::string(kind_name(node.kind));
    if (node.safe) out += '&';
    bool call = node.kind == RubyKind::kCall;
    if (!call && !node.name.empty()) out += " " + node.name;
    bool quotes = node.kind == RubyKind::kRegexp || node.kind == RubyKind::kBacktick;
    if (quotes && node.children.empty()) out += " " + quoted_text(node.text);
    if (!node.parameters.empty()) {
      out += " |";
      for (const std::string& name : node.parameters) out += (out.back() == '|' ? "" : " ") + name;
      out += '|';
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      out += " " + dump(node.children[i]);
      if (call && i == 0) out += " " + node.name;
    }
    if (node.block != parse::kNoRuby) out += " " + dump(node.block);
    return out + ")";
  }

  const parse::RubyProgram& program_;
};

inline std::string dump_ruby(const parse::RubyProgram& program) {
  return RubyDump(program).dump(program.root);
}

}  // namespace verifull::tests
