// The methods that the evaluator knows, by the class of the receiver.
#pragma once

#include <optional>
#include <vector>

#include "resolve/evaluate.h"

namespace verifull::resolve {

struct MethodCall {
  const parse::RubyNode& node;
  std::vector<RubyValue> arguments;  // never kLazy
  World& world;
  Evaluator& evaluator;

  bool has_block() const { return node.block != parse::kNoRuby; }
};

// nullopt: not a method we know, so the result is opaque. Throws Raised where
// Ruby would.
std::optional<RubyValue> call_method(const RubyValue& self, MethodCall& call);

// ENV["X"], ENV.fetch and their kin (ruby_env.cc).
std::optional<RubyValue> call_env_method(MethodCall& call);
// Methods of constants: Rails.env, File.join, Integer() is in evaluate.cc.
std::optional<RubyValue> call_module_method(const RubyValue& self, MethodCall& call);
// Methods of String (ruby_string.cc), Symbol (ruby_symbol.cc) and Pathname (ruby_path.cc).
std::optional<RubyValue> call_string_method(const RubyValue& self, MethodCall& call);
std::optional<RubyValue> call_symbol_method(const RubyValue& self, MethodCall& call);
std::optional<RubyValue> call_path_method(const RubyValue& self, MethodCall& call);
// upcase, downcase, capitalize of a known text; size, length, `[]`
// (ruby_characters.cc).
std::optional<RubyValue> call_character_method(const RubyValue& self, MethodCall& call);
// Methods of Array and Hash (ruby_collections.cc).
std::optional<RubyValue> call_collection_method(const RubyValue& self, MethodCall& call);
// Arithmetic and comparison of Integer (ruby_numbers.cc).
std::optional<RubyValue> call_number_method(const RubyValue& self, MethodCall& call);

// Ruby's inspect, as far as values are known; nullopt when they are not.
std::optional<std::string> inspect(const RubyValue& value);

// What Active Support's to_json writes; nullopt as above.
std::optional<std::string> to_json(const RubyValue& value);

// Array#include? of simple values; nullopt when they are not, or not known.
std::optional<RubyValue> includes(const RubyValue& list, const RubyValue& wanted);

// `==` of two numbers, of which one may be a Float; nullopt when they are no numbers,
// or too large to say.
std::optional<bool> equal_numbers(const RubyValue& a, const RubyValue& b);

// What `raise` with these arguments raises; throws Unfollowable when nobody can say.
Raised raised_by(const parse::RubyNode& call, const std::vector<RubyValue>& arguments,
                 Evaluator& evaluator);

// The value of String#to_i.
long long leading_integer(std::string_view text);

// String#blank?: nothing, or white space in the sense of Unicode
// (active_support/core_ext/object/blank.rb).
bool is_blank(std::string_view text);

// The variable that a text is the whole value of; "" when it is something else.
std::string sole_variable(std::string_view text, const Unknowns& unknowns);

}  // namespace verifull::resolve
