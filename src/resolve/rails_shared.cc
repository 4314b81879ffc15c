#include "resolve/rails_shared.h"

#include <algorithm>
#include <utility>

#include "resolve/psych_objects.h"

namespace verifull::resolve {
namespace {

constexpr std::size_t kMostSpread = 100'000;

// Hash#reverse_merge!: the shared keys stand first, the own values win.
void reverse_merge(ConfigValue& own, const ConfigValue& shared, const base::Span& place) {
  ConfigValue result = own;
  result.entries.clear();
  for (const ConfigEntry& entry : shared.entries) {
    ConfigEntry copy = entry;
    copy.value.trail.push_back({OriginKind::kShared, place, "shared"});
    result.entries.push_back(std::move(copy));
  }
  for (ConfigEntry& entry : own.entries) {
    auto same = std::find_if(result.entries.begin(), result.entries.end(),
                             [&](const ConfigEntry& other) {
                               return other.key == entry.key && other.key_type == entry.key_type;
                             });
    if (same == result.entries.end()) {
      result.entries.push_back(std::move(entry));
    } else {
      replace(*same, std::move(entry), Replaced::kExplicit);
    }
  }
  own = std::move(result);
}

// `changed` was changed in place, so wherever else an alias put the same Hash, it is
// changed too. `room` bounds what that may add.
void spread(ConfigValue& value, const ConfigValue& changed, std::size_t& room);

void spread_to(ConfigValue& value, const ConfigValue& changed, std::size_t& room) {
  if (value.object != changed.object || changed.object == 0) {
    spread(value, changed, room);
  } else if (room >= changed.entries.size()) {
    room -= changed.entries.size();
    Trail trail = value.trail;
    value = changed;
    value.trail = std::move(trail);
  }
}

void spread(ConfigValue& value, const ConfigValue& changed, std::size_t& room) {
  for (ConfigEntry& entry : value.entries) spread_to(entry.value, changed, room);
  for (ConfigValue& item : value.items) spread_to(item, changed, room);
}

// Whether `value` held `object`, which is marked as the same one from now on.
bool mark_again(ConfigValue& value, std::uint32_t object) {
  if (value.object == object) {
    value.entries.clear();
    value.again = true;
    return true;
  }
  bool found = false;
  for (ConfigEntry& entry : value.entries) found = mark_again(entry.value, object) || found;
  for (ConfigValue& item : value.items) found = mark_again(item, object) || found;
  return found;
}

// A Hash that got itself as a value of its own.
void close_circle(ConfigValue& own, std::size_t room) {
  if (own.object == 0) return;
  bool found = false;
  for (ConfigEntry& entry : own.entries) found = mark_again(entry.value, own.object) || found;
  if (!found) return;
  const WholeObjects whole{{own.object, own}};
  unroll(own, whole, room);
}

void merge_shared(ConfigValue& own, ConfigEntry& from, const ConfigValue& shared,
                  ConfigValue& root, std::size_t& room) {
  reverse_merge(own, shared, from.key_span);
  close_circle(own, room);
  const ConfigValue changed = own;
  for (ConfigEntry& other : root.entries) spread(other.value, changed, room);
  spread(from.value, changed, room);
}

LoadError no_method(const ConfigEntry& environment) {
  return {"NoMethodError", "undefined method `reverse_merge!' for `" + environment.key + "`",
          environment.key_span};
}

}  // namespace

std::optional<LoadError> apply_shared(ConfigValue& root, SharedRule rule) {
  auto found = std::find_if(root.entries.begin(), root.entries.end(), [](const ConfigEntry& entry) {
    return entry.key == "shared" && entry.key_type == parse::ScalarType::kString;
  });
  if (found == root.entries.end()) return std::nullopt;
  ConfigEntry shared = std::move(*found);
  root.entries.erase(found);
  if (shared.value.is(ConfigType::kNil) || shared.value.is(ConfigType::kFalse)) return std::nullopt;
  if (shared.value.is(ConfigType::kPlain)) return std::nullopt;
  if (!shared.value.is(ConfigType::kMapping) && !root.entries.empty()) {
    return LoadError{"NoMethodError", "undefined method `merge': `shared` is no mapping",
                     shared.key_span};
  }
  std::size_t room = kMostSpread;
  bool by_name = rule >= SharedRule::kByNameStrict && holds_only_mappings(shared.value);
  for (ConfigEntry& environment : root.entries) {
    if (environment.value.is(ConfigType::kPlain)) continue;
    bool databases = rule != SharedRule::kEnvironment && holds_only_mappings(environment.value);
    if (!databases) {
      if (!environment.value.is(ConfigType::kMapping)) return no_method(environment);
      merge_shared(environment.value, shared, shared.value, root, room);
      continue;
    }
    for (ConfigEntry& database : environment.value.entries) {
      const ConfigEntry* named = by_name ? shared.value.find(database.key) : nullptr;
      if (by_name && named == nullptr) {
        if (rule == SharedRule::kByName) continue;
        return LoadError{"NoMethodError",
                         "undefined method `merge' for nil:NilClass: `shared` has no `" +
                             database.key + "`",
                         database.key_span};
      }
      merge_shared(database.value, shared, named ? named->value : shared.value, root, room);
    }
  }
  return std::nullopt;
}

}  // namespace verifull::resolve
