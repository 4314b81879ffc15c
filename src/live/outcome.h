// From what libpq says to the word that the contract has for it.
#pragma once

#include <string>
#include <string_view>

#include "probe/protocol.h"

namespace verifull::live {

// A message of the server, in libpq's verbose form.
struct ServerError {
  std::string sqlstate;  // "28000"; "" when the server said nothing
  std::string routine;   // "ClientAuthentication"; poolers have none
};

// Of the last message in the text. The words around are in the server's language;
// SQLSTATE and routine are in none.
ServerError server_error(std::string_view message);

// Outcome of a session with TLS asked for or not: never "refused" nor "accepted".
std::string session_outcome(const probe::Answer& answer);

// Outcome of the plaintext probe: "refused", "accepted", "unreachable" or "unknown".
std::string plaintext_outcome(const probe::Answer& answer);

// The message for people: one line, without the address that everybody knows, without
// source files, safe to print.
std::string message_text(std::string_view message);

}  // namespace verifull::live
