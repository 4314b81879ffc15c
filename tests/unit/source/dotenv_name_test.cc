#include "source/dotenv_name.h"

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

TEST(DotenvName, KindOfName) {
  using N = DotenvName;
  struct Case {
    const char* name;
    N expected;
  };
  const Case kCases[] = {
      {".env", N::kLoaded},
      {".env.local", N::kLoaded},
      {".env.production", N::kLoaded},
      {".env.production.local", N::kLoaded},
      {".env.my-env_2", N::kLoaded},
      {".env.example", N::kExample},
      {".env.sample", N::kExample},
      {".env.template", N::kExample},
      {".env.dist", N::kExample},
      {".env.local.example", N::kExample},
      {".env.production.sample", N::kExample},
      {".env-example", N::kExample},
      {".env.vault", N::kNever},
      {".env.keys", N::kNever},
      {".env.production.enc", N::kNever},
      {".env.production.bak", N::kNever},
      {".env.bak", N::kNever},
      {".env.local.production", N::kNever},
      {".env.a.b", N::kNever},
      {".env.", N::kNever},
      {".env..local", N::kNever},
      {".env.production~", N::kNever},
      {".env_production", N::kNever},
      {".env-production", N::kNever},
      {".envrc", N::kNever},
      {".environment", N::kNever},
      {"sample.env", N::kOther},
      {"env.example", N::kOther},
      {".en", N::kOther},
      {"", N::kOther},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.name);
    EXPECT_EQ(dotenv_name(test.name), test.expected);
  }
}

}  // namespace
}  // namespace verifull::source
