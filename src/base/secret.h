// A text that cannot be printed.
//
// Passwords, and URLs that may hold one, travel as Secret. There is no
// conversion to a string and no stream operator; a report gets `shown()`. The
// one door to the bytes is reveal(), whose callers are few and easy to audit:
// the resolver, which must parse a URL, the live test, which must send it, and the
// trial of a fix, which must compare it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace verifull::base {

inline constexpr std::string_view kRedacted = "[redacted]";

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}

  // What may be shown in its place. An empty secret hides nothing and is shown
  // as empty, because "the password is empty" is worth knowing.
  std::string_view shown() const { return bytes_.empty() ? std::string_view() : kRedacted; }

  bool empty() const { return bytes_.empty(); }
  const std::string& reveal() const { return bytes_; }

  friend bool operator==(const Secret&, const Secret&) = default;

 private:
  std::string bytes_;
};

}  // namespace verifull::base
