#include "parse/yaml_scalar.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace verifull::parse {
namespace {

constexpr std::string_view kTypes[] = {"nil",    "true",   "false", "Integer", "Float",
                                       "String", "Symbol", "Date",  "Time"};

// "Integer 5", "nil", "opaque …" or "ArgumentError: message".
std::string described(const TypedScalar& scalar) {
  if (!scalar.error_class.empty()) return scalar.error_class + ": " + scalar.error_message;
  if (scalar.opaque) return "opaque " + scalar.text;
  std::string result(kTypes[static_cast<std::size_t>(scalar.type)]);
  const bool named = scalar.type <= ScalarType::kFalse;
  return named ? result : result + " " + scalar.text;
}

struct PlainRow {
  std::string_view text;
  std::string_view value;
};

TEST(YamlScalar, Plain) {
  static constexpr PlainRow kRows[] = {
      {"", "nil"},
      {"~", "nil"},
      {"null", "nil"},
      {"NULL", "nil"},
      {"Null", "nil"},
      {"nil", "String nil"},
      {"true", "true"},
      {"True", "true"},
      {"yes", "true"},
      {"on", "true"},
      {"ON", "true"},
      {"y", "String y"},
      {"no", "false"},
      {"off", "false"},
      {"FALSE", "false"},
      {"n", "String n"},
      {"false ", "String false "},
      {"tru", "String tru"},
      {"require", "String require"},
      {"verify-full", "String verify-full"},
      {"<<", "String <<"},
      {"=", "String ="},
      {"a b", "String a b"},
      {"0", "Integer 0"},
      {"5432", "Integer 5432"},
      {"5_432", "Integer 5432"},
      {"5432,5433", "Integer 54325433"},
      {"1,000", "Integer 1000"},
      {"-5", "Integer -5"},
      {"+5", "Integer 5"},
      {"-0", "Integer 0"},
      {"1_", "String 1_"},
      {"1__0", "String 1__0"},
      {"_1", "String _1"},
      {"010", "Integer 8"},
      {"-017", "Integer -15"},
      {"08", "String 08"},
      {"0o17", "String 0o17"},
      {"0_", "Integer 0"},
      {"0,7", "Integer 7"},
      {"0b101", "Integer 5"},
      {"-0b1_1", "Integer -3"},
      {"0b_", "ArgumentError: invalid value for Integer(): \"0b\""},
      {"0x1F", "Integer 31"},
      {"0xfF_f", "Integer 4095"},
      {"0x", "String 0x"},
      {"0X1F", "String 0X1F"},
      {"123456789012345678901234567890", "Integer 123456789012345678901234567890"},
      {"1:2", "Integer 3720"},
      {"12:30", "Integer 45000"},
      {"12:30:45", "Integer 45045"},
      {"-12:30", "Integer -41400"},
      {"-0:30", "Integer 1800"},
      {"+1:00", "Integer 3600"},
      {"1:60", "String 1:60"},
      {"1:2:3:4", "String 1:2:3:4"},
      {"1_000:30", "Integer 3601800"},
      {"99999999999999999999:59", "Integer 359999999999999999999940"},
      {"1:30.5", "Float 5430.0"},
      {"-1:30.25", "Float -1785.0"},
      {"12:30:45.5", "Float 45045.5"},
      {"1:30.", "Float 5400.0"},
      {"1.5", "Float 1.5"},
      {"1.", "Float 1.0"},
      {".5", "Float 0.5"},
      {"-.5", "Float -0.5"},
      {"+1.0", "Float 1.0"},
      {".", "String ."},
      {"-.", "String -."},
      {"1e3", "String 1e3"},
      {"1.0e3", "String 1.0e3"},
      {"1.0e+3", "Float 1000.0"},
      {"1.e+3", "Float 1000.0"},
      {".e+3", "ArgumentError: invalid value for Float(): \"e+3\""},
      {"1.5E-3", "Float 0.0015"},
      {"1_000.5", "Float 1000.5"},
      {"1,000.5", "Float 1000.5"},
      {"1.0e+400", "Float Infinity"},
      {"1.0e-400", "Float 0.0"},
      {"100000000000000.0", "Float 100000000000000.0"},
      {"1000000000000000.0", "Float 1.0e+15"},
      {"1234567890123456.5", "Float 1234567890123456.5"},
      {"123456789012345678.0", "Float 1.2345678901234568e+17"},
      {"0.0001", "Float 0.0001"},
      {"0.00001", "Float 1.0e-05"},
      {"-0.0", "Float -0.0"},
      {".inf", "Float Infinity"},
      {"+.INF", "Float Infinity"},
      {"-.inf", "Float -Infinity"},
      {".nan", "Float NaN"},
      {".NaN", "Float NaN"},
      {"-.nan", "String -.nan"},
      {"10.0.0.1", "String 10.0.0.1"},
      {"1.2.3", "String 1.2.3"},
      {"2020-01-02", "Date 2020-01-02"},
      {"2020-1-2", "Date 2020-01-02"},
      {"2020-02-30", "String 2020-02-30"},
      {"2020-13-01", "String 2020-13-01"},
      {"2020-00-01", "String 2020-00-01"},
      {"1500-02-29", "Date 1500-02-29"},
      {"1582-10-10", "String 1582-10-10"},
      {"1582-10-15", "Date 1582-10-15"},
      {"1900-02-29", "String 1900-02-29"},
      {"0000-01-01", "Date 0000-01-01"},
      {"20-01-01", "String 20-01-01"},
      {"2020-01-02 03:04:05", "Time 2020-01-02 03:04:05 +0000"},
      {"2020-01-02T03:04:05Z", "Time 2020-01-02 03:04:05 UTC"},
      {"2020-01-02 03:04:05.678 +05:30", "Time 2020-01-02 03:04:05 +0530"},
      {"2020-01-02 03:04:05 -0530", "Time 2020-01-02 03:04:05 -0530"},
      {"2020-01-02 03:04:05 +5", "Time 2020-01-02 03:04:05 +0500"},
      {"2020-01-02 03:04:05 -00:30", "Time 2020-01-02 03:04:05 +0030"},
      {"2020-01-02 24:00:00 Z", "Time 2020-01-03 00:00:00 UTC"},
      {"2020-01-02 23:59:60 Z", "Time 2020-01-03 00:00:00 UTC"},
      {"2020-02-31 00:00:00 Z", "Time 2020-03-02 00:00:00 UTC"},
      {"2020-01-32 00:00:00 Z", "String 2020-01-32 00:00:00 Z"},
      {"2020-01-02 03:04:05 +24", "String 2020-01-02 03:04:05 +24"},
      {"2020-01-02\t03:04:05", "NoMethodError: undefined method `match' for nil:NilClass"},
      {"2020-01-02\t03:04:05 Z", "NoMethodError: undefined method `[]' for nil:NilClass"},
      {"-2020-01-02 03:04:05 Z", "Time -2020-01-02 03:04:05 UTC"},
      {"2020-01-02 3:04", "String 2020-01-02 3:04"},
      {"2020-01-02 03:04:05 +053", "Time 2020-01-02 03:04:05 +0503"},
      {":a", "Symbol a"},
      {":a b", "Symbol a b"},
      {":\"a b\"", "Symbol a b"},
      {":'a'", "Symbol a"},
      {":'a'b", "Symbol a"},
      {":\"a", "Symbol \"a"},
      {":\":a\"", "Symbol a"},
      {":", "String :"},
      {"::a", "Symbol :a"},
      {":1", "Symbol 1"},
      {"\303\251", "String \303\251"},
      {"\342\202\2545", "String \342\202\2545"},
      {"+\303\251", "String +\303\251"},
      {"'", "String '"},
      {"50%", "String 50%"},
      {"-a", "String -a"},
      {"1a", "String 1a"},
      {".a", "String .a"},
      {"+.x", "String +.x"},
      {"a\nb", "String a\nb"},
  };
  for (const PlainRow& row : kRows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(described(type_plain(row.text)), row.value);
  }
}

TEST(YamlScalar, NamesGoWithTexts) {
  EXPECT_EQ(type_plain("~").text, "");
  EXPECT_EQ(type_plain("Yes").text, "true");
  EXPECT_EQ(type_plain("OFF").text, "false");
}

struct TaggedRow {
  std::string_view tag;
  std::string_view text;
  std::string_view value;
  YamlStyle style = YamlStyle::kPlain;
};

TEST(YamlScalar, TagsAndQuotes) {
  static constexpr TaggedRow kRows[] = {
      {"", "5", "String 5", YamlStyle::kDoubleQuoted},
      {"", "yes", "String yes", YamlStyle::kSingleQuoted},
      {"", "", "String ", YamlStyle::kSingleQuoted},
      {"", "5\n", "String 5\n", YamlStyle::kLiteral},
      {"", "~", "String ~", YamlStyle::kFolded},
      {"!", "5", "Integer 5"},
      {"!", "5", "Integer 5", YamlStyle::kDoubleQuoted},
      {"!", "null\n", "nil", YamlStyle::kLiteral},
      {"!", "on\ny", "true", YamlStyle::kLiteral},
      {"!", "\non", "String \non", YamlStyle::kLiteral},
      {"!foo", "", "nil"},
      {"!foo", "5", "Integer 5"},
      {"tag:yaml.org,2002:str", "5", "String 5"},
      {"tag:yaml.org,2002:str", "", "String "},
      {"!str", "yes", "String yes"},
      {"!ruby/string", "5", "String 5"},
      {"!str:Foo", "5", "opaque 5"},
      {"tag:yaml.org,2002:int", "5", "Integer 5", YamlStyle::kDoubleQuoted},
      {"tag:yaml.org,2002:int", "x", "String x"},
      {"tag:yaml.org,2002:bool", "yes", "true"},
      {"tag:yaml.org,2002:null", "x", "String x"},
      {"tag:yaml.org,2002:float", "5", "Float 5.0"},
      {"tag:yaml.org,2002:float", "1e3", "Float 1000.0"},
      {"!float", "1:30", "Float 5400.0"},
      {"!float", "abc", "ArgumentError: invalid value for Float(): \"abc\""},
      {"!float", "", "TypeError: can't convert nil into Float"},
      {"!float", "on", "TypeError: can't convert true into Float"},
      {"!float", "2020-01-01 10:00:00", "opaque 2020-01-01 10:00:00"},
      {"tag:yaml.org,2002:binary", "aGk=", "String hi"},
      {"!binary", "aG k\nu!", "String hi.", YamlStyle::kLiteral},
      {"!binary", "aGkx=", "String hi1"},
      {"!binary", "a", "String "},
      {"!ruby/sym", "a b", "Symbol a b"},
      {"!ruby/symbol", ":a", "Symbol :a"},
      {"!sym", "a", "String a"},
      {"tag:yaml.org,2002:merge", "<<", "String <<"},
      {"tag:yaml.org,2002:timestamp", "2020-01-01", "Date 2020-01-01"},
      {"!ruby/regexp", "/a/", "opaque /a/"},
      {"!ruby/range", "1..2", "opaque 1..2"},
      {"!ruby/class", "String", "opaque String"},
      {"!ruby/object:Foo", "5", "Integer 5"},
      {"!set", "5", "Integer 5"},
  };
  for (const TaggedRow& row : kRows) {
    SCOPED_TRACE(std::string(row.tag) + " " + std::string(row.text));
    YamlNode node;
    node.tag = row.tag;
    node.value = row.text;
    node.style = row.style;
    EXPECT_EQ(described(type_scalar(node)), row.value);
  }
}

TEST(YamlScalar, LongNumbers) {
  const std::string decimal(50'000, '7');
  EXPECT_EQ(type_plain(decimal).text, decimal);
  const TypedScalar hex = type_plain("0x" + std::string(50'000, 'f'));
  EXPECT_TRUE(hex.opaque);
  EXPECT_EQ(hex.text.size(), 50'002U);
  EXPECT_EQ(type_plain("0x" + std::string(32, 'f')).text,
            "340282366920938463463374607431768211455");
  EXPECT_EQ(type_plain("1" + std::string(400, '0') + ".0").text, "Infinity");
}

}  // namespace
}  // namespace verifull::parse
