// One line for each probe that failed: what to change, and where.
#pragma once

#include <string>
#include <string_view>

#include "facts/live_result.h"
#include "live/chain.h"
#include "live/root_choice.h"
#include "resolve/connection.h"
#include "source/project.h"
#include "source/source_set.h"

namespace verifull::live {

struct AdviceInput {
  const resolve::Connection& connection;
  const source::SourceSet& sources;
  const source::Project& project;
  const RootChoice& root;
  const ChainView& chain;
};

// Fills in `advice` of all three probes; "" stays where there is nothing to change.
void add_advice(const AdviceInput& input, facts::LiveResult& result);

// The address that the Dockerfile gets the file from, when its name stands in one
// instruction with one; "" else.
std::string download_url(std::string_view dockerfile, std::string_view path);

}  // namespace verifull::live
