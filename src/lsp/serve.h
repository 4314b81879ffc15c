// The language server on two file descriptors, until it is told to leave.
#pragma once

#include "lsp/server.h"

namespace verifull::lsp {

// Returns the exit code: 0 after `shutdown` and `exit`, else 1: the stream ended,
// broke, or the client's process died. `in` is read, `out` gets protocol only.
int serve(Server& server, int in, int out);

}  // namespace verifull::lsp
