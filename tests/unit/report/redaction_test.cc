#include "report/redaction.h"

#include <ctime>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/secret.h"
#include "sample.h"

namespace verifull::report {
namespace {

std::string redacted(std::string_view text, TextKind kind) {
  std::string result;
  std::size_t at = 0;
  for (const ByteRange& range : secret_ranges(text, kind)) {
    result.append(text.substr(at, range.begin - at)).append("[]");
    at = range.end;
  }
  return result.append(text.substr(at));
}

struct Case {
  std::string_view input;
  std::string_view expected;  // `[]` stands for a hidden range
};

constexpr Case kYamlCases[] = {
    {"  password: hunter2\n", "  password: []\n"},
    {"  password: hunter2 # old\n", "  password: []\n"},
    {"  password: hunter2 # verifull: ignore[password-in-file] local\n",
     "  password: [] # verifull: ignore[password-in-file] local\n"},
    {"  password: 'hun''ter2'  # x\n", "  password: '[]''[]'  # x\n"},
    {"  password: \"hun\\\"ter2\"\n", "  password: \"[]\"\n"},
    {"  password: \"hun\n    ter2\"\n  host: a\n", "  password: \"[]\"\n  host: a\n"},
    {"  password: hun\n    ter2\n  host: a\n", "  password: []\n  host: a\n"},
    {"  password: |\n    hunter2\n\n    x\n  host: a\n", "  password: |[]\n  host: a\n"},
    {"  password:\n    hunter2\n  host: a\n", "  password:[]\n  host: a\n"},
    {"  password: <%= <<~PW.strip\nhunter2\nPW\n%>\n  host: a\n",
     "  password: []\n  host: a\n"},
    {"  password: &pw hunter2\n", "  password: []\n"},
    {"x:\n  - &pw hunter2\ny:\n  password: *pw\n", "x:\n  - &pw []\ny:\n  password: *pw\n"},
    {"  password: ''\n  host: a\n", "  password: ''\n  host: a\n"},
    {"  password:\n  host: a\n", "  password:\n  host: a\n"},
    {"secrets:\n  host: a\n  api_key: b\n", "secrets:\n  host: a\n  api_key: []\n"},
    {"# password: hunter2\n", "# password: []\n"},
    {"{ password: hunter2, host: a }\n", "{ password: [], host: a }\n"},
    {"{ \"password\": \"hunter2\", host: a }\n", "{ \"password\": \"[]\", host: a }\n"},
    {"  password: <%= ENV[\"DB_PASSWORD\"] %>\n", "  password: <%= ENV[\"DB_PASSWORD\"] %>\n"},
    {"  password: <%= ENV.fetch(\"DB_PASSWORD\", \"hunter2\") %>\n",
     "  password: <%= ENV.fetch(\"DB_PASSWORD\", \"[]\") %>\n"},
    {"  password: <%= ENV.fetch('X') { 'hunter2' } %>\n",
     "  password: <%= ENV.fetch('X') { '[]' } %>\n"},
    {"  password: <%= ENV['X'] || 12345 %>\n", "  password: <%= ENV['X'] || [] %>\n"},
    {"  password: <%= %q(hunter2) %>\n", "  password: <%= %[] %>\n"},
    {"  password: a<%= ENV[\"X\"] %>b\n", "  password: []<%= ENV[\"X\"] %>[]\n"},
    {"  password: <%= File.read(\"/run/secrets/pw\") %>\n",
     "  password: <%= File.read(\"/run/secrets/pw\") %>\n"},
    {"  password: <%= Rails.application.credentials.dig(:production, :password) %>\n",
     "  password: <%= Rails.application.credentials.dig(:production, :password) %>\n"},
    {"  url: <%= ENV[\"DB_PASSWORD\"] || \"hunter2\" %>\n",
     "  url: <%= ENV[\"DB_PASSWORD\"] || \"[]\" %>\n"},
    {"  url: <%= \"postgres://u:#{ENV[\"DB_PASSWORD\"]}@h/d\" %>\n",
     "  url: <%= \"postgres://u:#{ENV[\"DB_PASSWORD\"]}@h/d\" %>\n"},
    {"  url: postgres://u:<%= ENV[\"PW\"] %>@h/d\n",
     "  url: postgres://u:<%= ENV[\"PW\"] %>@h/d\n"},
    {"  url: postgres://u:hunter2@h/d\n", "  url: postgres://u:[]@h/d\n"},
    {"  sslmode: require\n  sslkey: /a/b\n", "  sslmode: require\n  sslkey: /a/b\n"},
    {"  <% pw = \"hunter2\" %>\n", "  <% pw = \"[]\" %>\n"},
    {"  x: \"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\"\n",
     "  x: \"-----BEGIN PRIVATE KEY-----[]-----END PRIVATE KEY-----\"\n"},
};

constexpr Case kDotenvCases[] = {
    {"DB_PASSWORD=hunter2\n", "DB_PASSWORD=[]\n"},
    {"export DB_PASSWORD=hun ter2 # x\n", "export DB_PASSWORD=[]\n"},
    {"DB_PASSWORD='hun\nter2'\nA=1\n", "DB_PASSWORD='[]'\nA=1\n"},
    {"DB_PASSWORD = hunter2\n", "DB_PASSWORD = []\n"},
    {"DB_PASSWORD: hunter2\n", "DB_PASSWORD: []\n"},
    {"DB_PASSWORD=hunter2\r\nA=1\r\n", "DB_PASSWORD=[]\r\nA=1\r\n"},
    {"DB_PASSWORD=$OTHER\nDB_PASS=${OTHER}\n", "DB_PASSWORD=$OTHER\nDB_PASS=${OTHER}\n"},
    {"DB_PASSWORD=p$ecret\n", "DB_PASSWORD=[]\n"},
    {"DB_PASS=${OTHER:-hunter2}\n", "DB_PASS=${OTHER:-[]}\n"},
    {"A=${DB_PASSWORD:-hunter2}\n", "A=${DB_PASSWORD:-[]}\n"},
    {"DATABASE_URL=postgres://u:hunter2@h/d?sslmode=require\n",
     "DATABASE_URL=postgres://u:[]@h/d?sslmode=require\n"},
    {"DATABASE_URL=postgres://u:p%40ss@h/d\n", "DATABASE_URL=postgres://u:[]@h/d\n"},
    {"DATABASE_URL=postgres://u:p/s?s#s@x@h/d\n", "DATABASE_URL=postgres://u:[]@h/d\n"},
    {"DATABASE_URL=postgres://u:p w@h/d\n", "DATABASE_URL=postgres://u:[]@h/d\n"},
    {"DATABASE_URL=\"postgres://u:p w@h/d\"\n", "DATABASE_URL=\"postgres://u:[]@h/d\"\n"},
    {"DATABASE_URL=postgres://u:hunter2\n", "DATABASE_URL=postgres://u:[]\n"},
    {"DATABASE_URL=postgres://h:5432/d\n", "DATABASE_URL=postgres://h:5432/d\n"},
    {"DATABASE_URL=postgres://[::1]:5432/d\n", "DATABASE_URL=postgres://[::1]:5432/d\n"},
    {"DATABASE_URL=postgres://u@h/d\n", "DATABASE_URL=postgres://u@h/d\n"},
    {"DATABASE_URL=postgres://h/d?user=u&password=hunter2&sslmode=require\n",
     "DATABASE_URL=postgres://h/d?user=u&password=[]&sslmode=require\n"},
    {"DATABASE_URL=postgres://h/d?p%61ssword=hunter2\n",
     "DATABASE_URL=postgres://h/d?p%61ssword=[]\n"},
    {"DATABASE_URL=postgres://u:hunter2@h/d?user=me@srv\n",
     "DATABASE_URL=postgres://u:[]@h/d?user=me@srv\n"},
    {"REDIS_URL=redis://:hunter2@h:6379/0\n", "REDIS_URL=redis://:[]@h:6379/0\n"},
    {"X=https://ghp_hunter2@github.com/a\n", "X=https://[]@github.com/a\n"},
    {"X=https://h:8080/@scope/x\n", "X=https://h:8080/@scope/x\n"},
    {"X=a?u=postgres%3A%2F%2Fu%3Ahunter2%40h\n", "X=a?u=postgres%3A%2F%2Fu%3A[]%40h\n"},
    {"CONN=\"host=a password=hunter2 sslmode=x\"\n", "CONN=\"host=a password=[] sslmode=x\"\n"},
    {"CONN=\"host=a password='hun ter' sslmode=x\"\n", "CONN=\"host=a password='[]' sslmode=x\"\n"},
    {"JSON={\"password\":\"hunter2\",\"a\":1}\n", "JSON={\"password\":\"[]\",\"a\":1}\n"},
};

constexpr Case kDockerfileCases[] = {
    {"ENV DB_PASSWORD=hunter2 A=1\n", "ENV DB_PASSWORD=[] A=1\n"},
    {"ENV DB_PASSWORD=\"hun ter\" A=1\n", "ENV DB_PASSWORD=\"[]\" A=1\n"},
    {"ENV DB_PASSWORD=hun\\ ter A=1\n", "ENV DB_PASSWORD=[] A=1\n"},
    {"ENV DB_PASSWORD hunter 2\n", "ENV DB_PASSWORD []\n"},
    {"ENV DB_PASSWORD hun\\\n  ter2\nRUN x\n", "ENV DB_PASSWORD []\nRUN x\n"},
    {"ARG TOKEN=hunter2\n", "ARG TOKEN=[]\n"},
    {"RUN SECRET_KEY_BASE=hunter2 rails assets:precompile\n",
     "RUN SECRET_KEY_BASE=[] rails assets:precompile\n"},
    {"RUN curl -u me:hunter2 https://h\n", "RUN curl -u me:[] https://h\n"},
    {"RUN x --password hunter2 --token=abc y\n", "RUN x --password [] --token=[] y\n"},
    {"RUN echo 'machine h login me password hunter2' > x\n",
     "RUN echo 'machine h login me password [] > x\n"},
    {"RUN curl -H \"Authorization: Bearer hunter2\" h\n", "RUN curl -H \"Authorization: []\" h\n"},
    {"ENV J=\"{\\\"password\\\": \\\"hunter2\\\"}\"\n",
     "ENV J=\"{\\\"password\\\": \\\"[]\\\"}\"\n"},
    {"FROM registry/token:1.2\nENV A=b\n", "FROM registry/token:1.2\nENV A=b\n"},
    {"ADD https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem /x\n",
     "ADD https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem /x\n"},
    {"RUN --mount=type=secret,id=master_key x\n", "RUN --mount=type=secret,id=master_key x\n"},
};

constexpr Case kMessageCases[] = {
    {"key not found: \"DATABASE_URL\"", "key not found: \"DATABASE_URL\""},
    {"bad URI(is not URI?): postgres://u:hunter2@h/d", "bad URI(is not URI?): postgres://u:[]@h/d"},
    {"password: is set", "password: is set"},
    {"host=a password=hunter2", "host=a password=[]"},
    {"invalid value for Integer(): \"hunter2\"", "invalid value for Integer(): \"[]\""},
    {"invalid value for Integer(): \"hunter2", "invalid value for Integer(): \"[]"},
    {"the scheme postgres does not accept registry part: app:hunter2 (or bad hostname?)",
     "the scheme postgres does not accept registry part: app:[] (or bad hostname?)"},
    {"the scheme postgres does not accept registry part: a_b (or bad hostname?)",
     "the scheme postgres does not accept registry part: a_b (or bad hostname?)"},
    {"is PEM text (`-----BEGIN CERTIFICATE-----`), no path",
     "is PEM text (`-----BEGIN CERTIFICATE-----`), no path"},
};

template <std::size_t N>
void expect_all(const Case (&cases)[N], TextKind kind) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.input);
    EXPECT_EQ(redacted(each.input, kind), each.expected);
  }
}

