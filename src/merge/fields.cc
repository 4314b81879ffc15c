#include "merge/fields.h"

#include <cstddef>
#include <utility>

namespace verifull::merge {
namespace {

constexpr std::size_t kLongestText = std::size_t{64} * 1024;
constexpr std::size_t kMostLabels = 64;

}  // namespace

const Json* Fields::maybe(const char* key) const {
  if (!object_.is_object()) return nullptr;
  auto found = object_.find(key);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

const Json* Fields::find(const char* key, const char* what, bool (Json::*is)() const) {
  const Json* value = maybe(key);
  if (value != nullptr && (value->*is)()) return value;
  complain("`" + std::string(key) + "` is " + (value == nullptr ? "missing" : what));
  return nullptr;
}

std::string Fields::text(const char* key) {
  const Json* value = find(key, "no text", &Json::is_string);
  if (value == nullptr) return "";
  const auto& text = value->get_ref<const std::string&>();
  if (text.size() > kLongestText) {
    complain("`" + std::string(key) + "` is longer than 64 KiB");
    return "";
  }
  return text;
}

std::string Fields::text_or_nothing(const char* key) {
  return maybe(key) == nullptr ? "" : text(key);
}

bool Fields::flag(const char* key) {
  const Json* value = find(key, "neither true nor false", &Json::is_boolean);
  return value != nullptr && value->get<bool>();
}

std::uint32_t Fields::number(const char* key) {
  const Json* value = find(key, "no number", &Json::is_number_unsigned);
  if (value == nullptr) return 0;
  auto number = value->get<std::uint64_t>();
  if (number > 0xffffffff) complain("`" + std::string(key) + "` is too large");
  return static_cast<std::uint32_t>(number);
}

const Json& Fields::array(const char* key) {
  static const Json kNone = Json::array();
  const Json* value = find(key, "no list", &Json::is_array);
  return value == nullptr ? kNone : *value;
}

const Json& Fields::object(const char* key) {
  static const Json kNone = Json::object();
  const Json* value = find(key, "no object", &Json::is_object);
  return value == nullptr ? kNone : *value;
}

std::vector<std::string> Fields::texts(const char* key) {
  std::vector<std::string> list;
  for (const Json& item : array(key)) {
    if (item.is_string() && item.get_ref<const std::string&>().size() <= kLongestText) {
      list.push_back(item.get<std::string>());
    } else {
      complain("`" + std::string(key) + "` holds something that is no text");
    }
  }
  return list;
}

report::Labels Fields::labels() {
  report::Labels labels;
  if (maybe("labels") == nullptr) return labels;
  for (const auto& [key, value] : object("labels").items()) {
    bool good = report::is_label_key(key) && value.is_string() &&
                value.get_ref<const std::string&>().size() <= report::kLongestLabel &&
                labels.size() < kMostLabels;
    if (!good) {
      complain("`labels` holds what no `--label` gives");
      return {};
    }
    labels.emplace_back(key, value.get<std::string>());
  }
  return labels;
}

}  // namespace verifull::merge
