#include "check/fingerprint.h"

#include <gtest/gtest.h>

namespace verifull::check {
namespace {

// The values of the published FNV-1a test suite, whose inputs end with a zero
// byte here because every field does.
TEST(Fingerprint, IsFnv1a) {
  EXPECT_EQ(Fingerprint().hex(), "cbf29ce484222325");
  EXPECT_EQ(Fingerprint().add("").hex(), "af63bd4c8601b7df");
  EXPECT_EQ(Fingerprint().add("foobar").hex(), "34531ca7168b8f38");
}

TEST(Fingerprint, TellsFieldsApart) {
  EXPECT_NE(Fingerprint().add("ab").add("c").hex(), Fingerprint().add("a").add("bc").hex());
  EXPECT_NE(Fingerprint().add("a").add("").hex(), Fingerprint().add("a").hex());
}

}  // namespace
}  // namespace verifull::check
