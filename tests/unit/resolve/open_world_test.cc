// The open world stands for every closed one: whatever the variables that it does
// not know turn out to be, what it says must come true.
//
// Random files are resolved twice: with their variables unknown, and with random
// values for all of them. Where the conditions of the open verdict hold for those
// values, the closed verdict must be that verdict; a file that then does not load, or
// a connection that does not cross the network, contradicts nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "resolve/resolve.h"

namespace {

using verifull::resolve::Connection;
using verifull::resolve::ResolveInput;
using verifull::resolve::Verdict;

using Values = std::map<std::string, std::optional<std::string>>;

constexpr std::string_view kModes[] = {
    "",
    "  sslmode: verify-full\n",
    "  sslmode: require\n",
    "  sslmode: <%= ENV[\"MODE\"] %>\n",
    "  sslmode: <%= ENV.fetch(\"MODE\", \"verify-full\") %>\n",
    "  sslmode: \"<%= ENV[\"MODE\"] %>\"\n",
    "  sslmode: <%= ENV[\"MODE\"].presence || \"verify-full\" %>\n",
    "  sslmode: <%= ENV[\"MODE\"] || \"prefer\" %>\n",
    "  sslmode: <%= ENV[\"FLAG\"] ? \"verify-full\" : \"require\" %>\n",
    "  sslmode: <%= ENV[\"MODE\"] == \"verify-full\" ? \"verify-full\" : \"disable\" %>\n",
    "<% if ENV[\"FLAG\"].present? %>\n  sslmode: verify-full\n<% else %>\n  sslmode: allow\n<% end %>\n",
    "<% unless ENV[\"FLAG\"] == \"off\" %>\n  sslmode: verify-full\n<% end %>\n",
    "<% mode = ENV[\"MODE\"] || \"verify-full\" %>\n  sslmode: <%= mode %>\n",
    "  sslmode: verify-<%= ENV.fetch(\"FLAG\", \"full\") %>\n",
    "  <%= ENV[\"FLAG\"] ? \"sslmode: verify-full\" : \"pool: 5\" %>\n",
};

constexpr std::string_view kRoots[] = {
    "",
    "  sslrootcert: /ca.pem\n",
    "  sslrootcert: <%= ENV[\"ROOT\"] %>\n",
    "  sslrootcert: <%= ENV.fetch(\"ROOT\", \"/ca.pem\") %>\n",
    "  sslrootcert: <%= ENV.fetch(\"MODE\", \"verify-full\") == \"verify-full\" ? \"/ca.pem\" : nil %>\n",
};

constexpr std::string_view kHosts[] = {
    "",
    "  host: db.example.com\n",
    "  host: localhost\n",
    "  host: <%= ENV[\"DB_HOST\"] %>\n",
    "  host: <%= ENV[\"DB_HOST\"] || \"localhost\" %>\n",
    "  host: <%= ENV.fetch(\"DB_HOST\") %>\n",
};

constexpr std::string_view kUrls[] = {
    "",
    "",
    "  url: <%= ENV[\"DATABASE_URL\"] %>\n",
    "  url: <%= ENV.fetch(\"DATABASE_URL\", \"\") %>\n",
    "  url: <%= \"#{ENV[\"DATABASE_URL\"]}?sslmode=verify-full&sslrootcert=/ca.pem\" %>\n",
    "  url: postgres://db.example.com/app?sslmode=verify-full&sslrootcert=/ca.pem\n",
    "  url: <%= ENV[\"OTHER_URL\"] || ENV[\"DATABASE_URL\"] %>\n",
};

struct Choice {
  std::string_view name;
  std::vector<std::string_view> values;  // "-" is unset
};

const std::vector<Choice>& choices() {
  static const auto* all = new std::vector<Choice>{
      {"MODE", {"-", "", "verify-full", "verify-ca", "require", "prefer", "disable", "nonsense"}},
      {"FLAG", {"-", "", "1", "off", "ca"}},
      {"ROOT", {"-", "", "/ca.pem"}},
      {"DB_HOST", {"-", "", "db.example.com", "localhost"}},
      {"DATABASE_URL",
       {"-", "", "postgres://h/db", "postgres://h/db?sslmode=verify-full",
        "postgres://h/db?sslmode=disable", "postgres://h/db?application_name=x",
        "postgres://h/db?sslrootcert=/ca.pem", "postgres://localhost/db"}},
      {"OTHER_URL", {"-", "postgres://h/db", "postgres://h/db?sslmode=require"}},
      {"PGSSLMODE", {"-", "-", "verify-full", "disable", ""}},
      {"PGSSLROOTCERT", {"-", "-", "/ca.pem"}},
      {"PGHOST", {"-", "-", "db.example.com"}},
  };
  return *all;
}

template <typename Table>
std::string_view pick(const Table& table, std::mt19937& random) {
  return table[random() % std::size(table)];
}

std::string random_file(std::mt19937& random) {
  std::string body = "  adapter: postgresql\n";
  std::array<std::string_view, 4> parts = {pick(kModes, random), pick(kRoots, random),
                                           pick(kHosts, random), pick(kUrls, random)};
  for (std::string_view part : parts) body += part;
  if (random() % 3 == 0) {
    return "default: &default\n" + body + "\nproduction:\n  <<: *default\n  database: app\n" +
           std::string(pick(kModes, random));
  }
  return "production:\n" + body;
}

Values random_values(std::mt19937& random) {
  Values values;
  for (const Choice& choice : choices()) {
    std::string_view value = choice.values[random() % choice.values.size()];
    values[std::string(choice.name)] =
        value == "-" ? std::nullopt : std::optional(std::string(value));
  }
  return values;
}

Connection resolved(const std::string& text, const Values* values) {
  ResolveInput input;
  input.text = text;
  input.file = 0;
  input.rules = *verifull::resolve::rails_rules("7.1");
  input.rails_root = "/app";
  input.environments = {"production"};
  if (values != nullptr) {
    input.variables.closed_world = true;
    for (const auto& [name, value] : *values) {
      if (value) input.variables.defines.emplace_back(name, *value);
    }
  }
  verifull::resolve::Resolution resolution = verifull::resolve::resolve(input);
  EXPECT_EQ(resolution.databases.size(), 1U) << text;
  return resolution.databases.empty() ? Connection{} : resolution.databases[0].connection;
}

bool url_has(const std::optional<std::string>& url, std::string_view key) {
  if (!url) return false;
  std::size_t query = url->find('?');
  if (query == std::string::npos) return false;
  for (std::string_view pair : verifull::base::split(std::string_view(*url).substr(query + 1), '&')) {
    if (pair.substr(0, pair.find('=')) == key) return true;
  }
  return false;
}

bool one_word_holds(std::string_view word, const std::optional<std::string>& value) {
  if (word == "unset") return !value;
  if (word == "empty") return value && value->empty();
  if (word == "set") return value && !value->empty();
  if (word == "not empty") return !value || !value->empty();
  if (word.starts_with("not `")) {
    return value && !value->empty() && "not `" + *value + "`" != word;
  }
  return value && "`" + *value + "`" == word;
}

// What a reader would make of the words of a condition; nullopt for words that this
// test does not know.
std::optional<bool> holds(std::string_view condition, const Values& values) {
  std::size_t space = condition.find(' ');
  auto found = values.find(std::string(condition.substr(0, space)));
  if (found == values.end()) return std::nullopt;
  std::string_view rest = condition.substr(space + 1);
  if (rest.starts_with("sets no ")) return !url_has(found->second, rest.substr(8));
  if (rest.starts_with("sets ")) return url_has(found->second, rest.substr(5));
  if (rest == "has no query") return !found->second || found->second->find('?') == std::string::npos;
  if (rest == "has a query") return found->second && found->second->find('?') != std::string::npos;
  if (!rest.starts_with("is ")) return std::nullopt;
  std::string words = verifull::base::replace_all(rest.substr(3), " or ", ", ");
  words = verifull::base::replace_all(words, ", ", "|");
  for (std::string_view word : verifull::base::split(words, '|')) {
    if (one_word_holds(word, found->second)) return true;
  }
  return false;
}

std::string shown(const Values& values) {
  std::string result;
  for (const auto& [name, value] : values) result += name + "=" + value.value_or("(unset)") + " ";
  return result;
}

// New files each time; VERIFULL_SEED repeats a run.
std::uint32_t seed_of_run() {
  const char* chosen = std::getenv("VERIFULL_SEED");
  return static_cast<std::uint32_t>(chosen == nullptr ? std::time(nullptr)
                                                      : std::strtol(chosen, nullptr, 10));
}

int rounds_of_run(int usual) {
  const char* chosen = std::getenv("VERIFULL_OPEN_WORLDS");
  return chosen == nullptr ? usual : std::atoi(chosen);
}

Verdict promised_by(const Connection& open) {
  return open.verdict == Verdict::kVerifiedIf ? Verdict::kVerified : open.verdict;
}

// Which of the conditions hold; nullopt for words that this test does not know.
std::optional<std::vector<bool>> truths(const Connection& open, const Values& values) {
  std::vector<bool> result;
  for (const std::string& condition : open.conditions) {
    std::optional<bool> truth = holds(condition, values);
    if (!truth) return std::nullopt;
    result.push_back(*truth);
  }
  return result;
}

TEST(OpenWorld, ComesTrueInEveryClosedWorld) {
  std::uint32_t seed = seed_of_run();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  int decided = 0;
  int rounds = rounds_of_run(300);
  for (int round = 0; round < rounds; ++round) {
    std::string text = random_file(random);
    Connection open = resolved(text, nullptr);
    Verdict promised = promised_by(open);
    if (promised == Verdict::kUnknown) continue;
    for (int i = 0; i < 40; ++i) {
      Values values = random_values(random);
      std::optional<std::vector<bool>> told = truths(open, values);
      ASSERT_TRUE(told) << "unknown words: " << verifull::base::join(open.conditions, "; ");
      if (std::find(told->begin(), told->end(), false) != told->end()) continue;
      ++decided;
      Verdict closed = resolved(text, &values).verdict;
      bool nothing_opened = closed == Verdict::kNotApplicable || closed == Verdict::kBootError;
      ASSERT_TRUE(closed == promised || nothing_opened)
          << text << "\n" << shown(values) << "\nopen: " << verdict_name(open.verdict)
          << "\nconditions: " << verifull::base::join(open.conditions, "; ")
          << "\nclosed: " << verdict_name(closed);
      if (HasFatalFailure()) return;
    }
  }
  // A test of conditions that never hold would test nothing.
  EXPECT_GT(decided, 500);
}

// Some closed world in which all conditions but this one hold has another verdict.
bool flips(const std::string& text, const Connection& open, std::size_t condition,
           std::mt19937& random, bool& reachable) {
  constexpr int kTries = 4'000;
  constexpr int kMostResolved = 60;
  int resolutions = 0;
  for (int i = 0; i < kTries && resolutions < kMostResolved; ++i) {
    Values values = random_values(random);
    std::optional<std::vector<bool>> told = truths(open, values);
    if (!told || (*told)[condition]) continue;
    if (std::count(told->begin(), told->end(), false) != 1) continue;
    reachable = true;
    ++resolutions;
    if (resolved(text, &values).verdict != promised_by(open)) return true;
  }
  return false;
}

TEST(OpenWorld, EachConditionFlipsTheVerdict) {
  std::uint32_t seed = seed_of_run();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  int flipped = 0;
  int rounds = rounds_of_run(60);
  for (int round = 0; round < rounds; ++round) {
    std::string text = random_file(random);
    Connection open = resolved(text, nullptr);
    if (open.verdict == Verdict::kUnknown) continue;
    for (std::size_t i = 0; i < open.conditions.size(); ++i) {
      bool reachable = false;
      bool flip = flips(text, open, i, random, reachable);
      ASSERT_TRUE(flip || !reachable)
          << text << "\nopen: " << verdict_name(open.verdict)
          << "\nconditions: " << verifull::base::join(open.conditions, "; ")
          << "\nwithout effect: " << open.conditions[i];
      flipped += flip ? 1 : 0;
    }
  }
  // As above: conditions that no world breaks would prove nothing.
  EXPECT_GT(flipped, rounds / 4);
}

}  // namespace
