// Subjects and conditions for tests, written in one line.
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/subject.h"

namespace verifull::check {

// "a=text b=?why c=[x,y] d=true": facts parted by spaces. `true` and `false`
// are truths, `?` starts an unknown one.
inline facts::Subject subject_of(std::string_view text) {
  facts::Subject subject;
  for (std::string_view part : base::split(text, ' ')) {
    std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    std::string_view value = part.substr(equals + 1);
    facts::Fact fact{std::string(part.substr(0, equals)), std::string(value)};
    if (value == "true" || value == "false") {
      fact.value = value == "true";
    } else if (value.starts_with('?')) {
      fact.value = facts::Unknown{std::string(value.substr(1))};
    } else if (value == "[]") {
      fact.value = std::vector<std::string>();
    } else if (value.starts_with('[')) {
      std::vector<std::string> list;
      for (auto each : base::split(value.substr(1, value.size() - 2), ',')) list.emplace_back(each);
      fact.value = list;
    }
    subject.facts.push_back(fact);
  }
  return subject;
}

}  // namespace verifull::check
