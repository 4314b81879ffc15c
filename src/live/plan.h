// What to ask verifull-live about one connection, and what of it is known without
// asking.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/live_result.h"
#include "live/root_choice.h"
#include "probe/protocol.h"
#include "resolve/connection.h"

namespace verifull::live {

struct Options {
  int timeout_ms = 10'000;
  std::vector<std::string> allow_hosts;  // globs; empty: every host
  bool allow_private = false;
  std::string sslrootcert;  // --sslrootcert
  bool login = true;        // --no-login: never a password
  bool real_names = false;  // in the plaintext probe
  // This run looks at a change that somebody wants to have merged: what the project
  // says is not trusted with secrets from outside of it.
  bool untrusted_project = false;
};

struct Plan {
  // The connection has nothing to test: a Unix socket, another adapter.
  bool skipped = false;
  // Filled in as far as it is known beforehand; what is empty is to be asked.
  facts::LiveResult result;
  // Asked for when it has endpoints; then the attempts below are indexes into it.
  probe::Target target;
  std::optional<std::size_t> as_configured;
  std::optional<std::size_t> verify_full;
  std::optional<std::size_t> handshake;
  std::optional<std::size_t> plaintext;
  RootChoice root;
  std::string mode;         // sslmode as configured; "" when unknown
  std::string no_password;  // a clause: why the verified session gets none; "" when it does
};

Plan plan_for(const resolve::Connection& connection, const Options& options,
              const RootPlaces& places);

// User and database where real ones are none of the network's business.
inline constexpr std::string_view kProbeName = "verifull_probe";

}  // namespace verifull::live
