#include "engine/analysis.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

#include "check/checker.h"
#include "engine/configured.h"
#include "engine/ignores.h"
#include "engine/project_analyzer.h"
#include "source/discover.h"

namespace verifull::engine {
namespace {

// Fewer apps are done before a second thread has started.
constexpr std::size_t kAppsForThreads = 8;

// Runs `work(i)` for every i below `count`, on all cores when there are many.
template <typename Work>
void for_each_app(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr trouble;
  std::mutex guard;
  auto loop = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      std::lock_guard lock(guard);
      trouble = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  if (count >= kAppsForThreads) {
    unsigned cores = std::min(std::thread::hardware_concurrency(), 16U);
    for (unsigned i = 1; i < cores; ++i) others.emplace_back(loop);
  }
  loop();
  for (std::thread& other : others) other.join();
  if (trouble) std::rethrow_exception(trouble);
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

Analysis analyze(const Options& options, const std::vector<const check::Rule*>& rules,
                 const source::FileReader& reader) {
  Analysis analysis;
  source::DiscoverOptions discover_options;
  discover_options.working_directory = options.working_directory;
  discover_options.dockerfile = options.dockerfile;
  discover_options.shard = options.shard;
  source::Discovery found =
      source::discover(options.paths, discover_options, reader, analysis.sources);
  analysis.errors = std::move(found.errors);
  analysis.elsewhere = found.elsewhere;
  analysis.decisions = std::move(found.decisions);
  std::vector<Config> configs = configure(options, reader, found.projects, analysis);
  analysis.files_read = analysis.sources.size();
  std::vector<const check::Rule*> all = rules;
  for (const Config& config : configs) add_own_rules(options, config, all);
  std::vector<ProjectOutput> outputs(found.projects.size());
  for_each_app(outputs.size(), [&](std::size_t i) {
    outputs[i] = analyze_project(options, rules_for(options, configs[i], rules), reader,
                                 analysis.sources, std::move(found.projects[i]), configs[i]);
  });
  std::vector<std::size_t> owners;
  for (ProjectOutput& output : outputs) {
    owners.insert(owners.end(), output.findings.size(), analysis.projects.size());
    analysis.projects.push_back(std::move(output.result));
    append(analysis.findings, output.findings);
    append(analysis.errors, output.errors);
  }
  if (options.check && options.ignores) apply_ignores(options, all, analysis);
  apply_config(options, owners, analysis);
  check::sort_findings(analysis.findings, [&](const base::Span& span) {
    return check::ShownPlace{analysis.sources.at(span.file).path, analysis.sources.begin_of(span),
                             analysis.sources.end_of(span)};
  });
  return analysis;
}

}  // namespace verifull::engine
