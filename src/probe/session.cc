#include "probe/session.h"

#include <poll.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string_view>

namespace verifull::probe {
namespace {

// Where libpq would look into the home directory (fe-connect.c, fe-secure-openssl.c),
// it is sent to a place that cannot exist: an absent file of these means "none".
constexpr const char* kNowhere = "/dev/null/none";
constexpr std::string_view kFiles[] = {"passfile", "sslcert", "sslkey", "sslrootcert", "sslcrl"};

// What only the endpoint and this program decide.
constexpr std::string_view kOurs[] = {
    "host", "hostaddr", "port", "service", "gssencmode", "passfile", "connect_timeout",
    "application_name", "fallback_application_name", "replication", "target_session_attrs",
    "load_balance_hosts", "sslkeylogfile",
};

bool is_one_of(std::string_view word, const std::string_view* begin, const std::string_view* end) {
  return std::find(begin, end, word) != end;
}

bool libpq_knows(std::string_view keyword) {
  static const std::vector<std::string> known = [] {
    std::vector<std::string> words;
    std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconndefaults(),
                                                                           PQconninfoFree);
    for (const PQconninfoOption* option = options.get();
         option != nullptr && option->keyword != nullptr; ++option) {
      words.emplace_back(option->keyword);
    }
    return words;
  }();
  return std::find(known.begin(), known.end(), keyword) != known.end();
}

const std::string* find(const std::vector<std::pair<std::string, std::string>>& parameters,
                        std::string_view keyword) {
  for (const auto& [name, value] : parameters) {
    if (name == keyword) return &value;
  }
  return nullptr;
}

}  // namespace

Session::Session(const Endpoint& server, const Attempt& attempt) {
  for (const auto& [keyword, value] : attempt.parameters) {
    if (is_one_of(keyword, std::begin(kOurs), std::end(kOurs))) continue;
    if (libpq_knows(keyword)) {
      parameters_.emplace_back(keyword, value);
    } else {
      answer_.left_out.push_back(keyword);
    }
  }
  if (!server.host.empty()) parameters_.emplace_back("host", server.host);
  parameters_.emplace_back("hostaddr", server.hostaddr);
  parameters_.emplace_back("port", std::to_string(server.port));
  parameters_.emplace_back("gssencmode", "disable");
  parameters_.emplace_back("application_name", "verifull");
  for (std::string_view file : kFiles) {
    if (find(parameters_, file) == nullptr) parameters_.emplace_back(file, kNowhere);
  }
}

Session::~Session() {
  if (connection_ != nullptr) PQfinish(connection_);
}

void Session::start() {
  // The last of several locks: whoever writes the request, a password stays here unless
  // libpq itself checks chain and name first.
  const std::string* mode = find(parameters_, "sslmode");
  bool verified = mode != nullptr && *mode == "verify-full";
  bool secret = find(parameters_, "password") != nullptr ||
                find(parameters_, "sslpassword") != nullptr;
  if (secret && !verified) {
    answer_.message = "a password is only for a session with sslmode verify-full";
    done_ = true;
    return;
  }
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const auto& [keyword, value] : parameters_) {
    keywords.push_back(keyword.c_str());
    values.push_back(value.c_str());
  }
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  connection_ = PQconnectStartParams(keywords.data(), values.data(), 0);
  if (connection_ == nullptr) {
    answer_.message = "out of memory";
    done_ = true;
    return;
  }
  // SQLSTATE and routine name are in no language; they come only when asked for before
  // anything is received.
  PQsetErrorVerbosity(connection_, PQERRORS_VERBOSE);
  events_ = POLLOUT;
  if (PQstatus(connection_) == CONNECTION_BAD) finish(End::kFailed);
}

void Session::go_on() {
  PostgresPollingStatusType status = PQconnectPoll(connection_);
  look_at_tls();
  switch (status) {
    case PGRES_POLLING_READING: events_ = POLLIN; break;
    case PGRES_POLLING_WRITING: events_ = POLLOUT; break;
    case PGRES_POLLING_OK: finish(End::kConnected); break;
    default: finish(End::kFailed); break;
  }
}

// After every step: when it has failed, libpq may have closed what there was.
void Session::look_at_tls() {
  if (PQstatus(connection_) == CONNECTION_BAD) return;
  answer_.tls = PQsslInUse(connection_) != 0;
  auto attribute = [this](const char* name) -> std::string {
    const char* value = answer_.tls ? PQsslAttribute(connection_, name) : nullptr;
    return value == nullptr ? "" : value;
  };
  answer_.protocol = attribute("protocol");
  answer_.cipher = attribute("cipher");
  answer_.compression = attribute("compression");
  std::string bits = attribute("key_bits");
  answer_.key_bits = bits.empty() ? 0 : std::stoi(bits);
}

void Session::give_up() {
  if (!done_) finish(End::kTimeout);
}

void Session::finish(End end) {
  answer_.end = end;
  if (connection_ != nullptr) {
    answer_.message = PQerrorMessage(connection_);
    answer_.needs_password = PQconnectionNeedsPassword(connection_) != 0;
    const char* version = PQparameterStatus(connection_, "server_version");
    if (version != nullptr) answer_.server_version = version;
    PQfinish(connection_);
    connection_ = nullptr;
  }
  done_ = true;
}

}  // namespace verifull::probe
