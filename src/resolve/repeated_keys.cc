#include "resolve/repeated_keys.h"

#include <algorithm>
#include <string>

#include "base/secret_name.h"
#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

// The merge key that brought the winner: the last step of its road.
base::Span merge_place(const ConfigEntry& entry) {
  for (auto origin = entry.value.trail.rbegin(); origin != entry.value.trail.rend(); ++origin) {
    if (origin->kind == OriginKind::kMerge) return origin->span;
  }
  return entry.key_span;
}

// For a message: a plain text that is no secret.
std::string told(const std::string& key, const ConfigValue& value) {
  bool nested = value.is(ConfigType::kMapping) || value.is(ConfigType::kSequence);
  bool shown = !nested && !value.secret && !base::is_secret_name(key) && key != "url" &&
               parse::is_closed(value.text);
  return shown ? to_s(value) : "";
}

void add(const ConfigEntry& entry, const Loser& loser, const std::vector<std::string>& path,
         std::vector<RepeatedKey>& result) {
  bool by_merge = loser.by == Replaced::kMerge;
  bool same = by_merge && loser.value.type == entry.value.type && to_s(loser.value) ==
                                                                      to_s(entry.value);
  if (same) return;
  RepeatedKey repeated;
  repeated.key = entry.key;
  repeated.winner = by_merge ? merge_place(entry) : entry.key_span;
  repeated.loser = loser.key_span;
  repeated.winner_text = told(entry.key, entry.value);
  repeated.loser_text = told(entry.key, loser.value);
  repeated.by_merge = by_merge;
  repeated.mapping = entry.value.is(ConfigType::kMapping);
  repeated.path = path;
  bool known = std::any_of(result.begin(), result.end(), [&](const RepeatedKey& other) {
    return other.winner == repeated.winner && other.loser == repeated.loser;
  });
  if (!known) result.push_back(std::move(repeated));
}

void walk(const ConfigValue& value, std::vector<std::string>& path,
          std::vector<RepeatedKey>& result) {
  for (const ConfigEntry& entry : value.entries) {
    for (const Loser& loser : entry.losers) {
      bool counts = loser.by == Replaced::kDuplicate || loser.by == Replaced::kMerge;
      if (counts) add(entry, loser, path, result);
    }
    path.push_back(entry.key);
    walk(entry.value, path, result);
    path.pop_back();
  }
}

}  // namespace

void collect_repeated_keys(const ConfigValue& root, std::vector<RepeatedKey>& result) {
  std::vector<std::string> path;
  walk(root, path, result);
}

}  // namespace verifull::resolve