TEST(Redaction, Yaml) { expect_all(kYamlCases, TextKind::kYaml); }
TEST(Redaction, Dotenv) { expect_all(kDotenvCases, TextKind::kDotenv); }
TEST(Redaction, Dockerfile) { expect_all(kDockerfileCases, TextKind::kDockerfile); }
TEST(Redaction, Messages) { expect_all(kMessageCases, TextKind::kMessage); }

// Whatever the secret looks like, and wherever it is planted, no piece of it of
// some length is left.
TEST(Redaction, PlantedSecretsAreGone) {
  constexpr std::string_view kSecrets[] = {
      "s3cr3tW0rd",     "s3cr3t@W0rd",  "s3cr3t:W0rd",   "s3cr3t/W0rd",  "s3cr3t%40W0rd",
      "s3cr3t#W0rd",    "s3cr3t?W0rd",  "s3cr3t&W0rd",   "s3cr3t=W0rd",  "s3cr3t$W0rd",
      "s3cr3t;W0rd",    "s3cr3t,W0rd",  "s3cr3t{W0rd}",  "s3cr3t<W0rd>", "s3cr3t\xC3\xA9W0rd",
      "s3cr3t\xFFW0rd", "s3cr3t|W0rd",  "s3cr3t*W0rd",   "s3cr3t%W0rd",  "s3cr3t\\\\W0rd",
      "s3cr3t[W0rd]",   "s3cr3t::W0rd", "s3cr3t##[W0rd",
  };
  struct Place {
    std::string_view before;
    std::string_view after;
    TextKind kind;
  };
  constexpr Place kPlaces[] = {
      {"production:\n  password: ", "\n  host: a\n", TextKind::kYaml},
      {"production:\n  password: \"", "\"\n  host: a\n", TextKind::kYaml},
      {"production:\n  password: '", "'\n  host: a\n", TextKind::kYaml},
      {"production:\n  password: >-\n    ", "\n  host: a\n", TextKind::kYaml},
      {"production:\n  url: postgres://app:", "@db.example.com/app\n", TextKind::kYaml},
      {"production:\n  url: \"postgres://app:", "@db.example.com/app\"\n", TextKind::kYaml},
      {"production:\n  password: <%= ENV[\"X\"] || \"", "\" %>\n", TextKind::kYaml},
      {"DB_PASSWORD=", "\n", TextKind::kDotenv},
      {"DB_PASSWORD=\"", "\"\n", TextKind::kDotenv},
      {"export API_TOKEN='", "'\n", TextKind::kDotenv},
      {"DATABASE_URL=postgres://app:", "@db.example.com/app\n", TextKind::kDotenv},
      {"DATABASE_URL='postgres://app:", "@db.example.com/app'\n", TextKind::kDotenv},
      {"ENV SECRET_KEY_BASE=", "\n", TextKind::kDockerfile},
      {"ENV SECRET_KEY_BASE ", "\n", TextKind::kDockerfile},
      {"ENV SECRET_KEY_BASE=\"", "\"\n", TextKind::kDockerfile},
      {"RUN curl https://me:", "@example.com/x\n", TextKind::kDockerfile},
      {"could not parse postgres://app:", "@db.example.com/app", TextKind::kMessage},
  };
  for (const Place& place : kPlaces) {
    for (std::string_view secret : kSecrets) {
      std::string text = std::string(place.before).append(secret).append(place.after);
      SCOPED_TRACE(text);
      std::string result = redacted(text, place.kind);
      EXPECT_EQ(result.find("s3cr3t"), std::string::npos) << result;
      EXPECT_EQ(result.find("W0rd"), std::string::npos) << result;
    }
  }
}

