// OpenSSL's objects with owners, and its start.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <openssl/bio.h>
#include <openssl/x509v3.h>

namespace verifull::pki {

template <auto kFree>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free>>;
using X509Ptr = std::unique_ptr<X509, Free<X509_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Free<GENERAL_NAMES_free>>;

// Before anything else of OpenSSL is called: without it the first call reads
// openssl.cnf, which the project's machine may have written, and runs code at exit.
void start_openssl();

// The subject or issuer as "CN=…, O=…", most specific part first, UTF-8.
std::string name_text(const X509_NAME* name);
std::string common_name(const X509_NAME* name);
std::vector<std::string> server_names(X509* certificate);
std::int64_t seconds_of_time(const ASN1_TIME* time);

}  // namespace verifull::pki
