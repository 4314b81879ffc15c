#include "resolve/config_value.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verifull::resolve {
namespace {

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': result += "\\\""; break;
      case '\\': result += "\\\\"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      case '\b': result += "\\b"; break;
      case '\f': result += "\\f"; break;
      default:
        if (byte < 0x20) {
          char buffer[8];
          std::snprintf(buffer, sizeof buffer, "\\u%04x", byte);
          result += buffer;
        } else {
          result += c;
        }
    }
  }
  return result + "\"";
}

bool is_finite(std::string_view number) {
  return !number.ends_with("Infinity") && number != "NaN";
}

struct JsonPair {
  std::string_view key;
  const ConfigValue* value;
};

// "x" and :x are two keys of a Hash and one of JSON: the place of the first, the
// value of the last.
std::vector<JsonPair> json_pairs(const ConfigValue& mapping) {
  std::vector<JsonPair> result;
  std::unordered_map<std::string_view, std::size_t> index;
  for (const ConfigEntry& entry : mapping.entries) {
    auto [place, is_new] = index.emplace(entry.key, result.size());
    if (is_new) {
      result.push_back({entry.key, &entry.value});
    } else {
      result[place->second].value = &entry.value;
    }
  }
  return result;
}

using OpenObjects = std::vector<std::uint32_t>;

std::string json_of(const ConfigValue& value, OpenObjects& open);

std::string json_of_collection(const ConfigValue& value, OpenObjects& open) {
  bool mapping = value.is(ConfigType::kMapping);
  bool known = value.object != 0;
  if (value.again || (known && std::find(open.begin(), open.end(), value.object) != open.end())) {
    return mapping ? "\"{...}\"" : "\"[...]\"";
  }
  if (known) open.push_back(value.object);
  std::string result;
  auto separate = [&] { result += result.empty() ? "" : ","; };
  if (mapping) {
    for (const JsonPair& pair : json_pairs(value)) {
      separate();
      result += json_string(pair.key) + ":" + json_of(*pair.value, open);
    }
  }
  for (const ConfigValue& item : value.items) {
    separate();
    result += json_of(item, open);
  }
  if (known) open.pop_back();
  return mapping ? "{" + result + "}" : "[" + result + "]";
}

std::string json_of(const ConfigValue& value, OpenObjects& open) {
  switch (value.type) {
    case ConfigType::kNil: return "null";
    case ConfigType::kTrue: return "true";
    case ConfigType::kFalse: return "false";
    // Active Support has nothing better for infinity.
    case ConfigType::kNumber: return is_finite(value.text) ? value.text : "null";
    case ConfigType::kMapping:
    case ConfigType::kSequence: return json_of_collection(value, open);
    default: return json_string(value.text);
  }
}

}  // namespace

ConfigEntry* ConfigValue::find(std::string_view key) {
  for (ConfigEntry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

const ConfigEntry* ConfigValue::find(std::string_view key) const {
  return const_cast<ConfigValue*>(this)->find(key);
}

bool holds_only_mappings(const ConfigValue& value) {
  return value.is(ConfigType::kMapping) &&
         std::all_of(value.entries.begin(), value.entries.end(), [](const ConfigEntry& entry) {
           return entry.value.is(ConfigType::kMapping);
         });
}

bool is_truthy(const ConfigValue& value) {
  return !value.is(ConfigType::kNil) && !value.is(ConfigType::kFalse);
}

std::string to_s(const ConfigValue& value) {
  switch (value.type) {
    case ConfigType::kNil: return "";
    case ConfigType::kTrue: return "true";
    case ConfigType::kFalse: return "false";
    case ConfigType::kMapping:
    case ConfigType::kSequence: return to_json(value);
    default: return value.text;
  }
}

void replace(ConfigEntry& old, ConfigEntry entry, Replaced by) {
  std::vector<Loser> losers;
  losers.push_back({std::move(old.value), old.key_span, by});
  for (std::vector<Loser>* older : {&old.losers, &entry.losers}) {
    std::move(older->begin(), older->end(), std::back_inserter(losers));
  }
  old = std::move(entry);
  old.losers = std::move(losers);
}

void set(ConfigValue& mapping, ConfigEntry entry, Replaced by) {
  if (ConfigEntry* old = mapping.find(entry.key)) {
    replace(*old, std::move(entry), by);
  } else {
    mapping.entries.push_back(std::move(entry));
  }
}

std::string to_json(const ConfigValue& value) {
  std::vector<std::uint32_t> open;
  return json_of(value, open);
}

}  // namespace verifull::resolve
