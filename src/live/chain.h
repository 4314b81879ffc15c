// Why a chain does not verify, in a person's words: libpq has one sentence for all
// reasons.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "facts/live_result.h"
#include "live/root_choice.h"
#include "probe/protocol.h"

namespace verifull::live {

struct ChainView {
  std::string reason;  // the contract's word; "" when none of them fits
  std::string detail;  // a sentence without full stop, safe to print
  std::vector<facts::LiveCertificate> chain;  // as the server sent it
  std::string issuer;  // of the last certificate that was sent: "CN=…"
};

// `handshake` is the answer of a probe::Handshake against the same root file.
ChainView explain_chain(const probe::Answer& handshake, const RootChoice& root);

// "the server's certificate is for a.example.com and 2 other names, not for b"
std::string name_mismatch_text(const ChainView& view, const std::string& host);

}  // namespace verifull::live
