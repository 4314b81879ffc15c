// A shell program as a short text to compare with.
//
//   [a b] 'c'            simple command: text plain, quoted
//   A='x' [b] 2>[f]      assignment, word, redirect
//   $A $'A' ${A:-[x]}    parameter, the same in quotes, with an operand
//   $(…) ?               command substitution, opaque
//   * ~ {…}              glob, tilde, word with braces
//   (and a && b) (pipe …) (not …) (& …) (sub …) (group …) (if …) (for x …)
//   (loop …) (case …) (function f …) (test …)
#pragma once

#include <string>

#include "parse/shell_tree.h"

namespace verifull::support {

std::string dump(const parse::ShellNode& node, const parse::ShellScript& script);

inline std::string dump_commands(const std::vector<parse::ShellNode>& nodes,
                                 const parse::ShellScript& script) {
  std::string result;
  for (const parse::ShellNode& node : nodes)
    result += (result.empty() ? "" : "; ") + dump(node, script);
  return result;
}

inline std::string dump(const std::vector<parse::ShellPart>& parts,
                        const parse::ShellScript& script) {
  using Kind = parse::ShellPart::Kind;
  std::string result;
  for (const parse::ShellPart& part : parts) {
    const std::string quote = part.quoted ? "'" : "";
    switch (part.kind) {
      case Kind::kText: {
        std::string text = part.text;
        for (char& c : text) c = c == '\n' ? '|' : c;
        result += quote + text + quote;
        break;
      }
      case Kind::kGlob:
        result += "<" + part.text + ">";
        break;
      case Kind::kTilde:
        result += "<~>";
        break;
      case Kind::kParameter:
        result += part.op.empty() ? "$" + quote + part.text + quote
                                  : "${" + quote + part.text + quote + part.op + "[" +
                                        dump(part.operand, script) + "]}";
        break;
      case Kind::kCommand:
        result += "$" + quote + "(" + dump_commands(part.commands, script) + ")" + quote;
        break;
      case Kind::kOpaque:
        result += "<opaque>";
        break;
    }
  }
  return result;
}

inline std::string dump(const parse::ShellWord& word, const parse::ShellScript& script) {
  return std::string(word.braces ? "{}" : "") + "[" + dump(word.parts, script) + "]";
}

inline std::string dump(const parse::ShellRedirect& redirect, const parse::ShellScript& script) {
  static constexpr const char* kNames[] = {"<", ">", ">>", "<>", ">&", "&>", "&>>", "<<", "<<<"};
  std::string result = redirect.descriptor < 0 ? "" : std::to_string(redirect.descriptor);
  result += kNames[static_cast<std::size_t>(redirect.kind)] + dump(redirect.word, script);
  if (redirect.kind != parse::ShellRedirect::Kind::kHeredoc) return result;
  return result + "{" + dump(script.heredocs[redirect.heredoc].parts, script) + "}";
}

inline std::string dump(const parse::ShellNode& node, const parse::ShellScript& script) {
  static constexpr const char* kNames[] = {"",     "and",      "pipe", "not",       "&",
                                           "sub",  "group",    "if",   "for",       "loop",
                                           "case", "function", "test", "unreadable"};
  static constexpr const char* kJoints[] = {"", "&& ", "|| "};
  std::string result;
  const auto add = [&result](const std::string& text) {
    result += (result.empty() ? "" : " ") + text;
  };
  if (!node.name.empty()) add(node.name);
  for (const parse::ShellAssignment& each : node.assignments) {
    add(each.name + (each.appends ? "+=" : "=") + dump(each.value, script));
  }
  for (const parse::ShellWord& word : node.words) add(dump(word, script));
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0 && node.kind != parse::ShellNode::Kind::kAndOr) result += ";";
    add(dump(node.children[i], script));
  }
  for (const parse::ShellRedirect& redirect : node.redirects) add(dump(redirect, script));
  if (node.kind != parse::ShellNode::Kind::kSimple) {
    result = std::string("(") + kNames[static_cast<std::size_t>(node.kind)] +
             (result.empty() ? "" : " ") + result + ")";
  }
  return kJoints[static_cast<std::size_t>(node.joined)] + result;
}

inline std::string dump(const parse::ShellScript& script) {
  if (script.error)
    return "! " + script.error->message + " @" + std::to_string(script.error->range.begin);
  return dump_commands(script.commands, script);
}

}  // namespace verifull::support
