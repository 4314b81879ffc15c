// Whether a server's certificate is for a host: libpq's own rules, which are not
// those of OpenSSL's X509_check_host.
//
// libpq: fe-secure-common.c, wildcard_certificate_match and is_ip_address;
// fe-secure-openssl.c, pgtls_verify_peer_name_matches_certificate_guts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pki/pem_bundle.h"

namespace verifull::pki {

// The bytes of an IPv4 or IPv6 address, 4 or 16; nullopt for anything else, a name or
// an IPv6 address with a zone among it. Read as libpq reads them: as inet_aton(), to
// which `10.1` is an address too, and inet_pton() do.
std::optional<std::string> address_bytes(std::string_view text);

// One name of a certificate, `*.example.com` too: the star is one whole label.
bool name_fits(std::string_view pattern, std::string_view host);

// `libpq` is its major version. Since 15 addresses of the certificate count for
// hosts that are addresses; the common name counts only where there is no such name.
bool is_for_host(const Certificate& certificate, std::string_view host, int libpq);

}  // namespace verifull::pki
