#include "pki/pem_bundle.h"

#include <algorithm>
#include <array>
#include <optional>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/text.h"
#include "pki/openssl.h"

namespace verifull::pki {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";

// One block of a file, and what PEM_read_bio leaves behind.
struct Block {
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;

  Block() = default;
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  ~Block() {
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(data);
  }
};

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += {kDigits[bytes[i] >> 4U], kDigits[bytes[i] & 15U]};
  return text;
}

std::string fingerprint(const X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return "";
  return hexadecimal(digest.data(), size);
}

std::string key_text(const X509* certificate) {
  const EVP_PKEY* key = X509_get0_pubkey(certificate);
  const char* type = key == nullptr ? nullptr : EVP_PKEY_get0_type_name(key);
  if (type == nullptr) return "";
  return std::string(type) + " " + std::to_string(EVP_PKEY_get_bits(key));
}

Certificate certificate_of(X509* x509, std::uint32_t line) {
  Certificate result;
  result.subject = name_text(X509_get_subject_name(x509));
  result.issuer = name_text(X509_get_issuer_name(x509));
  result.common_name = common_name(X509_get_subject_name(x509));
  result.key = key_text(x509);
  result.fingerprint = fingerprint(x509);
  result.names = server_names(x509);
  result.not_before = seconds_of_time(X509_get0_notBefore(x509));
  result.not_after = seconds_of_time(X509_get0_notAfter(x509));
  result.line = line;
  result.authority = X509_check_ca(x509) != 0;
  result.self_signed = (X509_get_extension_flags(x509) & EXFLAG_SS) != 0;
  return result;
}

// What X509_load_cert_crl_file takes for a certificate.
bool is_certificate(std::string_view name) {
  return name == "CERTIFICATE" || name == "X509 CERTIFICATE" || name == "TRUSTED CERTIFICATE";
}

X509Ptr decoded(const Block& block) {
  const unsigned char* bytes = block.data;
  bool trusted = std::string_view(block.name) == "TRUSTED CERTIFICATE";
  return X509Ptr(trusted ? d2i_X509_AUX(nullptr, &bytes, block.size)
                         : d2i_X509(nullptr, &bytes, block.size));
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  PemBundle read() {
    start_openssl();
    ERR_clear_error();
    Bio bio(BIO_new_mem_buf(text_.data(), static_cast<int>(text_.size())));
    while (bundle_.problem == BundleProblem::kNone && step(bio.get())) {
    }
    ERR_clear_error();
    return std::move(bundle_);
  }

 private:
  bool step(BIO* bio) {
    std::size_t before = text_.size() - BIO_pending(bio);
    next_begin(before);
    Block block;
    if (PEM_read_bio(bio, &block.name, &block.header, &block.data, &block.size) != 1) {
      bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
      if (!at_end) damaged();
      return false;
    }
    std::string_view name = block.name;
    if (name.ends_with("PRIVATE KEY")) bundle_.private_key = true;
    if (!is_certificate(name)) return true;
    X509Ptr x509 = decoded(block);
    if (!x509) {
      damaged();
      return false;
    }
    if (bundle_.certificates.size() == kMaxCertificates) {
      bundle_.problem = BundleProblem::kTooLarge;
      return false;
    }
    bundle_.certificates.push_back(certificate_of(x509.get(), line_));
    return true;
  }

  // The line of the block that comes next; each byte is looked at once.
  void next_begin(std::size_t from) {
    std::size_t at = text_.find(kBegin, from);
    if (at == std::string_view::npos) return;
    begin_ = at;
    line_ += static_cast<std::uint32_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                   text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted_ = at;
  }

  void damaged() {
    bool ends = text_.find("-----END ", begin_) != std::string_view::npos;
    bundle_.problem = ends ? BundleProblem::kCorrupt : BundleProblem::kTruncated;
    bundle_.line = line_;
  }

  std::string_view text_;
  PemBundle bundle_;
  std::size_t begin_ = 0;
  std::size_t counted_ = 0;
  std::uint32_t line_ = 1;
};

bool begins_with(std::string_view text, std::string_view word) {
  return base::to_lower(text.substr(0, word.size())) == word;
}

