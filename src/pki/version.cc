#include "pki/version.h"

#include <openssl/crypto.h>

namespace verifull::pki {

std::string openssl_version() { return OpenSSL_version(OPENSSL_VERSION); }

}  // namespace verifull::pki
