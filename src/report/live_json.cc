#include "report/live_json.h"

#include <string>

#include "pki/time.h"
#include "report/json_text.h"

namespace verifull::report {
namespace {

using Json = nlohmann::ordered_json;

void add(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = data_text(value);
}

Json certificate_json(const facts::LiveCertificate& certificate) {
  Json names = Json::array();
  for (const std::string& name : certificate.names) names.push_back(data_text(name));
  return {{"subject", data_text(certificate.subject)},
          {"issuer", data_text(certificate.issuer)},
          {"sans", std::move(names)},
          {"not_before", pki::day_text(certificate.not_before)},
          {"not_after", pki::day_text(certificate.not_after)}};
}

Json probe_json(const facts::LiveProbe& probe) {
  Json object = {{"outcome", probe.outcome}};
  add(object, "reason", probe.reason);
  if (probe.spoke) object["tls"] = probe.tls;
  add(object, "protocol", probe.protocol);
  add(object, "cipher", probe.cipher);
  if (probe.key_bits > 0) object["key_bits"] = probe.key_bits;
  add(object, "detail", probe.detail);
  if (!probe.chain.empty()) {
    object["chain"] = Json::array();
    for (const facts::LiveCertificate& each : probe.chain) {
      object["chain"].push_back(certificate_json(each));
    }
  }
  add(object, "advice", probe.advice);
  return object;
}

}  // namespace

nlohmann::ordered_json live_json(const facts::LiveResult& result) {
  Json server = {{"host", data_text(result.host)}, {"hostaddr", data_text(result.hostaddr)}};
  server["port"] = result.port > 0 ? Json(result.port) : Json();
  server["version"] = result.version.empty() ? Json() : Json(data_text(result.version));
  Json plaintext = {{"outcome", result.plaintext.outcome}};
  add(plaintext, "evidence", result.plaintext.detail);
  add(plaintext, "advice", result.plaintext.advice);
  return {{"server", std::move(server)},
          {"as_configured", probe_json(result.as_configured)},
          {"verify_full", probe_json(result.verify_full)},
          {"plaintext", std::move(plaintext)}};
}

}  // namespace verifull::report
