// A TLS handshake without any credentials, to find out what libpq does not say: it has
// one sentence, "certificate verify failed", for everything that can be wrong with a
// chain (fe-secure-openssl.c, open_client_SSL).
#pragma once

#include <memory>
#include <string>

#include <openssl/ssl.h>

#include "probe/protocol.h"
#include "probe/task.h"

namespace verifull::probe {

// SSLRequest (PostgreSQL's protocol, 55.2.10), then TLS with the host as SNI, then
// nothing: no startup message, so no name of a user or database leaves. The handshake
// goes through whatever the certificate is; how OpenSSL judged it is in the answer.
// Versions from TLSv1.0 on are taken, so that an old server can be told what it speaks.
class Handshake final : public Task {
 public:
  Handshake(Endpoint server, const Attempt& attempt);
  ~Handshake() override;

  void start() override;
  int descriptor() const override { return socket_; }
  short events() const override { return events_; }
  void go_on() override;
  bool done() const override { return step_ == Step::kDone; }
  void give_up() override;

  const Answer& answer() const { return answer_; }

 private:
  enum class Step : std::uint8_t { kConnecting, kAsking, kListening, kShaking, kDone };
  struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  void ask();
  void listen();
  bool prepare();
  void shake();
  void describe();
  void fail(const std::string& message);
  void close_socket();
  static int on_verify(int good, X509_STORE_CTX* store);

  Endpoint server_;
  std::string root_file_;
  int socket_ = -1;
  short events_ = 0;
  Step step_ = Step::kConnecting;
  Answer answer_;
  std::unique_ptr<SSL_CTX, FreeContext> context_;
  std::unique_ptr<SSL, FreeTls> tls_;
};

}  // namespace verifull::probe
