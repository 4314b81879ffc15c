#include "live/endpoints.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/text.h"

namespace verifull::live {
namespace {

bool is_socket(std::string_view host) { return host.starts_with('/') || host.starts_with('@'); }

// An empty port is the default one.
bool read_port(std::string_view text, int& port) {
  text = base::trim(text);
  if (text.empty()) return true;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port > 0 && port < 65536;
}

Endpoints failed(std::string outcome, std::string why) {
  Endpoints endpoints;
  endpoints.outcome = std::move(outcome);
  endpoints.why = std::move(why);
  return endpoints;
}

std::string_view at(const std::vector<std::string_view>& list, std::size_t i) {
  return i < list.size() ? list[i] : "";
}

}  // namespace

Endpoints endpoints_of(const Given& given) {
  for (std::string_view keyword : {"host", "hostaddr", "port"}) {
    if (given.is_unknown(keyword)) return failed("unknown", given.unknown_text(keyword));
  }
  std::string hosts = given.known("host");
  std::string addresses = given.known("hostaddr");
  std::string ports = given.known("port");
  Endpoints endpoints;
  endpoints.socket = addresses.empty() && (hosts.empty() || is_socket(hosts));
  if (endpoints.socket) return endpoints;
  std::vector<std::string_view> host_list = base::split(hosts, ',');
  std::vector<std::string_view> address_list = base::split(addresses, ',');
  std::vector<std::string_view> port_list = base::split(ports, ',');
  std::size_t count = std::max(host_list.size(), address_list.size());
  if (port_list.size() > 1 && port_list.size() != count) {
    return failed("config-invalid", "could not match " + std::to_string(port_list.size()) +
                                        " port numbers to " + std::to_string(count) + " hosts");
  }
  for (std::size_t i = 0; i < count; ++i) {
    probe::Endpoint endpoint{std::string(at(host_list, i)), std::string(at(address_list, i)), 5432};
    std::string_view port = port_list.size() == 1 ? port_list[0] : port_list[i];
    if (!read_port(port, endpoint.port)) {
      return failed("config-invalid", "invalid port number: \"" + std::string(port) + "\"");
    }
    if (endpoint.hostaddr.empty() && (endpoint.host.empty() || is_socket(endpoint.host))) {
      return failed("unknown", "one of the hosts is a Unix socket");
    }
    endpoints.list.push_back(std::move(endpoint));
  }
  return endpoints;
}

}  // namespace verifull::live
