#include "pki/pem_bundle.h"

#include "property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verifull;
  using fuzz::require_inside;
  std::string_view text = fuzz::text_of(data, size);
  pki::PemBundle bundle = pki::read_pem_bundle(text);
  fuzz::require(bundle.certificates.size() <= pki::kMaxCertificates);
  fuzz::require(bundle.line <= text.size() + 1);
  (void)pki::problem_text(bundle);
  return 0;
}
