// What `verifull` asks `verifull-live`, and what it is answered: one JSON document on
// stdin, one on stdout.
//
// The program only finds out; what an answer means is decided in src/live. Both ends
// are built together, so another version at the other end is an error, not a dialect.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verifull::probe {

inline constexpr int kProtocolVersion = 1;
// Larger requests are refused, larger answers are not read.
inline constexpr std::size_t kMaxRequest = 16U << 20;
inline constexpr std::size_t kMaxResponse = 64U << 20;
// Sessions that one server gets at the same time: a database in use must not run out
// of connections because somebody looks at its certificate.
inline constexpr std::size_t kSessionsPerServer = 16;

// One of the servers of a connection, as libpq would be told.
struct Endpoint {
  std::string host;      // "" for none: nothing that a certificate could be compared with
  std::string hostaddr;  // numeric; "": the host is looked up
  int port = 5432;
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

enum class AttemptKind : std::uint8_t {
  kSession,    // libpq, with `parameters`
  kHandshake,  // SSLRequest and TLS, nothing of the database's protocol after it
};

struct Attempt {
  AttemptKind kind = AttemptKind::kSession;
  // Of a session: keywords of libpq, without those of the endpoint. `password` and
  // `sslpassword` are refused unless sslmode is verify-full.
  std::vector<std::pair<std::string, std::string>> parameters;
  // Of a handshake: the file to verify against, "system" for OpenSSL's own, "" for none.
  std::string root_file;
};

// The attempts go to one address: the first one of all endpoints, in order, that
// takes a TCP connection.
struct Target {
  std::vector<Endpoint> endpoints;
  std::vector<Attempt> attempts;
};

struct Request {
  int version = kProtocolVersion;
  std::string tool_version;
  int timeout_ms = 10'000;     // of finding the address, and then of each attempt
  bool allow_private = false;  // loopback and private addresses
  std::vector<Target> targets;
};

enum class End : std::uint8_t { kConnected, kFailed, kTimeout };

struct Answer {
  End end = End::kFailed;
  // libpq's or OpenSSL's, several lines. As the server sent it: not safe to print.
  std::string message;
  bool needs_password = false;  // the server asked for one, and none was given
  bool tls = false;             // when it ended, or when it was established
  std::string protocol;         // "TLSv1.3"
  std::string cipher;
  std::string compression;
  int key_bits = 0;
  std::string server_version;  // "15.20 (Debian …)"; "" when it did not come so far
  std::vector<std::string> left_out;  // keywords that this libpq does not know
  // Of a handshake.
  std::string reply;     // to the SSLRequest: "S", "N", "E", or what else came
  int verify_error = 0;  // OpenSSL's X509_V_ERR_…, the first one; 0: the chain is good
  int verify_depth = 0;
  std::string chain;     // PEM, as sent
};

enum class Reach : std::uint8_t { kReached, kBlocked, kUnreachable, kTimeout };

struct TargetAnswer {
  Reach reach = Reach::kUnreachable;
  std::string detail;  // why it was not reached
  Endpoint server;     // the one that was taken; hostaddr is filled in
  std::vector<Answer> attempts;  // as many as were asked for when it was reached, else none
};

struct Response {
  int version = kProtocolVersion;
  std::string tool_version;
  int libpq = 0;      // PQlibVersion(): 150020
  std::string error;  // why there are no targets
  std::vector<TargetAnswer> targets;
};

std::string write_request(const Request& request);
std::string write_response(const Response& response);
// nullopt for what is no such document. Only the version of one that has another
// version is read.
std::optional<Request> read_request(std::string_view text);
std::optional<Response> read_response(std::string_view text);

}  // namespace verifull::probe
