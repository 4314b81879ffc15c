// The open world stands for every closed one: whatever the variables that it does
// not know turn out to be, what it says must come true.
//
// Random files are resolved twice: with their variables unknown, and with random
// values for all of them. Where the conditions of the open verdict hold for those
// values, the closed verdict must be that verdict; a file that then does not load, or
// a connection that does not cross the network, contradicts nothing. The Rails version,
// what .env and the Dockerfile set and whether the root certificate is there vary too.
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
#include "image/stage.h"
#include "parse/dockerfile.h"
#include "parse/dotenv.h"
#include "resolve/resolve.h"

namespace {

using verifull::resolve::Connection;
using verifull::resolve::ResolveInput;
using verifull::resolve::RootFile;
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
      {"ROOT", {"-", "", "/other.pem"}},
      {"DB_HOST", {"-", "", "db.example.com", "localhost"}},
      {"DATABASE_URL",
       {"-", "", "postgres://h/db", "postgres://h/db?sslmode=verify-full",
        "postgres://h/db?sslmode=disable", "postgres://h/db?application_name=x",
        "postgres://h/db?sslrootcert=/other.pem", "postgres://localhost/db"}},
      {"OTHER_URL", {"-", "postgres://h/db", "postgres://h/db?sslmode=require",
        "postgres://h/db?sslmode=disable"}},
      {"PGSSLMODE", {"-", "-", "verify-full", "disable", ""}},
      {"PGSSLROOTCERT", {"-", "-", "/other.pem"}},
      {"PGHOST", {"-", "-", "db.example.com"}},
  };
  return *all;
}

template <typename Table>
auto pick(const Table& table, std::mt19937& random) {
  return table[random() % std::size(table)];
}

constexpr std::string_view kVersions[] = {"5.2", "6.0", "6.1", "7.0", "7.1", "7.2", "8.0", "8.1"};
constexpr RootFile kRootFiles[] = {RootFile::kPresent, RootFile::kAbsent, RootFile::kUnknown,
                                   RootFile::kUnknown};

constexpr std::string_view kRoot = "/ca.pem";         // as the file names it
constexpr std::string_view kOtherRoot = "/other.pem";  // as only variables do
constexpr std::string_view kDefaultRoot = "~/.postgresql/root.crt";

struct Project {
  std::string yml;
  std::string_view version;
  std::string dotenv;
  std::string dockerfile;
  RootFile root = RootFile::kUnknown;  // kRoot
  bool default_root_possible = false;
  Values settled;                      // by .env or the Dockerfile
};

std::string shown(const Project& project) {
  return "Rails " + std::string(project.version) + "\n" + project.yml + "--- .env\n" + project.dotenv +
         "--- Dockerfile\n" + project.dockerfile + "--- " + std::string(kRoot) + ": " +
         std::to_string(static_cast<int>(project.root)) +
         (project.default_root_possible ? ", perhaps the default root\n" : "\n");
}