// A variable whose name tells nothing, and a key of YAML, whose span is the key.
TEST(Redaction, KnownSecretsOfSettings) {
  using resolve::OriginKind;
  using resolve::ShownText;
  testing::Sample sample;
  sample.env =
      sample.analysis.sources.add(".env", source::FileKind::kDotenv, "A=hunter2\nB=1234\n");
  sample.yml = sample.analysis.sources.add("config/database.yml", source::FileKind::kDatabaseConfig,
                                           "pin: <%= ENV[\"A\"] %>\n");
  resolve::Setting setting;
  setting.key = "password";
  setting.value = ShownText::secret("hunter2");
  setting.trail = {{OriginKind::kDotenv, sample.in_env("hunter2"), "A"},
                   {OriginKind::kYaml, sample.in_yml("pin"), "pin"}};
  setting.overrides = {
      {ShownText::secret("1234"), true, {{OriginKind::kDotenv, sample.in_env("B=1234"), "B"}}}};
  engine::ProjectResult project;
  project.connections.emplace_back();
  project.connections.back().settings.push_back(setting);
  sample.analysis.projects.push_back(project);
  Redactor redactor(sample.analysis);
  std::vector<ByteRange> expected{{2, 9}, {12, 16}};
  EXPECT_EQ(redactor.hidden_in(sample.env), expected);
  EXPECT_TRUE(redactor.hidden_in(sample.yml).empty());
}

