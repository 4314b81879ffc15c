#include <unistd.h>

#include <string>
#include <utility>

#include "app/commands/command.h"
#include "app/rule_choice.h"
#include "app/session.h"
#include "lsp/serve.h"
#include "source/disk_reader.h"

namespace verifull::app {
namespace {

bool enter(const std::string& folder) { return ::chdir(folder.c_str()) == 0; }

}  // namespace

int language_server(const Options& options) {
  source::DiskReader disk;
  lsp::Server server(engine_options(options), wanted_rules(options), disk, enter);
  return lsp::serve(server, STDIN_FILENO, STDOUT_FILENO);
}

}  // namespace verifull::app
