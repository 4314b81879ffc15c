// What the readers of reports have found, and the one report that it becomes.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/finding.h"
#include "check/rule.h"
#include "engine/analysis.h"
#include "merge/place_book.h"
#include "report/report.h"

namespace verifull::merge {

class Collector {
 public:
  // One run: what it says is about the same labels, which may become known later.
  std::size_t begin_group();
  void set_labels(std::size_t group, report::Labels labels);
  // The group of all lines of JSONL with these labels.
  std::size_t group_of(const report::Labels& labels);

  // The rule with that id, also one that only its repository has. Null when no rule
  // can have that id.
  const check::Rule* rule(std::string_view id);

  // Spans in both are stand-ins of places(). False when there are more findings than
  // one report can hold.
  bool add(check::Finding finding);
  void add(std::size_t group, engine::ProjectResult project);
  void add_files(std::size_t read) { files_ += read; }

  PlaceBook& places() { return places_; }

  // Sorted by labels, then as `check` sorts; what is there twice is there once. The
  // order in which reports came makes no difference. Once only, and the collector
  // must outlive both.
  void finish(std::size_t reports, engine::Analysis& analysis, report::Merged& merged);

 private:
  struct App {
    std::size_t group = 0;
    engine::ProjectResult result;
  };

  std::vector<std::size_t> sort_labels(report::Merged& merged) const;
  void make_real(engine::ProjectResult& project) const;
  void make_real(check::Finding& finding) const;

  std::vector<report::Labels> groups_;
  std::map<report::Labels, std::size_t> by_labels_;
  std::deque<std::string> names_;
  std::deque<check::Rule> own_rules_;
  std::map<std::string_view, const check::Rule*> by_id_;
  std::vector<check::Finding> findings_;
  std::vector<App> apps_;
  PlaceBook places_;
  std::size_t files_ = 0;
};

}  // namespace verifull::merge