std::string random_yml(std::mt19937& random) {
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

// A line of each file gives the variable its value; the image's stands.
void settle(Project& project, const Choice& choice, std::mt19937& random) {
  for (bool in_image : {true, false}) {
    if (random() % 8 != 0) continue;
    std::string_view value = choice.values[random() % choice.values.size()];
    if (value == "-") continue;
    std::string line = std::string(choice.name) + "=" + std::string(value) + "\n";
    (in_image ? project.dockerfile += "ENV " : project.dotenv) += line;
    project.settled.try_emplace(std::string(choice.name), std::string(value));
  }
}

Project random_project(std::mt19937& random) {
  Project project;
  project.yml = random_yml(random);
  project.version = pick(kVersions, random);
  project.root = pick(kRootFiles, random);
  project.default_root_possible = random() % 4 == 0;
  project.dockerfile = "FROM scratch\n";
  for (const Choice& choice : choices()) settle(project, choice, random);
  return project;
}

Values random_values(const Project& project, std::mt19937& random) {
  Values values;
  for (const Choice& choice : choices()) {
    std::string_view value = choice.values[random() % choice.values.size()];
    values[std::string(choice.name)] =
        value == "-" ? std::nullopt : std::optional(std::string(value));
  }
  for (const auto& [name, value] : project.settled) values[name] = value;
  bool there = project.root == RootFile::kUnknown ? random() % 2 == 0
                                                  : project.root == RootFile::kPresent;
  values[std::string(kRoot)] = there ? std::optional("there") : std::nullopt;
  values[std::string(kOtherRoot)] = random() % 4 != 0 ? std::optional("there") : std::nullopt;
  bool other = project.default_root_possible && random() % 2 == 0;
  values[std::string(kDefaultRoot)] = other ? std::optional("there") : std::nullopt;
  return values;
}

struct Roots {
  RootFile root;
  RootFile other = RootFile::kUnknown;
};

RootFile root_file_of(const void* context, std::string_view path) {
  const Roots& roots = *static_cast<const Roots*>(context);
  if (path == kRoot) return roots.root;
  return path == kOtherRoot ? roots.other : RootFile::kAbsent;
}

bool is_variable(std::string_view name) { return name[0] != '/' && name[0] != '~'; }

Connection resolved(const Project& project, const Values* values) {
  using verifull::parse::DotenvDialect;
  std::vector<verifull::image::Stage> stages =
      verifull::image::interpret_stages(verifull::parse::parse_dockerfile(project.dockerfile, 2));
  ResolveInput input;
  input.text = project.yml;
  input.file = 0;
  input.rules = *verifull::resolve::rails_rules(project.version);
  input.rails_root = "/app";
  input.environments = {"production"};
  input.variables.dialect = DotenvDialect::kDotenv32;
  input.variables.dotenv.push_back(
      {".env", verifull::parse::parse_dotenv(project.dotenv, 1, DotenvDialect::kDotenv32), {}});
  input.variables.stage = &stages.at(0);
  Roots roots{project.root};
  input.root_file = root_file_of;
  input.root_file_context = &roots;
  input.default_root_possible = project.default_root_possible;
  if (values != nullptr) {
    input.variables.closed_world = true;
    for (const auto& [name, value] : *values) {
      bool free = is_variable(name) && !project.settled.contains(name);
      if (value && free) input.variables.defines.emplace_back(name, *value);
    }
    roots.root = values->at(std::string(kRoot)) ? RootFile::kPresent : RootFile::kAbsent;
    roots.other = values->at(std::string(kOtherRoot)) ? RootFile::kPresent : RootFile::kAbsent;
    if (!values->at(std::string(kDefaultRoot))) input.default_root_possible = false;
  }
  verifull::resolve::Resolution resolution = verifull::resolve::resolve(input);
  EXPECT_EQ(resolution.databases.size(), 1U) << shown(project);
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
  if (rest == "is there") return found->second.has_value();
  if (rest == "is not there") return !found->second;
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

// "" when libpq is not given it.
std::string parameter_of(const Connection& connection, std::string_view keyword) {
  for (const auto& parameter : connection.libpq) {
    if (parameter.keyword == keyword) return parameter.value.reveal();
  }
  return "";
}

// What the open verdict supposes of a certificate of which nobody knows: for a strict
// mode that it is there (without it libpq opens nothing), for `require`, which then
// checks the authority, that it is not (one weak verdict stands for two).
bool is_supposed(const Project& project, const Connection& open, const Connection& closed,
                 const Values& values) {
  std::string root = parameter_of(closed, "sslrootcert");
  if (root.empty() || (root == kRoot && project.root != RootFile::kUnknown)) return false;
  for (const std::string& condition : open.conditions) {
    if (condition.starts_with(root)) return false;
  }
  bool there = values.at(root).has_value();
  return there ? parameter_of(closed, "sslmode") == "require"
               : closed.verdict == Verdict::kFailsClosed;
}

// In the world of `values`. Nothing can say that the default root file is there but a
// condition; nullopt where the verdict is one for the world without it.
std::optional<Verdict> verdict_in(const Project& project, const Connection& open,
                                  const Values& values) {
  Connection closed = resolved(project, &values);
  std::optional<std::vector<bool>> told = truths(closed, values);
  if (!told) {
    ADD_FAILURE() << "unknown words: " << verifull::base::join(closed.conditions, "; ");
    return std::nullopt;
  }
  if (is_supposed(project, open, closed, values)) return std::nullopt;
  if (std::find(told->begin(), told->end(), false) != told->end()) return std::nullopt;
  return promised_by(closed);
}

TEST(OpenWorld, ComesTrueInEveryClosedWorld) {
  std::uint32_t seed = seed_of_run();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  int decided = 0;
  int rounds = rounds_of_run(300);
  for (int round = 0; round < rounds; ++round) {
    Project project = random_project(random);
    Connection open = resolved(project, nullptr);
    Verdict promised = promised_by(open);
    if (promised == Verdict::kUnknown) continue;
    for (int i = 0; i < 40; ++i) {
      Values values = random_values(project, random);
      std::optional<std::vector<bool>> told = truths(open, values);
      ASSERT_TRUE(told) << "unknown words: " << verifull::base::join(open.conditions, "; ");
      if (std::find(told->begin(), told->end(), false) != told->end()) continue;
      std::optional<Verdict> closed = verdict_in(project, open, values);
      if (!closed) continue;
      ++decided;
      bool nothing_opened = closed == Verdict::kNotApplicable || closed == Verdict::kBootError;
      ASSERT_TRUE(closed == promised || nothing_opened)
          << shown(project) << "\n" << shown(values) << "\nopen: " << verdict_name(open.verdict)
          << "\nconditions: " << verifull::base::join(open.conditions, "; ")
          << "\nclosed: " << verdict_name(*closed);
      if (HasFatalFailure()) return;
    }
  }
  // A test of conditions that never hold would test nothing.
  EXPECT_GT(decided, 500);
}

// In the world of `values`; that a certificate is not there of which a strict verdict
// supposes that it is changes nothing.
bool differs(const Project& project, const Connection& open, const Values& values) {
  Connection closed = resolved(project, &values);
  std::string root = parameter_of(closed, "sslrootcert");
  bool strict = promised_by(open) == Verdict::kVerified || promised_by(open) == Verdict::kCaOnly;
  bool supposed = root == kOtherRoot || (root == kRoot && project.root == RootFile::kUnknown);
  bool missing = supposed && !values.at(root);
  if (strict && missing && closed.verdict == Verdict::kFailsClosed) return false;
  std::optional<std::vector<bool>> told = truths(closed, values);
  bool holds = told && std::find(told->begin(), told->end(), false) == told->end();
  return holds == (closed.verdict != promised_by(open));
}

// Some closed world in which all conditions but this one hold has another verdict.
bool flips(const Project& project, const Connection& open, std::size_t condition,
           std::mt19937& random, bool& reachable) {
  constexpr int kTries = 12'000;
  constexpr int kEnough = 200;  // worlds without effect: fewer may be chance
  int resolutions = 0;
  for (int i = 0; i < kTries && resolutions < kEnough; ++i) {
    Values values = random_values(project, random);
    std::optional<std::vector<bool>> told = truths(open, values);
    if (!told || (*told)[condition]) continue;
    if (std::count(told->begin(), told->end(), false) != 1) continue;
    reachable = ++resolutions == kEnough;
    if (differs(project, open, values)) return true;
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
    Project project = random_project(random);
    Connection open = resolved(project, nullptr);
    if (open.verdict == Verdict::kUnknown) continue;
    // Half of a mode ("verify-…") or a second `?` is taken as unknown, also where nothing
    // else than a refusal can come of it.
    if (open.verdict == Verdict::kFailsClosed) continue;
    for (std::size_t i = 0; i < open.conditions.size(); ++i) {
      bool reachable = false;
      bool flip = flips(project, open, i, random, reachable);
      ASSERT_TRUE(flip || !reachable)
          << shown(project) << "\nopen: " << verdict_name(open.verdict)
          << "\nconditions: " << verifull::base::join(open.conditions, "; ")
          << "\nwithout effect: " << open.conditions[i];
      flipped += flip ? 1 : 0;
    }
  }
  // As above: conditions that no world breaks would prove nothing.
  EXPECT_GT(flipped, rounds / 4);
}

}  // namespace
