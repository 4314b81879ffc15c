#include "app/commands/command.h"
#include "app/completion.h"
#include "app/exit_code.h"
#include "app/man_page.h"

namespace verifull::app {

// parse_options() has seen to it that the shell is one of them.
int completion(const Options& options, Output& output) {
  output.out += completion_script(options.shell).value_or("");
  return kClean;
}

int man(const Options& /*options*/, Output& output) {
  output.out += man_page();
  return kClean;
}

}  // namespace verifull::app
