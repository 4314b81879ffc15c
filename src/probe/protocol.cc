#include "probe/protocol.h"

#include <nlohmann/json.hpp>

namespace verifull::probe {
namespace {

using Json = nlohmann::json;

// A server may send bytes that are no UTF-8.
std::string encoded(const Json& document) {
  return document.dump(-1, ' ', true, Json::error_handler_t::replace);
}

Json to_json(const Endpoint& endpoint) {
  return {{"host", endpoint.host}, {"hostaddr", endpoint.hostaddr}, {"port", endpoint.port}};
}

Endpoint endpoint_of(const Json& json) {
  return {json.at("host"), json.at("hostaddr"), json.at("port")};
}

Json to_json(const Attempt& attempt) {
  return {{"handshake", attempt.kind == AttemptKind::kHandshake},
          {"parameters", attempt.parameters},
          {"root_file", attempt.root_file}};
}

Attempt attempt_of(const Json& json) {
  Attempt attempt;
  attempt.kind = json.at("handshake") ? AttemptKind::kHandshake : AttemptKind::kSession;
  json.at("parameters").get_to(attempt.parameters);
  json.at("root_file").get_to(attempt.root_file);
  return attempt;
}

Json to_json(const Answer& answer) {
  return {{"end", static_cast<int>(answer.end)},
          {"message", answer.message},
          {"needs_password", answer.needs_password},
          {"tls", answer.tls},
          {"protocol", answer.protocol},
          {"cipher", answer.cipher},
          {"compression", answer.compression},
          {"key_bits", answer.key_bits},
          {"server_version", answer.server_version},
          {"left_out", answer.left_out},
          {"reply", answer.reply},
          {"verify_error", answer.verify_error},
          {"verify_depth", answer.verify_depth},
          {"chain", answer.chain}};
}

Answer answer_of(const Json& json) {
  Answer answer;
  answer.end = static_cast<End>(json.at("end").get<int>());
  json.at("message").get_to(answer.message);
  json.at("needs_password").get_to(answer.needs_password);
  json.at("tls").get_to(answer.tls);
  json.at("protocol").get_to(answer.protocol);
  json.at("cipher").get_to(answer.cipher);
  json.at("compression").get_to(answer.compression);
  json.at("key_bits").get_to(answer.key_bits);
  json.at("server_version").get_to(answer.server_version);
  json.at("left_out").get_to(answer.left_out);
  json.at("reply").get_to(answer.reply);
  json.at("verify_error").get_to(answer.verify_error);
  json.at("verify_depth").get_to(answer.verify_depth);
  json.at("chain").get_to(answer.chain);
  return answer;
}

TargetAnswer target_answer_of(const Json& json) {
  TargetAnswer answer;
  answer.reach = static_cast<Reach>(json.at("reach").get<int>());
  json.at("detail").get_to(answer.detail);
  answer.server = endpoint_of(json.at("server"));
  for (const Json& attempt : json.at("attempts")) answer.attempts.push_back(answer_of(attempt));
  return answer;
}

// Reads with what nlohmann throws at a document of another shape caught.
template <typename T, typename Read>
std::optional<T> guarded(std::string_view text, const Read& read) {
  Json document = Json::parse(text, nullptr, false);
  if (!document.is_object()) return std::nullopt;
  try {
    T result;
    document.at("version").get_to(result.version);
    document.at("tool_version").get_to(result.tool_version);
    if (result.version == kProtocolVersion) read(document, result);
    return result;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace

std::string write_request(const Request& request) {
  Json targets = Json::array();
  for (const Target& target : request.targets) {
    Json each = {{"endpoints", Json::array()}, {"attempts", Json::array()}};
    for (const Endpoint& endpoint : target.endpoints) each["endpoints"].push_back(to_json(endpoint));
    for (const Attempt& attempt : target.attempts) each["attempts"].push_back(to_json(attempt));
    targets.push_back(std::move(each));
  }
  return encoded({{"version", request.version},
                  {"tool_version", request.tool_version},
                  {"timeout_ms", request.timeout_ms},
                  {"allow_private", request.allow_private},
                  {"targets", std::move(targets)}});
}

std::string write_response(const Response& response) {
  Json targets = Json::array();
  for (const TargetAnswer& target : response.targets) {
    Json each = {{"reach", static_cast<int>(target.reach)},
                 {"detail", target.detail},
                 {"server", to_json(target.server)},
                 {"attempts", Json::array()}};
    for (const Answer& answer : target.attempts) each["attempts"].push_back(to_json(answer));
    targets.push_back(std::move(each));
  }
  return encoded({{"version", response.version},
                  {"tool_version", response.tool_version},
                  {"libpq", response.libpq},
                  {"error", response.error},
                  {"targets", std::move(targets)}});
}

std::optional<Request> read_request(std::string_view text) {
  return guarded<Request>(text, [](const Json& document, Request& request) {
    document.at("timeout_ms").get_to(request.timeout_ms);
    document.at("allow_private").get_to(request.allow_private);
    for (const Json& each : document.at("targets")) {
      Target& target = request.targets.emplace_back();
      for (const Json& json : each.at("endpoints")) target.endpoints.push_back(endpoint_of(json));
      for (const Json& json : each.at("attempts")) target.attempts.push_back(attempt_of(json));
    }
  });
}

std::optional<Response> read_response(std::string_view text) {
  return guarded<Response>(text, [](const Json& document, Response& response) {
    document.at("libpq").get_to(response.libpq);
    document.at("error").get_to(response.error);
    for (const Json& each : document.at("targets")) {
      response.targets.push_back(target_answer_of(each));
    }
  });
}

}  // namespace verifull::probe
