#include <algorithm>

#include "lsp/framing.h"
#include "lsp/server.h"
#include "source/memory_reader.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  // Whole messages, one a line, and the same bytes as a stream.
  lsp::Deframer stream;
  stream.add(text);
  for (int i = 0; i < 100 && stream.next(); ++i) continue;
  source::MemoryReader disk;
  disk.add("config/database.yml", "production:\n  adapter: postgresql\n");
  engine::Options options;
  options.working_directory = "/app";
  lsp::Server server(options, {}, disk, nullptr);
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    server.receive(text.substr(begin, end - begin));
    begin = end + 1;
  }
  server.settle();
  (void)server.take_output();
  return 0;
}
