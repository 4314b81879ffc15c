// Runs an example of a rule as the program would, on a project in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/options.h"
#include "check/rule.h"
#include "engine/analysis.h"
#include "rules/live_answer.h"
#include "source/memory_reader.h"

namespace verifull::rule_tests {

struct ExampleRun {
  std::string trouble;  // why the example's options were refused; else empty
  engine::Analysis analysis;
};

inline ExampleRun run_example(const check::Example& example,
                              const std::vector<const check::Rule*>& rules) {
  source::MemoryReader reader;
  std::vector<engine::LiveAnswer> live;
  for (const check::ExampleFile& file : example.files) {
    if (file.path == "live.json") {
      live.push_back({".", "production", "primary", live_result(file.text)});
    } else {
      reader.add(file.path, std::string(file.text));
    }
  }
  std::vector<std::string> words = {"check"};
  words.insert(words.end(), example.options.begin(), example.options.end());
  base::Result<app::Options> options = app::parse_options(words);
  if (!options) return {options.error().message, {}};
  engine::Options wanted = options->engine;
  wanted.working_directory = "/project";
  wanted.live = std::move(live);
  wanted.today = "2026-11-24";
  return {"", engine::analyze(wanted, rules, reader)};
}

// "config/database.yml:4:12 error", as a rule file writes it.
inline std::string place_and_severity(const engine::Analysis& analysis,
                                      const check::Finding& finding) {
  base::Position begin = analysis.sources.begin_of(finding.primary);
  return analysis.sources.at(finding.primary.file).path + ":" + std::to_string(begin.line) + ":" +
         std::to_string(begin.column) + " " + std::string(check::severity_name(finding.severity));
}

}  // namespace verifull::rule_tests
