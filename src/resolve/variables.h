// Which environment variables a Rails process of one environment sees, from all
// the sources that a repository has.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "image/stage.h"
#include "parse/dotenv.h"
#include "resolve/environment.h"
#include "resolve/unknowns.h"

namespace verifull::resolve {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

struct DotenvInput {
  std::string name;  // ".env.production"
  parse::DotenvFile file;
  // The same file under DOTENV_LINEBREAK_MODE=legacy, which the process or a file
  // before it may set.
  parse::DotenvFile legacy;
};

struct VariableSources {
  NamedValues defines;              // -D
  std::vector<std::string> unset;   // --unset
  NamedValues process;              // empty unless asked for
  std::vector<std::string> runtime;  // set by whoever runs the app, to nobody knows what
  const image::Stage* stage = nullptr;  // of the image that runs the app
  std::vector<DotenvInput> dotenv;      // empty when dotenv is not loaded
  parse::DotenvDialect dialect = parse::DotenvDialect::kDotenv31;
  bool closed_world = false;
};

// Never fails: what cannot be known (`$(command)`) is a variable with an unknown
// value.
Environment build_environment(const VariableSources& sources, std::string_view rails_env,
                              Unknowns& unknowns);

// True for a file name that dotenv-rails loads in that environment
// (dotenv/lib/dotenv/rails.rb: .env.<env>.local, .env.local but in test, .env.<env>,
// .env), with its place in that order.
struct DotenvRank {
  bool loaded = false;
  int rank = 0;
};
DotenvRank dotenv_rank(std::string_view file_name, std::string_view rails_env);

}  // namespace verifull::resolve
