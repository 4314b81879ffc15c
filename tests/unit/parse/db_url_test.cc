// Facts: Active Record 6.1.7 on Ruby 3.1 (ConnectionUrlResolver#to_hash); the
// rules of other versions from the same file of Rails 5.2, 6.0, 7.0 and 7.2.
#include "parse/db_url.h"

#include <gtest/gtest.h>

#include <string>

#include "support/placeholder_text.h"

namespace verifull::parse {
namespace {

constexpr UrlRules kRails52{false, false, false, false, false};
constexpr UrlRules kRails60{true, false, false, false, false};
constexpr UrlRules kRails61{true, true, false, false, false};
constexpr UrlRules kRails70{true, true, true, false, false};
constexpr UrlRules kRails72{true, true, true, true, true};

std::string dump(const DbUrl& url) {
  if (url.error) return url.error->ruby_class + ": " + url.error->message;
  std::string result;
  if (url.opaque_base) result += "base {" + std::to_string(*url.opaque_base) + "} ";
  if (url.query_after_opaque) result += "+query ";
  if (url.left_alone) result += "left alone ";
  for (const UrlPart& part : url.parts) {
    result += part.key + "=" + (part.is_false ? "(false)" : part.value);
    result += part.integer ? "(integer) " : " ";
  }
  if (!result.empty()) result.pop_back();
  return result;
}

struct Case {
  std::string_view url;
  std::string_view expected;
};

template <std::size_t kSize>
void expect_all(const Case (&cases)[kSize], const UrlRules& rules) {
  for (const Case& each : cases) {
    SCOPED_TRACE(std::string(each.url));
    DbUrl url = parse_db_url(with_placeholders(std::string(each.url)), rules);
    EXPECT_EQ(braced_placeholders(dump(url)), each.expected);
  }
}

TEST(DbUrlParse, TakesComponentsApart) {
  static constexpr Case kCases[] = {
      {"postgres://u:p%40@h:5433/db?sslmode=require",
       "adapter=postgresql username=u password=p@ port=5433(integer) database=db host=h "
       "sslmode=require"},
      {"postgres://h", "adapter=postgresql host=h"},
      {"postgres://h/", "adapter=postgresql host=h"},
      {"postgresql:///db", "adapter=postgresql database=db"},
      {"postgres:////db", "adapter=postgresql database=/db"},
      {"postgres:/db", "adapter=postgresql database=db"},
      {"POSTGRES://H/db", "adapter=postgresql database=db host=H"},
      {"\v\t postgres://h/db\r\n", "adapter=postgresql database=db host=h"},
      {"postgis://h/db", "adapter=postgis database=db host=h"},
      {"postgresql+psycopg2://h/db", "adapter=postgresql+psycopg2 database=db host=h"},
      {"my-sql.2://h/db", "adapter=my_sql.2 database=db host=h"},
      {"sqlite3:/a/b", "adapter=sqlite3 database=/a/b"},
      {"sqlite3:a/b", "adapter=sqlite3 database=a/b"},
      {"postgres://[::1]:5432/db", "adapter=postgresql port=5432(integer) database=db host=::1"},
      {"postgres://[1:2::1.2.3.4]/", "adapter=postgresql host=1:2::1.2.3.4"},
      {"postgres://%2Fvar%2Frun/db", "adapter=postgresql database=db host=/var/run"},
      {"postgres://u:@h/db", "adapter=postgresql username=u database=db host=h"},
      {"postgres://:p@h/db", "adapter=postgresql password=p database=db host=h"},
      {"postgres://@h/db", "adapter=postgresql database=db host=h"},
      {"postgres://u:a:b@h", "adapter=postgresql username=u password=a:b host=h"},
      {"postgres://u:$!'()*+,;:=&.~_-@h",
       "adapter=postgresql username=u password=$!'()*+,;:=&.~_- host=h"},
      {"postgres://h:/db", "adapter=postgresql database=db host=h"},
      {"postgres://h:007/db", "adapter=postgresql port=7(integer) database=db host=h"},
      {"postgres://h:000/db", "adapter=postgresql port=0(integer) database=db host=h"},
      {"postgres://h:99999999999999999999",
       "adapter=postgresql port=99999999999999999999(integer) host=h"},
      {"postgres://h/a@b;c//d%20", "adapter=postgresql database=a@b;c//d  host=h"},
      {"postgres://h/%20", "adapter=postgresql database=  host=h"},
      {"postgres://h/db#frag", "adapter=postgresql database=db host=h"},
      {"db.example.com/app", "database=db.example.com/app"},
      {"//u@/db", "username=u database=db"},
      {"//:5/db", "port=5(integer) database=db"},
      {"/db", "database=db"},
      {"#frag", ""},
      {"user:pw@host/db", "adapter=user database=pw@host/db"},
      {"jdbc:postgresql://h/db?ssl=true", "left alone url=jdbc:postgresql://h/db?ssl=true"},
      {"jdbc:a b", "left alone url=jdbc:a b"},
      {"https://h/db", "left alone url=https://h/db"},
      {"HTTP://h/db", "adapter=http port=80(integer) database=db host=h"},
      {"ws://h:1/db", "adapter=ws port=1(integer) database=db host=h"},
      {"file://u:p@localhost:1/db", "adapter=file database=db"},
      {"ftp://h//%2Fa;type=i", "adapter=ftp port=21(integer) database=/a host=h"},
      {"mailto:a@b,c@d;?x=y", "x=y adapter=mailto database=a@b,c@d;"},
  };
  expect_all(kCases, kRails72);
}

TEST(DbUrlParse, ReadsTheQuery) {
  static constexpr Case kCases[] = {
      {"?sslmode=verify-full", "sslmode=verify-full"},
      {"?sslmode=", ""},
      {"?sslmode", ""},
      {"?sslmode=%20", "sslmode= "},
      {"?sslmode=verify-full&a=b&sslmode=disable", "sslmode=disable a=b"},
      {"?sslmode=require&sslmode", ""},
      {"?sslrootcert=%2Fetc%2Fca.pem&sslmode=verify%2Dfull",
       "sslrootcert=/etc/ca.pem sslmode=verify-full"},
      {"?%73slmode=require", "%73slmode=require"},
      {"?sslmode=verify-full;sslrootcert=x", "sslmode=verify-full;sslrootcert=x"},
      {"?sslmode=verify-full&amp;sslrootcert=x", "sslmode=verify-full amp;sslrootcert=x"},
      {"?sslmode=verify-full#frag", "sslmode=verify-full"},
      {"?sslmode=require&&&", "sslmode=require"},
      {"?&&", ""},
      {"?sslmode=require?sslmode=verify-full", "sslmode=require?sslmode=verify-full"},
      {"?a=b=c", "a=b=c"},
      {"?=b", "=b"},
      {"?a+b=c+d", "a+b=c+d"},
      {"?a=%2540", "a=%40"},
      {"?a'b=c'd", "a%27b=c'd"},
      {"postgres:d?a'b=c'd", "a'b=c'd adapter=postgresql database=d"},
      {"postgres:d?a=b?c&database=x", "a=b?c database=d adapter=postgresql"},
      {"?port=5432", "port=5432"},
      {"?replica=false&database_tasks=f%61lse&prepared=false",
       "replica=(false) database_tasks=(false) prepared=false"},
      {"?replica=true&database_tasks=FALSE", "replica=true database_tasks=FALSE"},
  };
  expect_all(kCases, kRails72);
}

TEST(DbUrlParse, RefusesWhatRubyRefuses) {
  static constexpr Case kCases[] = {
      {"", "RuntimeError: Database URL cannot be empty"},
      {" \n\xC2\xA0\xE3\x80\x80\xE2\x80\x8A", "RuntimeError: Database URL cannot be empty"},
      {"postgres://h/\xFF", "ArgumentError: invalid byte sequence in UTF-8"},
      {"postgres:", "URI::InvalidURIError: bad URI(absolute but no path): postgres:"},
      {"postgres://?a=b", "URI::InvalidURIError: bad URI(absolute but no path): postgres://?a=b"},
      {"postgres://user@/db",
       "URI::InvalidURIError: the scheme postgres does not accept registry part: user@ (or bad "
       "hostname?)"},
      {"Postgres://my_db/app",
       "URI::InvalidURIError: the scheme postgres does not accept registry part: my_db (or bad "
       "hostname?)"},
      {"postgres://h1,h2/db",
       "URI::InvalidURIError: the scheme postgres does not accept registry part: h1,h2 (or bad "
       "hostname?)"},
      {"postgres://u:secret@h1:5432,h2:5433/db",
       "URI::InvalidURIError: the scheme postgres does not accept registry part: "
       "u:[redacted]@h1:5432,h2:5433 (or bad hostname?)"},
      {"postgres://user:sec/ret@h/db",
       "URI::InvalidURIError: the scheme postgres does not accept registry part: "
       "user:[redacted] (or bad hostname?)"},
      {"postgres://user:s,c@r_t/x@h/db",
       "URI::InvalidURIError: the scheme postgres does not accept registry part: "
       "user:[redacted] (or bad hostname?)"},
      {"//my_db/app",
       "URI::InvalidURIError: the scheme  does not accept registry part: my_db (or bad "
       "hostname?)"},
      {"postgres://u:se#cr#et@h/db",
       "URI::InvalidURIError: bad URI(is not URI?): postgres://u:[redacted]@h/db"},
      {"postgres://h/d b", "URI::InvalidURIError: bad URI(is not URI?): postgres://h/d b"},
      {"\"postgres://h/db\"", "URI::InvalidURIError: bad URI(is not URI?): \"postgres://h/db\""},
      {"postgres://${HOST}/db",
       "URI::InvalidURIError: bad URI(is not URI?): postgres://${HOST}/db"},
      {"postgres://h/%zz", "URI::InvalidURIError: bad URI(is not URI?): postgres://h/%zz"},
      {"postgres://h/%4", "URI::InvalidURIError: bad URI(is not URI?): postgres://h/%4"},
      {"postgres://h/\xC3\xA9",
       "URI::InvalidURIError: bad URI(is not URI?): postgres://h/\xC3\xA9"},
      {"postgres://[12345::]/",
       "URI::InvalidURIError: bad URI(is not URI?): postgres://[12345::]/"},
      {"postgres://[1:::2]/", "URI::InvalidURIError: bad URI(is not URI?): postgres://[1:::2]/"},
      {"1a:b", "URI::InvalidURIError: bad URI(is not URI?): 1a:b"},
      {"x_y://h/db", "URI::InvalidURIError: bad URI(is not URI?): x_y://h/db"},
      {"?&sslmode=require", "ArgumentError: invalid number of elements (0 for 1..2)"},
      {"postgres://h/db?a=b&&c=d", "ArgumentError: invalid number of elements (0 for 1..2)"},
      {"postgres:?a=b", "URI::InvalidComponentError: bad component(expected opaque component): "},
      {" http:x", "URI::InvalidURIError: can not set opaque with host, port, userinfo or path"},
      {"file:x", "URI::InvalidURIError: can not set opaque with host, port, userinfo or path"},
      {"ftp:x", "URI::InvalidURIError: URI::InvalidURIError"},
      {"ldap://h/x#f", "URI::InvalidURIError: bad LDAP URL"},
      {"mailto:///x?y=1",
       "URI::InvalidURIError: can not set opaque with host, port, userinfo or path"},
      {"mailto:/x", "URI::InvalidComponentError: missing opaque part for mailto URL"},
      {"mailto:a@b@c", "URI::InvalidComponentError: unrecognised opaque part for mailtoURL: a@b@c"},
  };
  expect_all(kCases, kRails72);
}

TEST(DbUrlParse, FollowsTheVersionOfRails) {
  static constexpr std::string_view kRealOther = "postgres://real/db?host=other&adapter=mysql2";
  static constexpr Case kBefore70[] = {
      {kRealOther, "host=real adapter=postgresql database=db"},
      {"postgres:///db?host=/sock", "adapter=postgresql database=db"},
      {"?adapter=postgresql&host=h&x=y", "x=y"},
      {"postgres://h/db?database=", "database=db adapter=postgresql host=h"},
      {"mysql://h", "adapter=mysql host=h"},
      {"?replica=false", "replica=false"},
  };
  expect_all(kBefore70, kRails60);
  expect_all(kBefore70, kRails61);
  static constexpr Case kSince70[] = {
      {kRealOther, "adapter=mysql2 database=db host=other"},
      {"postgres:///db?host=/sock", "adapter=postgresql database=db host=/sock"},
      {"postgres://h/db?database=", "adapter=postgresql host=h"},
      {"postgres://h/db?database", "adapter=postgresql host=h"},
      {"postgres://h:1/db?port=2", "adapter=postgresql port=2 database=db host=h"},
      {"postgres:db?adapter=x&database=y", "adapter=postgresql database=db"},
      {"mysql://h", "adapter=mysql host=h"},
      {"sqlite:/a", "adapter=sqlite database=a"},
      {"?replica=false", "replica=false"},
  };
  expect_all(kSince70, kRails70);
  static constexpr Case kSince72[] = {{"mysql://h", "adapter=mysql2 host=h"},
                                      {"sqlite:/a", "adapter=sqlite3 database=/a"}};
  expect_all(kSince72, kRails72);
  static constexpr Case kBefore61[] = {
      {"http://h/db", "adapter=http port=80(integer) database=db host=h"}};
  expect_all(kBefore61, kRails60);
  static constexpr Case kBefore60[] = {
      {"?a=b=c", "ArgumentError: invalid number of elements (3 for 1..2)"},
      {"?=", "ArgumentError: invalid number of elements (0 for 1..2)"},
      {"?a=b==", "a=b"},
      {"?a==&=c", "=c"},
  };
  expect_all(kBefore60, kRails52);
}

TEST(DbUrlParse, PlaceholdersAreLetters) {
  static constexpr Case kCases[] = {
      {"postgres://{0}:{1}@{0}:{1}/{0}?sslmode={1}",
       "adapter=postgresql username={0} password={1} port={1}(integer) database={0} host={0} "
       "sslmode={1}"},
      {"postgres://h{0}.x:54{1}/a{0}b",
       "adapter=postgresql port=54{1}(integer) database=a{0}b host=h{0}.x"},
      {"postgres://[{0}::1]/db", "adapter=postgresql database=db host={0}::1"},
      {"postgres://[{0}]/db", "adapter=postgresql database=db host={0}"},
      {"postgres:{0}", "adapter=postgresql database={0}"},
      {"postgres{0}://h", "adapter=postgres{0} host=h"},
      {"postgres://u:a%{0}@h", "adapter=postgresql username=u password=a%{0} host=h"},
      {"?{0}", "{0}="},
      {"?{0}=x&{1}", "{0}=x {1}="},
      {"postgres://{0}_x/db",
       "URI::InvalidURIError: the scheme postgres does not accept registry part: {0}_x (or bad "
       "hostname?)"},
  };
  expect_all(kCases, kRails72);
}

TEST(DbUrlParse, PlaceholderAtTheBeginningHidesTheBase) {
  static constexpr Case kCases[] = {
      {"{1}", "base {1}"},
      {" {1}\n", "base {1}"},
      {"{0}?sslmode=verify-full&x=%41", "base {0} +query sslmode=verify-full x=A"},
      {"{0}_test?sslmode=require#f", "base {0} +query sslmode=require"},
      {"{0}#f?sslmode=require", "base {0}"},
      {"{0}&sslmode=require", "base {0}"},
      {"{0}://h/db", "base {0}"},
      {"{0}{1}?a=b", "base {0} +query a=b"},
      {"{0}?{1}", "base {0} +query {1}="},
      {"{0}?", "base {0} +query"},
      {"{0} x", "URI::InvalidURIError: bad URI(is not URI?): {0} x"},
      {"{0}?a=b#c#d", "URI::InvalidURIError: bad URI(is not URI?): {0}?a=b#c#d"},
      {"{0}?&a=b", "ArgumentError: invalid number of elements (0 for 1..2)"},
  };
  expect_all(kCases, kRails72);
}

TEST(DbUrlParse, TellsThePlaceOfEveryPart) {
  struct PlaceCase {
    std::string_view url;
    std::string_view expected;
  };
  static constexpr PlaceCase kCases[] = {
      {" postgres://u:p%40@[::1]:05/d%20b?a=b&c=d#x",
       "adapter:postgres username:u password:p%40 port:05 database:d%20b host:[::1] a:a=b c:c=d "},
      {"sqlite3:/a/b", "adapter:sqlite3 database:/a/b "},
      {"postgres:db?a=b", "a:a=b adapter:postgres database:db "},
      {"?a=b&c=d&a=e", "a:a=e c:c=d "},
      {"HTTP://h", "adapter:HTTP port:HTTP host:h "},
  };
  for (const PlaceCase& each : kCases) {
    SCOPED_TRACE(std::string(each.url));
    std::string places;
    for (const UrlPart& part : parse_db_url(each.url, kRails72).parts) {
      places +=
          part.key + ":" + std::string(each.url.substr(part.begin, part.end - part.begin)) + " ";
    }
    EXPECT_EQ(places, each.expected);
  }
}

TEST(DbUrlParse, TellsThePlaceOfAnError) {
  static constexpr Case kCases[] = {
      {"postgres://h/d b", " "},
      {"postgres://h/\xC3\xA9x", "\xC3\xA9"},
      {"postgres://u:p@my_db/app", "u:p@my_db"},
      {"postgres://h?a=b&&c", ""},
      {"postgres:", "postgres:"},
      {"postgres://a[b/", "["},
      {"postgres://h?a==b&c=d=e", "a==b"},
  };
  for (const Case& each : kCases) {
    SCOPED_TRACE(std::string(each.url));
    DbUrl url = parse_db_url(each.url, kRails52);
    ASSERT_TRUE(url.error.has_value());
    EXPECT_TRUE(url.parts.empty());
    EXPECT_EQ(each.url.substr(url.error->begin, url.error->end - url.error->begin), each.expected);
  }
}

TEST(DbUrlParse, KnowsWhetherThereIsAScheme) {
  EXPECT_TRUE(parse_db_url("postgres://h/db", kRails72).has_scheme);
  EXPECT_TRUE(parse_db_url("a:b", kRails72).has_scheme);
  EXPECT_TRUE(parse_db_url("jdbc:x", kRails72).has_scheme);
  EXPECT_TRUE(parse_db_url(placeholder(3), kRails72).has_scheme);
  EXPECT_FALSE(parse_db_url("db.example.com/app", kRails72).has_scheme);
  EXPECT_FALSE(parse_db_url("?a=b:c", kRails72).has_scheme);
}

TEST(DbUrlParse, MarksWhatTheQueryGave) {
  DbUrl url = parse_db_url("postgres://h:1/db?host=x", kRails72);
  ASSERT_EQ(url.parts.size(), 4U);
  EXPECT_FALSE(url.parts[1].from_query);
  EXPECT_TRUE(url.parts[3].from_query);
  EXPECT_EQ(url.parts[3].value, "x");
}

TEST(DbUrlParse, LongTextTakesLinearTime) {
  std::string pairs;
  for (int i = 0; i < 50'000; ++i) pairs += "a" + std::to_string(i) + "=b&";
  EXPECT_EQ(parse_db_url("postgres://h?" + pairs, kRails72).parts.size(), 50'002U);
}

}  // namespace
}  // namespace verifull::parse
