// A root certificate for tests that need a bundle nothing is wrong with: an
// authority of no provider, valid until 2061.
#pragma once

namespace verifull::support {

inline constexpr const char* kAuthority =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBIzCB1qADAgECAhRyW3RLcp+gf6Uj6zuzWbccycsBjTAFBgMrZXAwFzEVMBMG\n"
    "A1UEAwwMRXhhbXBsZSBSb290MCAXDTIwMDEwMTAwMDAwMFoYDzIwNjEwMTAxMjM1\n"
    "OTU5WjAXMRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwKjAFBgMrZXADIQBnDU4cg8gJ\n"
    "5Hipn5ZqVqi6EPmoEy6vEBXq9YaqfNU086MyMDAwDwYDVR0TAQH/BAUwAwEB/zAd\n"
    "BgNVHQ4EFgQU4+9XLJCLO9vs7RlGjLkSr6HwU6IwBQYDK2VwA0EAThWRl6SMW9EW\n"
    "/4I9yS8onwnO7RN5mLC9p/s0xmJWM41R7USM86BOwP7jp1I/2VaHyJq58qocGPE4\n"
    "+tedN3QsAQ==\n"
    "-----END CERTIFICATE-----\n";

}  // namespace verifull::support
