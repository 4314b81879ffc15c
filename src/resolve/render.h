// A template as the text that YAML gets to see.
//
// Rendering happens once per Rails environment and structural world: a condition
// on an unknown splits the world, an output tag with an unknown in it leaves a
// placeholder. Every rendered byte knows the source bytes it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "parse/erb.h"
#include "resolve/connection.h"
#include "resolve/environment.h"
#include "resolve/origin.h"
#include "resolve/unknowns.h"
#include "resolve/world.h"

namespace verifull::resolve {

// A run of rendered bytes: copied from the source, or written by a tag.
struct RenderedRun {
  std::uint32_t begin = 0;   // in the rendered text
  std::uint32_t end = 0;
  base::Span source;         // the copied bytes, or the whole tag
  bool copied = true;        // byte for byte
  Trail trail;               // of a tag: what its value was made of
  bool secret = false;
};

struct Rendered {
  std::string text;
  std::vector<RenderedRun> runs;  // in order, without gaps
  // Lines that consist of something unknown only, and so may be anything: they
  // are blank in `text`.
  std::vector<base::Span> dynamic_lines;
  std::optional<LoadError> error;        // Ruby raises
  std::optional<LoadError> unfollowable;  // we can't follow; class is empty
  Environment variables{false};           // as the template left them
  // False: code ran that can't be followed. It is taken not to raise.
  bool followed = true;

  // The source of rendered bytes [begin, end): exact inside copied runs, whole
  // tags otherwise. An empty range gives an empty span.
  base::Span source_of(std::uint32_t begin, std::uint32_t end) const;
  // The runs that overlap [begin, end).
  std::vector<const RenderedRun*> runs_in(std::uint32_t begin, std::uint32_t end) const;
};

struct RenderInput {
  const parse::ErbProgram& program;
  std::string_view source;
  base::FileId file = base::kNoFile;
  std::string_view rails_env;
  std::string_view rails_root;
  bool has_local = true;  // Rails.env.local? is true in development and test (Rails 7.1)
};

// `environment` is a copy because ERB may assign to ENV; what Rails reads after the
// file is loaded, DATABASE_URL among it, comes from Rendered::variables.
Rendered render(const RenderInput& input, Environment environment, Unknowns& unknowns,
                World& world);

}  // namespace verifull::resolve
