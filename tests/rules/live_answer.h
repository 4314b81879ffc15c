// `live.json` of a rule's example: what `verifull live` would have found out, in the
// words of the JSON document, with `session` (facts::LiveResult) beside.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "facts/live_result.h"
#include "pki/time.h"

namespace verifull::rule_tests {

inline facts::LiveProbe live_probe(const nlohmann::json& json) {
  facts::LiveProbe probe;
  probe.outcome = json.at("outcome");
  probe.reason = json.value("reason", "");
  probe.spoke = json.contains("tls");
  probe.tls = json.value("tls", false);
  probe.protocol = json.value("protocol", "");
  probe.detail = json.value(json.contains("evidence") ? "evidence" : "detail", "");
  probe.advice = json.value("advice", "");
  for (const nlohmann::json& each : json.value("chain", nlohmann::json::array())) {
    probe.chain.push_back({each.at("subject"), each.at("issuer"), each.at("sans"),
                           pki::parse_day(each.at("not_before").get<std::string>()).value_or(0),
                           pki::parse_day(each.at("not_after").get<std::string>()).value_or(0)});
  }
  return probe;
}

inline facts::LiveResult live_result(std::string_view text) {
  nlohmann::json json = nlohmann::json::parse(text);
  facts::LiveResult result;
  result.host = "db.example.com";
  result.hostaddr = "192.0.2.7";
  result.port = 5432;
  result.as_configured = live_probe(json.at("as_configured"));
  result.verify_full = live_probe(json.at("verify_full"));
  result.plaintext = live_probe(json.at("plaintext"));
  result.session = json.value("session", "");
  return result;
}

}  // namespace verifull::rule_tests
