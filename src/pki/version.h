// Which OpenSSL this is: on its own, so that a program that only asks for that does not
// get all of it.
#pragma once

#include <string>

namespace verifull::pki {

// "OpenSSL 3.0.17 1 Jul 2025".
std::string openssl_version();

}  // namespace verifull::pki
