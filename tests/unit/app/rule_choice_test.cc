#include "app/rule_choice.h"

#include <gtest/gtest.h>

#include "support/run_program.h"
#include "support/temp_dir.h"

namespace verifull::app {
namespace {

constexpr const char* kRule =
    "id: pooler-only\ntitle: Production goes through the pooler\nseverity: warning\n"
    "applies_to: connection\nwhen:\n  host: { known: true }\n"
    "  not: { host: pooler.example.com }\n"
    "message: \"{environment} {connects/connect} to {host}, past the pooler\"\n"
    "point_at: [host.pair, environment.header]\n";

class OwnRules : public ::testing::Test {
 protected:
  void SetUp() override {
    app_.write("config/database.yml",
               "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: verify-full\n"
               "  sslrootcert: /etc/ssl/certs/ca-certificates.crt\n");
    app_.write("rules/pooler-only.yml", kRule);
    app_.write(".verifull.yml", "custom_rules: rules/pooler-only.yml\n");
  }

  std::string run(const std::vector<std::string>& words) {
    support::ProgramRun run = support::run_program(VERIFULL_BINARY, words, app_.path());
    return std::to_string(run.exit_code) + "\n" + run.out + run.err;
  }

  support::TempDir app_;
};

constexpr const char* kFound = "config/database.yml:3:3: warning[pooler-only] production connects "
                               "to db.example.com, past the pooler\n";

TEST_F(OwnRules, RunBesideTheBuiltInOnes) {
  EXPECT_EQ(run({"-f", "concise"}), std::string("1\n") + kFound);
  EXPECT_EQ(run({"-f", "concise", "--no-config"}), "0\n");
  EXPECT_EQ(run({"-f", "concise", "--only", "pooler-only"}), std::string("1\n") + kFound);
  EXPECT_EQ(run({"-f", "concise", "--except", "pooler-only"}), "0\n");
  EXPECT_EQ(run({"-f", "concise", "--only", "sslmode-weak"}), "0\n");
  EXPECT_EQ(run({"-f", "concise", "--only", "pooler-onyl"}),
            "2\nverifull: `--only` names no rule: `pooler-onyl`\n"
            "  hint: did you mean `pooler-only`?\n");
}

TEST_F(OwnRules, ObeyTheConfigurationAndComments) {
  app_.write(".verifull.yml", "custom_rules: rules/pooler-only.yml\nrules: {pooler-only: info}\n");
  EXPECT_EQ(run({"-f", "concise"}).substr(0, 48), "0\nconfig/database.yml:3:3: info[pooler-only] pro");
  app_.write(".verifull.yml", "custom_rules: [rules/pooler-only.yml]\nrules: {pooler-only: off}\n");
  EXPECT_EQ(run({"-f", "concise"}), "0\n");
  app_.write(".verifull.yml", "custom_rules: rules/pooler-only.yml\nrules: {pooler-onyl: off}\n");
  EXPECT_EQ(run({"-f", "concise"}),
            "2\nverifull: .verifull.yml:2:9: there is no rule `pooler-onyl`\n"
            "  hint: did you mean `pooler-only`?\n");
  app_.write(".verifull.yml", "custom_rules: rules/pooler-only.yml\n");
  app_.write("config/database.yml",
             "production:\n  adapter: postgresql\n"
             "  host: db.example.com # verifull: ignore[pooler-only] until it has moved\n"
             "  sslmode: verify-full\n  sslrootcert: /etc/ssl/certs/ca-certificates.crt\n");
  EXPECT_EQ(run({"-f", "concise"}), "0\n");
}

TEST_F(OwnRules, AreListedAndExplained) {
  EXPECT_NE(run({"rules"}).find("pooler-only                    warning  Production goes through"),
            std::string::npos)
      << run({"rules"});
  EXPECT_EQ(run({"explain", "pooler-only"}).substr(0, 13), "0\npooler-only");
  EXPECT_EQ(run({"explain", "pooler-only", "--no-config"}),
            "2\nverifull: no rule is called `pooler-only`\n  hint: `verifull rules` lists them\n");
  EXPECT_NE(run({"rules", "ignore-unused"}).find("An ignore hides nothing"), std::string::npos);
  EXPECT_NE(run({"rules"}).find("ignore-without-reason"), std::string::npos);
  std::string sarif = run({"-f", "sarif"});
  EXPECT_NE(sarif.find("\"id\": \"pooler-only\""), std::string::npos) << sarif;
  EXPECT_NE(run({"-f", "json"}).find("\"url\": \"\""), std::string::npos);
}

TEST_F(OwnRules, OrNoRules) {
  EXPECT_EQ(run({"--only", "sslmode-weka"}),
            "2\nverifull: `--only` names no rule: `sslmode-weka`\n"
            "  hint: did you mean `sslmode-weak`?\n");
  EXPECT_EQ(run({"baseline", "create", "--except", "sslmode-weak,x"}),
            "2\nverifull: `--except` names no rule: `x`\n  hint: `verifull rules` lists them\n");
  EXPECT_EQ(run({"explain", "sslmode-weeak"}),
            "2\nverifull: no rule is called `sslmode-weeak`\n"
            "  hint: did you mean `sslmode-weak`?\n");
}

TEST_F(OwnRules, ThatAreBrokenSayWhere) {
  struct Case {
    const char* file;
    const char* text;
    const char* named;
    const char* error;
  };
  for (const Case& test : {
           Case{"rules/x.yml", "id: y\n", "rules/x.yml",
                "rules/x.yml:1:5: `id` is `y`, but the file is `x`"},
           {"rules/x.yml", "id: x\n", "rules/nope.yml",
            ".verifull.yml:1:16: rules/nope.yml cannot be read: No such file or directory"},
           {"rules/sslmode-weak.yml", "id: sslmode-weak\n", "rules/sslmode-weak.yml",
            ".verifull.yml:1:16: there is a rule `sslmode-weak` already"},
           {"rules/x.yml", "id: x\n", "../x.yml",
            ".verifull.yml:1:16: `../x.yml` is outside of the project"},
           {"rules/x.yml", "id: x\n", "/etc/x.yml",
            ".verifull.yml:1:16: `/etc/x.yml` is outside of the project"},
       }) {
    app_.write(test.file, test.text);
    app_.write(".verifull.yml", std::string("custom_rules: [") + test.named + "]\n");
    std::string out = run({"-f", "concise"});
    EXPECT_EQ(out.substr(0, out.find('\n', 2)), std::string("2\nverifull: ") + test.error);
    // The page of a built-in rule can be read all the same.
    EXPECT_EQ(run({"explain", "sslmode-weak"}).substr(0, 14), "0\nsslmode-weak");
  }
}

}  // namespace
}  // namespace verifull::app
