#include <algorithm>

#include <string>

#include "check/rules.h"
#include "engine/analysis.h"
#include "report/format.h"
#include "report/report.h"
#include "source/memory_reader.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  // database.yml, .env and Dockerfile, with a line `%%%` between them.
  source::MemoryReader disk;
  constexpr std::string_view kPaths[] = {"config/database.yml", ".env", "Dockerfile", ".verifull.yml"};
  for (std::string_view path : kPaths) {
    std::size_t end = std::min(text.find("%%%\n"), text.size());
    disk.add(path, std::string(text.substr(0, end)));
    text.remove_prefix(std::min(end + 4, text.size()));
    if (text.empty()) break;
  }
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : check::all_rules()) rules.push_back(&rule);
  engine::Options options;
  options.today = "2026-11-24";
  engine::Analysis analysis = engine::analyze(options, rules, disk);
  for (const check::Finding& finding : analysis.findings) fuzz::require(!finding.message.empty());
  (void)report::Report(analysis, check::Severity::kInfo, {});
  return 0;
}
