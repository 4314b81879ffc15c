#include "pki/openssl.h"

#include <cstdint>
#include <ctime>

#include <openssl/asn1.h>
#include <openssl/crypto.h>
#include <openssl/objects.h>

#include "pki/time.h"

namespace verifull::pki {
namespace {

std::string text_of(const ASN1_STRING* string) {
  unsigned char* bytes = nullptr;
  int size = ASN1_STRING_to_UTF8(&bytes, string);
  if (size < 0) return "";
  std::string text(bytes, bytes + size);
  OPENSSL_free(bytes);
  return text;
}

std::string address_text(const ASN1_OCTET_STRING* address) {
  std::string text;
  int size = ASN1_STRING_length(address);
  const unsigned char* bytes = ASN1_STRING_get0_data(address);
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int i = 0; i < size; ++i) {
    if (size == 4) {
      text += (i == 0 ? "" : ".") + std::to_string(bytes[i]);
    } else {
      if (i > 0 && i % 2 == 0) text += ':';
      text += {kDigits[bytes[i] >> 4U], kDigits[bytes[i] & 15U]};
    }
  }
  return text;
}

}  // namespace

void start_openssl() {
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, nullptr);
}

std::string name_text(const X509_NAME* name) {
  std::string text;
  for (int i = X509_NAME_entry_count(name) - 1; i >= 0; --i) {
    X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
    int nid = OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry));
    if (!text.empty()) text += ", ";
    text += std::string(nid == NID_undef ? "?" : OBJ_nid2sn(nid)) + "=" +
            text_of(X509_NAME_ENTRY_get_data(entry));
  }
  return text;
}

std::string common_name(const X509_NAME* name) {
  // The last one is the most specific, and the one that libpq takes.
  int last = -1;
  for (int i = -1; (i = X509_NAME_get_index_by_NID(name, NID_commonName, i)) >= 0;) last = i;
  if (last < 0) return "";
  return text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)));
}

std::vector<std::string> server_names(X509* certificate) {
  std::vector<std::string> result;
  Names names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  if (!names) return result;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_DNS) result.push_back(text_of(name->d.dNSName));
    if (name->type == GEN_IPADD) result.push_back(address_text(name->d.iPAddress));
  }
  return result;
}

std::int64_t seconds_of_time(const ASN1_TIME* time) {
  std::tm broken{};
  if (ASN1_TIME_to_tm(time, &broken) != 1) return 0;
  return seconds_of(broken.tm_year + 1900, broken.tm_mon + 1, broken.tm_mday) +
         broken.tm_hour * 3600 + broken.tm_min * 60 + broken.tm_sec;
}

}  // namespace verifull::pki
