#include "engine/config.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  engine::Config config;
  (void)engine::read_config_head(text, ".verifull.yml");
  if (engine::read_config(text, ".verifull.yml", config)) return 0;
  // What is written is read again.
  engine::Config again;
  fuzz::require(!engine::read_config(engine::write_config(config), "written", again));
  return 0;
}
