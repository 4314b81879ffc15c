#include "probe/handshake.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "probe/tcp.h"

namespace verifull::probe {
namespace {

// Length 8, then 1234 and 5679 (pqcomm.h, NEGOTIATE_SSL_CODE).
constexpr std::array<unsigned char, 8> kSslRequest = {0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F};

std::string openssl_error() {
  unsigned long code = ERR_get_error();
  const char* text = code == 0 ? nullptr : ERR_reason_error_string(code);
  ERR_clear_error();
  return text == nullptr ? "" : text;
}

// More than this is no chain but an attack.
constexpr int kMostCertificates = 32;

std::string pem_of(STACK_OF(X509) * chain) {
  std::unique_ptr<BIO, int (*)(BIO*)> memory(BIO_new(BIO_s_mem()), BIO_free);
  int count = std::min(sk_X509_num(chain), kMostCertificates);
  for (int i = 0; i < count; ++i) PEM_write_bio_X509(memory.get(), sk_X509_value(chain, i));
  char* bytes = nullptr;
  long size = BIO_get_mem_data(memory.get(), &bytes);
  return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : "";
}

}  // namespace

Handshake::Handshake(Endpoint server, const Attempt& attempt)
    : server_(std::move(server)), root_file_(attempt.root_file) {}

Handshake::~Handshake() { close_socket(); }

void Handshake::start() {
  Address address;
  std::string error = "not an address";
  if (numeric_address(server_.hostaddr, server_.port, address)) {
    socket_ = start_connecting(address, error);
  }
  if (socket_ < 0) return fail(error);
  events_ = POLLOUT;
}

void Handshake::go_on() {
  switch (step_) {
    case Step::kConnecting: {
      std::string error = connect_error(socket_);
      if (!error.empty()) return fail(error);
      return ask();
    }
    case Step::kAsking: return ask();
    case Step::kListening: return listen();
    case Step::kShaking: return shake();
    case Step::kDone: return;
  }
}

void Handshake::ask() {
  // Eight bytes go into an empty buffer at once or not at all.
  ssize_t sent = ::send(socket_, kSslRequest.data(), kSslRequest.size(), MSG_NOSIGNAL);
  if (sent < 0 && errno == EAGAIN) {
    step_ = Step::kAsking;
    return;
  }
  if (sent != static_cast<ssize_t>(kSslRequest.size())) return fail(std::strerror(errno));
  step_ = Step::kListening;
  events_ = POLLIN;
}

void Handshake::listen() {
  char reply = 0;
  ssize_t count = ::recv(socket_, &reply, 1, 0);
  if (count < 0 && errno == EAGAIN) return;
  if (count < 0) return fail(std::strerror(errno));
  if (count == 0) return fail("the server hung up");
  answer_.reply = std::string(1, reply);
  if (reply != 'S') return fail("no TLS");
  if (!prepare()) return fail(openssl_error());
  step_ = Step::kShaking;
  shake();
}

bool Handshake::prepare() {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  if (context_ == nullptr) return false;
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
  SSL_CTX_set_security_level(context_.get(), 0);
  if (root_file_ == "system") {
    SSL_CTX_set_default_verify_paths(context_.get());
  } else if (!root_file_.empty()) {
    // A file that can't be read is libpq's to complain of.
    SSL_CTX_load_verify_locations(context_.get(), root_file_.c_str(), nullptr);
  }
  ERR_clear_error();
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, on_verify);
  tls_.reset(SSL_new(context_.get()));
  if (tls_ == nullptr) return false;
  SSL_set_app_data(tls_.get(), this);
  Address ignored;
  bool name = !server_.host.empty() && !numeric_address(server_.host, 0, ignored);
  // The name as libpq sends it (fe-secure-openssl.c, initialize_SSL).
  if (name) {
    SSL_ctrl(tls_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
             server_.host.data());
  }
  return SSL_set_fd(tls_.get(), socket_) == 1;
}

int Handshake::on_verify(int good, X509_STORE_CTX* store) {
  int index = SSL_get_ex_data_X509_STORE_CTX_idx();
  auto* tls = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, index));
  auto* self = static_cast<Handshake*>(SSL_get_app_data(tls));
  if (good == 0 && self->answer_.verify_error == 0) {
    self->answer_.verify_error = X509_STORE_CTX_get_error(store);
    self->answer_.verify_depth = X509_STORE_CTX_get_error_depth(store);
  }
  return 1;
}

void Handshake::shake() {
  int result = SSL_connect(tls_.get());
  if (result == 1) {
    answer_.end = End::kConnected;
    describe();
    step_ = Step::kDone;
    close_socket();
    return;
  }
  switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ: events_ = POLLIN; return;
    case SSL_ERROR_WANT_WRITE: events_ = POLLOUT; return;
    default: break;
  }
  std::string error = openssl_error();
  // The certificates may have come before it failed.
  describe();
  fail(error.empty() ? "the server hung up" : error);
}

void Handshake::describe() {
  answer_.tls = true;
  answer_.protocol = SSL_get_version(tls_.get());
  const char* cipher = SSL_get_cipher_name(tls_.get());
  if (cipher != nullptr) answer_.cipher = cipher;
  answer_.key_bits = SSL_get_cipher_bits(tls_.get(), nullptr);
  STACK_OF(X509)* chain = SSL_get_peer_cert_chain(tls_.get());
  if (chain != nullptr) answer_.chain = pem_of(chain);
  ERR_clear_error();
}

void Handshake::give_up() {
  if (done()) return;
  fail("no answer in time");
  answer_.end = End::kTimeout;
}

void Handshake::fail(const std::string& message) {
  answer_.end = End::kFailed;
  answer_.message = message;
  step_ = Step::kDone;
  close_socket();
}

void Handshake::close_socket() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

}  // namespace verifull::probe
