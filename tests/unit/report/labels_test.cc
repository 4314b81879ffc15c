#include "report/labels.h"

#include <gtest/gtest.h>

namespace verifull::report {
namespace {

TEST(Labels, Keys) {
  for (const char* good : {"repository", "a", "A.b_c-9"}) EXPECT_TRUE(is_label_key(good)) << good;
  for (const char* bad : {"", "a b", "a=b", "é", "a\n", "a/b"}) {
    EXPECT_FALSE(is_label_key(bad)) << bad;
  }
  EXPECT_FALSE(is_label_key(std::string(65, 'a')));
}

TEST(Labels, ValuesAreSafeToShow) {
  EXPECT_EQ(label_value("repository", "shop"), "shop");
  EXPECT_EQ(label_value("db_password", "hunter2"), "[redacted]");
  EXPECT_EQ(label_value("db_password", ""), "");
  EXPECT_EQ(label_value("from", "https://me:hunter2@example.com/x"),
            "https://me:[redacted]@example.com/x");
  EXPECT_EQ(label_value("name", "a\x1b[31m\nb"), "a\\x1B[31m\\x0A" "b");
}

}  // namespace
}  // namespace verifull::report
