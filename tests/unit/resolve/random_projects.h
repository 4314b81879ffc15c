// Random projects whose verdict hangs on variables that nobody knows, and random values
// for those variables.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/resolve.h"

namespace verifull::resolve::random_projects {

// Of variables, and of files ("there" or nothing), whose names begin with `/` or `~`.
using Values = std::map<std::string, std::optional<std::string>>;

inline constexpr std::string_view kModes[] = {
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

inline constexpr std::string_view kRoots[] = {
    "",
    "  sslrootcert: /ca.pem\n",
    "  sslrootcert: <%= ENV[\"ROOT\"] %>\n",
    "  sslrootcert: <%= ENV.fetch(\"ROOT\", \"/ca.pem\") %>\n",
    "  sslrootcert: <%= ENV.fetch(\"MODE\", \"verify-full\") == \"verify-full\" ? \"/ca.pem\" : nil %>\n",
};

inline constexpr std::string_view kHosts[] = {
    "",
    "  host: db.example.com\n",
    "  host: localhost\n",
    "  host: <%= ENV[\"DB_HOST\"] %>\n",
    "  host: <%= ENV[\"DB_HOST\"] || \"localhost\" %>\n",
    "  host: <%= ENV.fetch(\"DB_HOST\") %>\n",
};

inline constexpr std::string_view kUrls[] = {
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

inline const std::vector<Choice>& choices() {
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

inline constexpr std::string_view kVersions[] = {"5.2", "6.0", "6.1", "7.0", "7.1", "7.2", "8.0", "8.1"};
inline constexpr RootFile kRootFiles[] = {RootFile::kPresent, RootFile::kAbsent, RootFile::kUnknown,
                                   RootFile::kUnknown};

inline constexpr std::string_view kRoot = "/ca.pem";         // as the file names it
inline constexpr std::string_view kOtherRoot = "/other.pem";  // as only variables do
inline constexpr std::string_view kDefaultRoot = "~/.postgresql/root.crt";

struct Project {
  std::string yml;
  std::string_view version;
  std::string dotenv;
  std::string dockerfile;
  RootFile root = RootFile::kUnknown;  // kRoot
  bool default_root_possible = false;
  Values settled;                      // by .env or the Dockerfile
};

inline std::string shown(const Project& project) {
  return "Rails " + std::string(project.version) + "\n" + project.yml + "--- .env\n" + project.dotenv +
         "--- Dockerfile\n" + project.dockerfile + "--- " + std::string(kRoot) + ": " +
         std::to_string(static_cast<int>(project.root)) +
         (project.default_root_possible ? ", perhaps the default root\n" : "\n");
}

inline std::string random_yml(std::mt19937& random) {
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
inline void settle(Project& project, const Choice& choice, std::mt19937& random) {
  for (bool in_image : {true, false}) {
    if (random() % 8 != 0) continue;
    std::string_view value = choice.values[random() % choice.values.size()];
    if (value == "-") continue;
    std::string line = std::string(choice.name) + "=" + std::string(value) + "\n";
    (in_image ? project.dockerfile += "ENV " : project.dotenv) += line;
    project.settled.try_emplace(std::string(choice.name), std::string(value));
  }
}

inline Project random_project(std::mt19937& random) {
  Project project;
  project.yml = random_yml(random);
  project.version = pick(kVersions, random);
  project.root = pick(kRootFiles, random);
  project.default_root_possible = random() % 4 == 0;
  project.dockerfile = "FROM scratch\n";
  for (const Choice& choice : choices()) settle(project, choice, random);
  return project;
}

inline Values random_values(const Project& project, std::mt19937& random) {
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

}  // namespace verifull::resolve::random_projects
