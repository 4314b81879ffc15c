// What is shown of a URL: everything but its secrets.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "parse/db_url.h"
#include "support/placeholder_text.h"

namespace verifull::parse {
namespace {

struct Case {
  std::string_view url;
  std::string_view expected;
};

TEST(DbUrlMask, HidesPasswords) {
  static constexpr Case kCases[] = {
      {"postgres://u:p@h/db?sslmode=require", "postgres://u:[redacted]@h/db?sslmode=require"},
      {"postgres://u@h:5432/db", "postgres://u@h:5432/db"},
      {"postgres://u:@h/db", "postgres://u:@h/db"},
      {"postgres://h:5432/db", "postgres://h:5432/db"},
      {"postgres://u%3Ap@h/db", "postgres://u%3A[redacted]@h/db"},
      {"//u:p@h/db", "//u:[redacted]@h/db"},
      {"postgres://u:p@h/db?application_name=a@b",
       "postgres://u:[redacted]@h/db?application_name=a@b"},
      {"postgres://h:5432/db?user=me@corp", "postgres://h:5432/db?user=me@corp"},
      {"postgres://u:p@x@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p/w@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p#w@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p?w@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p@x/w@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:12/w@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p@x?w@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p ://w@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p w\n@h/db", "postgres://u:[redacted]@h/db"},
      {"postgres://u:p@x?A=w@h/db", "postgres://u:[redacted]@h/db"},
      {"jdbc:postgresql://u:p?a=w@h/db", "jdbc:postgresql://u:[redacted]@h/db"},
      {"u:p?abc=w@h/db", "u:[redacted]@h/db"},
      {"u:p://w@h/db", "u:[redacted]@h/db"},
      {"postgres:/u:p@h/db", "postgres:[redacted]@h/db"},
      {"'postgres://u:p@h/db'", "'postgres://u:[redacted]@h/db'"},
      {"jdbc:postgresql://h/db?user=u&password=p",
       "jdbc:postgresql://h/db?user=u&password=[redacted]"},
      {"jdbc:postgresql://u:p@h/db", "jdbc:postgresql://u:[redacted]@h/db"},
      {"?password=p&a=b", "?password=[redacted]&a=b"},
      {"?a=b&password=p&q&a=b#x", "?a=b&password=[redacted]&a=b#x"},
      {"?sslpassword=p#q", "?sslpassword=[redacted]"},
      {"?password=", "?password="},
      {"?p%61ssword=p", "?p%61ssword=[redacted]"},
      {"?PASSWORD=p", "?PASSWORD=[redacted]"},
      {"?a=b&amp;password=p", "?a=b&amp;password=[redacted]"},
      {"?oauth_client_secret=p&x=y", "?oauth_client_secret=[redacted]&x=y"},
      {"?passfile=/x&require_auth=password", "?passfile=/x&require_auth=password"},
      {"postgres://u:p@h?password=a@b&x=y", "postgres://u:[redacted]@h?password=[redacted]&x=y"},
      {"", ""},
      {"not a URL", "not a URL"},
      {"postgres://u:{0}@h/{1}", "postgres://u:[redacted]@h/{1}"},
      {"postgres://{0}:p@h", "postgres://{0}:[redacted]@h"},
      {"postgres://{0}x@h", "postgres://{0}[redacted]@h"},
      {"{0}p@h/db", "{0}[redacted]@h/db"},
      {"{0}://u:p@h", "{0}://u:[redacted]@h"},
      {"{0}&password=p", "{0}&password=[redacted]"},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.url));
    std::string text = with_placeholders(std::string(each.url));
    EXPECT_EQ(braced_placeholders(url_without_password(text)), each.expected);
  }
}

TEST(DbUrlMask, LongTextTakesLinearTime) {
  std::string ampersands(1 << 20, '&');
  EXPECT_EQ(url_without_password("postgres://h?" + ampersands + "@h"),
            "postgres://h?" + ampersands + "@h");
}

}  // namespace
}  // namespace verifull::parse
