// Writes facts into a subject.
#pragma once

#include <string>
#include <utility>

#include "facts/subject.h"
#include "resolve/parameter.h"

namespace verifull::facts {

class FactWriter {
 public:
  explicit FactWriter(Subject& subject) : subject_(subject) {}

  void truth(std::string key, bool value) { subject_.facts.push_back({std::move(key), value}); }
  void text(std::string key, std::string value) {
    subject_.facts.push_back({std::move(key), std::move(value)});
  }
  // Absent when empty.
  void clause(std::string key, std::string value) {
    if (!value.empty()) text(std::move(key), std::move(value));
  }
  void unknown(std::string key, std::string why) {
    subject_.facts.push_back({std::move(key), Unknown{std::move(why)}});
  }
  void parameter(const std::string& key, const resolve::Parameter& parameter) {
    if (parameter.known) return text(key, parameter.text);
    unknown(key, parameter.why);
  }
  // Absent when it is nowhere.
  void place(std::string name, const base::Span& span) {
    if (span.known()) subject_.places.push_back({std::move(name), span});
  }

 private:
  Subject& subject_;
};

}  // namespace verifull::facts
