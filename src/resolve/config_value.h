// The configuration as Ruby objects, each value with its place and its past.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "parse/yaml_scalar.h"
#include "resolve/origin.h"

namespace verifull::resolve {

enum class ConfigType : std::uint8_t {
  kNil,
  kTrue,
  kFalse,
  kNumber,   // text: to_s
  kString,   // text; may hold placeholders
  kSymbol,
  kPlain,    // text: a plain scalar with placeholders, to be typed once they are known
  kMapping,  // entries
  kSequence,  // items
  kOther,    // a date, a time, an object: text is to_s
};

struct ConfigEntry;

struct ConfigValue {
  ConfigType type = ConfigType::kNil;
  std::string text;
  std::vector<ConfigEntry> entries;
  std::vector<ConfigValue> items;
  base::Span span;  // of the value in its file; empty and in place for an empty value
  Trail trail;      // may be empty for values inside nested ones
  bool secret = false;
  // Of a mapping or sequence: the Hash or Array it is in Ruby; an alias is the same
  // one. 0: of its own.
  std::uint32_t object = 0;
  // Nothing of its own: once more that Hash or Array, inside of itself.
  bool again = false;

  bool is(ConfigType other) const { return type == other; }
  ConfigEntry* find(std::string_view key);
  const ConfigEntry* find(std::string_view key) const;
};

// How a later value came to replace an earlier one.
enum class Replaced : std::uint8_t {
  kDuplicate,    // the same key again in one mapping
  kMerge,        // a merge key after it
  kExplicit,     // an explicit key after a merge: the ordinary way
  kUrl,          // the entry's URL
  kDatabaseUrl,  // DATABASE_URL or <NAME>_DATABASE_URL
  kQuery,        // a query parameter over a component of the same URL
};

struct Loser {
  ConfigValue value;
  base::Span key_span;
  Replaced by = Replaced::kExplicit;
};

struct ConfigEntry {
  std::string key;      // to_s; may hold placeholders
  // Ruby keeps "url" and :url apart until Rails symbolises the keys.
  parse::ScalarType key_type = parse::ScalarType::kString;
  base::Span key_span;
  ConfigValue value;
  std::vector<Loser> losers;  // the last loser first
};

// A mapping all of whose values are mappings, as an environment with several
// databases is; an empty mapping is one.
bool holds_only_mappings(const ConfigValue& value);

// Ruby's truth of a value that holds nothing unknown.
bool is_truthy(const ConfigValue& value);

// Ruby's to_s of a scalar; "" for nil.
std::string to_s(const ConfigValue& value);

// `entry` in the place of `old`, which it remembers as its last loser.
void replace(ConfigEntry& old, ConfigEntry entry, Replaced by);

// Sets `key` of symbolised keys, keeping the position of one that is there, as a
// Ruby hash does.
void set(ConfigValue& mapping, ConfigEntry entry, Replaced by);

// Compact JSON, as Ruby's to_json of the same value writes it; "{...}" or "[...]"
// where a value holds itself.
std::string to_json(const ConfigValue& value);

}  // namespace verifull::resolve
