// Reading an object of JSON that somebody else wrote: each question has the type it
// wants, and the first that is not answered as it should be is remembered.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "report/labels.h"

namespace verifull::merge {

// With the keys in their order, which is that of the settings in Rails.
using Json = nlohmann::ordered_json;

class Fields {
 public:
  explicit Fields(const Json& object) : object_(object) {
    if (!object.is_object()) trouble_ = "it is no object";
  }

  // What is missing or of another type gives an empty value and is trouble().
  std::string text(const char* key);
  std::string text_or_nothing(const char* key);  // also null and missing
  bool flag(const char* key);
  std::uint32_t number(const char* key);  // from 0
  std::vector<std::string> texts(const char* key);
  const Json& array(const char* key);   // an empty array
  const Json& object(const char* key);  // an empty object
  // Null where it is null or missing.
  const Json* maybe(const char* key) const;
  report::Labels labels();  // of the key "labels", which may be missing

  void complain(std::string what) {
    if (trouble_.empty()) trouble_ = std::move(what);
  }
  // "`line` is no number"; "" when all is well. Never a value.
  const std::string& trouble() const { return trouble_; }

 private:
  const Json* find(const char* key, const char* what, bool (Json::*is)() const);

  const Json& object_;
  std::string trouble_;
};

}  // namespace verifull::merge
