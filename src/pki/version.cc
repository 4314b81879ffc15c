#include "pki/version.h"

#include <openssl/opensslv.h>

namespace verifull::pki {

// As it was built: where OpenSSL is linked statically that is the one that runs.
std::string openssl_version() { return OPENSSL_VERSION_TEXT; }

}  // namespace verifull::pki
