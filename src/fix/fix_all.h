// Fixes made in memory, each only when it does what it promises.
//
// One after the other, because each changes what the next one has to do: edit, run
// the whole analysis again, compare (fix/verify.h), keep or drop. What cannot be
// repaired alone is tried together with one other: a key and the key of its
// certificate, both misspelt. Nothing is written here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "check/rule.h"
#include "engine/analysis.h"
#include "source/file_reader.h"

namespace verifull::fix {

struct Request {
  engine::Options options;
  std::vector<const check::Rule*> rules;      // whose findings are repaired
  std::vector<const check::Rule*> all_rules;  // that may find nothing new
  bool unsafe = false;                        // unsafe ones too
  std::string only_file;  // "": every file; else fixes that change another one are left
  // Sets the state of findings that are accepted, as a baseline does; may be empty.
  std::function<void(engine::Analysis&)> settle;
};

struct Change {
  std::string path;    // as shown
  std::string before;
  std::string after;
};

struct Done {
  std::string rule;
  std::string path;
  std::string title;
  std::vector<std::string> changes;  // settings that came out otherwise
  // Whose settings: of all that have such a finding, as they may share a line.
  std::vector<std::string> environments;
};

struct Refused {
  std::string rule;
  std::string path;
  std::string why;  // clause
};

struct Result {
  engine::Analysis before;  // by Request::rules
  engine::Analysis after;
  std::vector<Change> changes;  // by path
  std::vector<Done> done;       // in the order they were made
  std::vector<Refused> refused;  // that would not have done what they promise, and only that
};

Result fix_all(const Request& request, const source::FileReader& reader);

}  // namespace verifull::fix
