#include "resolve/destination.h"

#include "parse/placeholder.h"

namespace verifull::resolve {
namespace {

bool is_given(const Parameter& parameter) { return !parameter.known || !parameter.text.empty(); }

HostKind kind_of(const Parameter& parameter) {
  bool closed = parameter.known && parse::is_closed(parameter.text);
  return closed ? host_kind_of(parameter.text) : HostKind::kNetwork;
}

}  // namespace

Destination destination_of(const Parameter& host, const Parameter& address) {
  HostKind kind = kind_of(host);
  if (!is_given(address)) return {kind, host.text};
  bool tunnel = is_given(host) && kind != HostKind::kSocket;
  return {tunnel ? HostKind::kNetwork : kind_of(address), address.text};
}

}  // namespace verifull::resolve
