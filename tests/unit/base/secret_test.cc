#include "base/secret.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <type_traits>

namespace {

using verifull::base::Secret;

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

// That it does not compile is what the type is for.
static_assert(!Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);

TEST(Secret, ShowsNothingOfItself) {
  Secret secret("hunter2");
  EXPECT_EQ(secret.shown(), "[redacted]");
  EXPECT_EQ(secret.reveal(), "hunter2");
}

TEST(Secret, IsShownAsEmptyWhenItIs) { EXPECT_EQ(Secret("").shown(), ""); }

}  // namespace