TEST(Redaction, ShownIsSafeToPrint) {
  struct Pair {
    std::string_view input;
    std::string_view expected;
  };
  constexpr Pair kPairs[] = {
      {"plain \xC3\xA9", "plain \xC3\xA9"},
      {"a\nb\tc\x1b[31m", "a\\x0Ab\\x09c\\x1B[31m"},
      {"\xE2\x80\xAE", "\\u{202E}"},
      {"x ##[error]y", "x ##\\x5Berror]y"},
      {"::error::x", "\\x3A:error\\x3A:x"},
      {"  ::error::x", "  \\x3A:error\\x3A:x"},
      {"Gem::Version", "Gem::Version"},
      {"postgres://app:pw@h/d", "postgres://app:[redacted]@h/d"},
      {"postgres://app:[redacted]@h/d", "postgres://app:[redacted]@h/d"},
      {"\xFF", "\\xFF"},
  };
  for (const Pair& each : kPairs) {
    EXPECT_EQ(shown(each.input), each.expected) << each.input;
  }
}

// What could make each detector start anew at every byte: quadratic work would
// take minutes for some of these, linear takes milliseconds.
TEST(Redaction, TimeIsLinear) {
  for (std::string_view unit : {"<%",
                                "#{",
                                "${",
                                "\"",
                                "'",
                                "://",
                                "a://b:",
                                "%3a%2f%2f",
                                "password=",
                                "password: ",
                                "password=\"\" ",
                                "ENV[\"PW\"]",
                                "-----BEGIN ",
                                "-----BEGIN X-----",
                                "ENV PW x\\\n",
                                " ",
                                "=",
                                ":",
                                "pw:\n",
                                "pw: |\n",
                                "@",
                                "?a=",
                                "%(",
                                "\\",
                                "-u ",
                                "login ",
                                "pw=\\\"",
                                "pw: {",
                                "a://${"}) {
    std::string text;
    while (text.size() < (std::size_t{1} << 18)) text += unit;
    std::clock_t before = std::clock();
    for (TextKind kind : {TextKind::kYaml, TextKind::kDotenv, TextKind::kDockerfile}) {
      secret_ranges(text, kind);
    }
    EXPECT_LT((std::clock() - before) / CLOCKS_PER_SEC, 8) << unit;
  }
}

}  // namespace
}  // namespace verifull::report
