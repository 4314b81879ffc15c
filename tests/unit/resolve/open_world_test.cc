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
#include "unit/resolve/random_projects.h"

namespace {

using namespace verifull::resolve::random_projects;

using verifull::resolve::Connection;
using verifull::resolve::ResolveInput;
using verifull::resolve::RootFile;
using verifull::resolve::Verdict;

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