// What a file is that holds no certificate. Its first bytes tell.
BundleProblem instead_of_pem(std::string_view text, bool private_key) {
  std::string_view start = text;
  if (start.starts_with(base::kByteOrderMark)) start.remove_prefix(base::kByteOrderMark.size());
  start = base::trim(start);
  if (start.empty()) return BundleProblem::kEmpty;
  if (begins_with(start, "<!doctype html") || begins_with(start, "<html")) {
    return BundleProblem::kHtml;
  }
  if (begins_with(start, "<?xml")) {
    bool page = base::to_lower(start.substr(0, 512)).find("<html") != std::string::npos;
    return page ? BundleProblem::kHtml : BundleProblem::kXml;
  }
  if (start.starts_with("version https://git-lfs.")) return BundleProblem::kLfsPointer;
  if (text.find("-----BEGIN PKCS7-----") != std::string_view::npos) return BundleProblem::kPkcs7;
  // A DER sequence with a length of two bytes, as certificates have.
  if (text.size() > 4 && text[0] == '\x30' && text[1] == '\x82') return BundleProblem::kDer;
  return private_key ? BundleProblem::kPrivateKey : BundleProblem::kNotPem;
}

BundleProblem usability(const std::vector<Certificate>& certificates) {
  auto any = [&](auto has) { return std::any_of(certificates.begin(), certificates.end(), has); };
  // A server's own certificate, if it signs itself, verifies that server.
  if (any([](const Certificate& each) { return each.self_signed; })) return BundleProblem::kNone;
  bool authority = any([](const Certificate& each) { return each.authority; });
  return authority ? BundleProblem::kNoRoot : BundleProblem::kNoAuthority;
}

struct ProblemWords {
  BundleProblem problem;
  std::string_view name;
  std::string_view text;
};

constexpr ProblemWords kProblems[] = {
    {BundleProblem::kEmpty, "empty", "is empty"},
    {BundleProblem::kHtml, "html", "is an HTML page, not PEM: the download failed and its error "
                                   "page was saved"},
    {BundleProblem::kXml, "xml", "is an XML document, not PEM: the download failed and its error "
                                 "was saved"},
    {BundleProblem::kLfsPointer, "git-lfs-pointer",
     "is a Git LFS pointer, not PEM: the real file was never fetched"},
    {BundleProblem::kDer, "der", "is a binary (DER) certificate, and libpq reads PEM only"},
    {BundleProblem::kPkcs7, "pkcs7", "is a PKCS #7 container, and libpq reads PEM certificates "
                                     "only"},
    {BundleProblem::kPrivateKey, "private-key", "is a private key and holds no certificate"},
    {BundleProblem::kNotPem, "not-pem", "holds no PEM certificate"},
    {BundleProblem::kTruncated, "truncated", "is cut off within the certificate"},
    {BundleProblem::kCorrupt, "corrupt", "has a damaged certificate"},
    {BundleProblem::kNoAuthority, "leaf-only",
     "holds a server's certificate only, not that of the authority that signed it"},
    {BundleProblem::kNoRoot, "no-root",
     "holds intermediate authorities only, and libpq wants the root that ends the chain"},
    {BundleProblem::kTooLarge, "too-large", "is larger than any bundle of certificates"},
};

const ProblemWords* words_of(BundleProblem problem) {
  const auto* found = std::find_if(std::begin(kProblems), std::end(kProblems),
                                   [&](const ProblemWords& each) { return each.problem == problem; });
  return found == std::end(kProblems) ? nullptr : found;
}

}  // namespace

PemBundle read_pem_bundle(std::string_view text) {
  PemBundle bundle;
  if (text.size() > kMaxBundleBytes) {
    bundle.problem = BundleProblem::kTooLarge;
    return bundle;
  }
  // Nothing of OpenSSL runs for a file that can't have a certificate.
  if (text.find(kBegin) != std::string_view::npos) bundle = Reader(text).read();
  if (bundle.problem != BundleProblem::kNone) return bundle;
  bundle.problem = bundle.certificates.empty() ? instead_of_pem(text, bundle.private_key)
                                               : usability(bundle.certificates);
  return bundle;
}

std::string problem_text(const PemBundle& bundle) {
  const ProblemWords* words = words_of(bundle.problem);
  if (words == nullptr) return "";
  std::string text(words->text);
  if (bundle.line > 0) text += " that begins at line " + std::to_string(bundle.line);
  return text;
}

std::string_view problem_name(BundleProblem problem) {
  const ProblemWords* words = words_of(problem);
  return words == nullptr ? std::string_view() : words->name;
}

}  // namespace verifull::pki
