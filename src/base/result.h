// Result<T>: a value, or the reason why this run could not produce it.
//
// An Error is the tool's own trouble (a file that cannot be read, a wrong
// option); what is wrong with the user's project is a check::Finding instead,
// and the two are never mixed.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/span.h"

namespace verifull::base {

// What kind of trouble, because it decides the exit code (app/exit_code.h).
enum class ErrorKind {
  kUsage,     // wrong option, broken configuration or rule file: exit 2
  kUnreadable,  // a file or folder that could not be read: exit 3
  kInternal,  // a defect of ours: exit 3
};

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string message;  // one sentence, no full stop, names the file if any
  std::string hint;     // what to do about it; may be empty
  Span place{};         // where in a file, when the trouble has a place
};

template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that a function can return either.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only when ok().
  T& value() { return std::get<0>(state_); }
  const T& value() const { return std::get<0>(state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Only when !ok().
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace verifull::base
