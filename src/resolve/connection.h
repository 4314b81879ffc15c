// A resolved connection: what one database of one environment really opens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "base/span.h"
#include "resolve/origin.h"
#include "resolve/verdict.h"

namespace verifull::resolve {

// A text that may be a secret. There is no way to get the bytes of a secret
// one out of it but reveal(), whose callers base/secret.h names.
class ShownText {
 public:
  ShownText() = default;
  static ShownText open(std::string text) { return ShownText(std::move(text), false); }
  static ShownText secret(std::string text) { return ShownText(std::move(text), true); }

  // What may be printed: the text, or [redacted] ("" for an empty secret).
  std::string_view shown() const { return is_secret_ ? secret_.shown() : std::string_view(open_); }
  bool is_secret() const { return is_secret_; }
  const std::string& reveal() const { return is_secret_ ? secret_.reveal() : open_; }

 private:
  ShownText(std::string text, bool is_secret) : is_secret_(is_secret) {
    (is_secret ? secret_ = base::Secret(std::move(text)), open_ : open_ = std::move(text));
  }

  std::string open_;
  base::Secret secret_;
  bool is_secret_ = false;
};

struct Overridden {
  ShownText value;
  bool known = true;
  Trail trail;
};

// One key of the final configuration hash, in Active Record's words.
struct Setting {
  std::string key;
  ShownText value;   // unknown parts stand as ${NAME} when !known
  bool known = true;
  Trail trail;       // never empty
  std::vector<Overridden> overrides;  // what it replaced, the last loser first
};

// One keyword that reaches PQconnectdb.
struct LibpqParameter {
  std::string keyword;
  ShownText value;
  bool known = true;
};

// Why Rails cannot load it, or cannot open it.
struct LoadError {
  std::string ruby_class;  // "KeyError"
  std::string message;     // secrets masked
  base::Span span;         // may be unknown
  // Not what Rails says: the file goes beyond what is read here, and Rails may
  // load it or not.
  bool limit = false;
};

struct Connection {
  // The keys of the environment and of the database in its file; the same with
  // one database. Nothing, at the start of the file, when only DATABASE_URL makes it.
  base::Span environment_span;
  base::Span span;
  std::string environment;
  std::string name;     // "primary"
  std::string adapter;  // "" when unknown
  Verdict verdict = Verdict::kUnknown;
  // What the verdict hangs on: with verified-if it holds when all of these do;
  // with any other it comes about when all of these do. Empty: it always holds.
  std::vector<std::string> conditions;
  std::string why;  // one clause for unknown and not-applicable: "the host is a Unix socket"
  std::vector<Setting> settings;       // in the order of Rails' hash
  std::vector<LibpqParameter> libpq;   // in libpq's order; empty for other adapters
  std::vector<std::string> ignored;    // keys that Rails drops on the way to libpq
  std::optional<LoadError> error;

  const Setting* find(std::string_view key) const;
};

}  // namespace verifull::resolve
