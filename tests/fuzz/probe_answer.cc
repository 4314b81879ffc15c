#include "probe/protocol.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  if (auto response = probe::read_response(text)) {
    fuzz::require(probe::read_response(probe::write_response(*response)).has_value());
  }
  if (auto request = probe::read_request(text)) {
    fuzz::require(probe::read_request(probe::write_request(*request)).has_value());
  }
  return 0;
}
