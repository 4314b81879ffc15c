// All certificates of a PEM file, and what libpq would make of the file.
//
// libpq hands the file to OpenSSL's X509_STORE_load_locations (fe-secure-openssl.c,
// initialize_SSL), which reads every block of it: text between blocks does not
// matter, a single damaged block makes it refuse the whole file, and a file
// without a certificate is refused too ("no certificate or crl found"). What has
// expired, or is no authority, it takes without a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::pki {

struct Certificate {
  std::string subject;      // "CN=…, O=…": RFC 4514 order, not yet safe for a terminal
  std::string issuer;
  std::string common_name;  // of the subject; "" for none
  std::string key;          // "RSA 2048", "EC 384"; "" when OpenSSL can't tell
  std::string fingerprint;  // SHA-256 of the DER, lower-case hexadecimal
  std::vector<std::string> names;  // of the server: dNSName and iPAddress
  std::int64_t not_before = 0;     // seconds since 1970, UTC
  std::int64_t not_after = 0;
  std::uint32_t line = 0;    // of its BEGIN line, from 1
  bool authority = false;    // may sign others: basicConstraints and keyUsage
  bool self_signed = false;  // its own issuer, so that a chain may end with it

  bool valid_at(std::int64_t moment) const {
    return not_before <= moment && moment <= not_after;
  }
};

enum class BundleProblem : std::uint8_t {
  kNone,
  kEmpty,        // nothing but white space
  kHtml,         // a page, mostly of an error
  kXml,          // an error of a store of objects
  kLfsPointer,   // what git keeps instead of a large file
  kDer,          // the same in binary
  kPkcs7,        // .p7b, for Windows
  kPrivateKey,   // a key and no certificate
  kNotPem,       // anything else without a certificate
  kTruncated,    // a block without an end
  kCorrupt,      // a block that can't be decoded
  kNoAuthority,  // certificates of servers only, none of which signs itself
  kNoRoot,       // authorities, but none that a chain may end with
  kTooLarge,     // our limit
};

struct PemBundle {
  std::vector<Certificate> certificates;  // those before a damaged block included
  BundleProblem problem = BundleProblem::kNone;
  std::uint32_t line = 0;  // of the damaged block's BEGIN line; 0 for other problems
  bool private_key = false;  // holds one, beside certificates or not

  // What libpq can't load at all, so that it fails in every mode that uses TLS.
  bool refused() const {
    return problem != BundleProblem::kNone && problem != BundleProblem::kNoAuthority &&
           problem != BundleProblem::kNoRoot;
  }
};

inline constexpr std::size_t kMaxBundleBytes = 4U << 20;
inline constexpr std::size_t kMaxCertificates = 2000;

// Never fails; what is wrong is in `problem`.
PemBundle read_pem_bundle(std::string_view text);

// A clause about the file: "is an HTML page, not PEM"; "" for kNone.
std::string problem_text(const PemBundle& bundle);
// A word for programs: "html", "truncated" …; "" for kNone.
std::string_view problem_name(BundleProblem problem);

}  // namespace verifull::pki
