// The span of every setting, cut out of its file, is the text that gave its value:
// the scalar, the default in a tag, the tag itself, the part of a URL, the line of an
// environment file or of a Dockerfile; whatever stands before it.
//
// Random projects are written from pieces that each know what that text is. Every
// value is a word of its own, so that the right text is the right place.
#include <gtest/gtest.h>

#include <cstdlib>
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

namespace verifull::resolve {
namespace {

struct Expected {
  std::string value;
  std::string written;
};

constexpr std::string_view kKeys[] = {"adapter",  "host",    "sslmode",  "sslrootcert",
                                      "database", "options", "username", "application_name"};

struct Project {
  std::string yml;
  std::string dotenv;
  std::string dockerfile = "FROM scratch\n";
  std::map<std::string, Expected> settings;
};

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  Project write() {
    if (chance(3)) project_.yml += "\xEF\xBB\xBF# \xF0\x9F\x98\x80 caf\xC3\xA9\n";
    if (chance(3)) project_.dotenv += "\xEF\xBB\xBF";
    noise("");
    bool merged = chance(2);
    if (merged) {
      project_.yml += "base:" + pick({" ", " \t"}) + "&base\n";
      entries(0, 4);
    }
    project_.yml += pick({"production:\n", "\"production\":\n", "production: # \t\xF0\x9F\x98\x80\n"});
    if (merged) project_.yml += "  <<: *base\n";
    entries(merged ? 4 : 0, 8);
    if (chance(2)) url();
    if (chance(3)) {
      project_.yml = base::replace_all(project_.yml, "\n", "\r\n");
      project_.dotenv = base::replace_all(project_.dotenv, "\n", "\r\n");
      project_.dockerfile = base::replace_all(project_.dockerfile, "\n", "\r\n");
    }
    return std::move(project_);
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  std::string pick(std::vector<std::string> all) { return all[below(all.size())]; }
  std::string number() { return std::to_string(++count_); }

  void noise(const std::string& indent) {
    if (!chance(2)) return;
    project_.yml += pick({"\n", "# it's \xF0\x9F\x98\x80 <%# note %>\n", indent + "# \t\xC2\xA0x\n",
                          "<% x = \"\xF0\x9F\x98\x80\" %>\n", "<%# a\n b %>\n", "<% if true %>\n<% end %>\n",
                          "# <%= \"\xC3\xA9\" * 3 %>\n"});
  }

  void entries(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      noise("  ");
      std::string key(kKeys[i]);
      std::string quoted = pick({key, key, "\"" + key + "\"", "'" + key + "'", ":" + key});
      std::string value = key == "adapter" ? "postgresql" : "v" + number() + "w";
      project_.yml += "  " + quoted + ":" + pick({" ", "  ", " \t"}) + spelling(key, value) +
                      pick({"", "", " # \xF0\x9F\x98\x80", "\t# x"}) + "\n";
    }
  }

  // How the value is written, and what of it the span must be.
  std::string spelling(const std::string& key, const std::string& value) {
    std::string name = "N" + number();
    auto expect = [&](const std::string& written, const std::string& text) {
      project_.settings[key] = {value, written};
      return text;
    };
    switch (below(17)) {
      case 0: return expect("\"" + value + "\"", "\"" + value + "\"");
      case 1: return expect("'" + value + "'", "'" + value + "'");
      case 2: return expect(":" + value, ":" + value);
      case 3: return expect(value, "&a" + name + " " + value);
      case 4: return expect("\"" + value + "\"", "<%= ENV.fetch(\"" + name + "\", \"" + value + "\") %>");
      case 5: return expect("'" + value + "'", "<%= ENV['" + name + "'] || '" + value + "' %>");
      case 6: return expect("\"" + value + "\"", "<%= ENV.fetch(\"" + name + "\") { \"" + value + "\" } %>");
      case 7:
        return expect("'" + value + "'",
                      "<%= ENV.fetch('" + name + "') do |n|\n    x = 1; '" + value + "'\nend %>");
      case 8: return expect("\"" + value + "\"", "\"<%= ENV[\"" + name + "\"].presence || \"" + value + "\" %>\"");
      case 9:
        return expect("<%= \"" + value + "\" %>", "<%= \"" + value + "\" %>");
      case 10:
        return expect("\"<%= '\xF0\x9F\x98\x80'.empty? ? 1 : '" + value + "' %>\"",
                      "\"<%= '\xF0\x9F\x98\x80'.empty? ? 1 : '" + value + "' %>\"");
      case 11:
      case 12: {
        std::string written = pick({value, "\"" + value + "\"", "'" + value + "'"});
        project_.dotenv += pick({"", "# \xF0\x9F\x98\x80\n", "export "}) + name + pick({"=", " = ", ": "}) +
                           written + pick({"", " # x"}) + "\n";
        return expect(written, "<%= ENV[\"" + name + "\"] %>");
      }
      case 13:
      case 14: {
        std::string written = pick({value, "\"" + value + "\""});
        project_.dockerfile += pick({"# \xF0\x9F\x98\x80\n", "", "ENV A=b \\\n  "}).append("");
        bool continued = project_.dockerfile.ends_with("  ");
        project_.dockerfile += (continued ? "" : "ENV ") + name + "=" + written + pick({"", " B=c"}) + "\n";
        return expect(written, "<%= ENV.fetch(\"" + name + "\") %>");
      }
      default: return expect(value, value);
    }
  }

  // Its parts take the place of what the keys gave.
  void url() {
    std::string user = "u" + number() + "w";
    std::string host = "h" + number() + "w.example";
    std::string database = "d" + number() + "w";
    std::string root = "r" + number() + "w";
    std::string text = "postgres://" + user + "@" + host + ":5432/" + database + "?sslmode=verify%2Dfull&sslrootcert=" + root;
    project_.settings["adapter"] = {"postgresql", "postgres"};
    project_.settings["username"] = {user, user};
    project_.settings["host"] = {host, host};
    project_.settings["database"] = {database, database};
    project_.settings["sslmode"] = {"verify-full", "sslmode=verify%2Dfull"};
    project_.settings["sslrootcert"] = {root, "sslrootcert=" + root};
    std::string name = "URL" + number();
    std::string written;
    switch (below(7)) {
      case 0: written = text; break;
      case 1: written = "\"" + text + "\""; break;
      case 2: written = "<%= ENV.fetch(\"" + name + "\", '" + text + "') %>"; break;
      case 3: written = "<%= ENV[\"" + name + "\"] || \"" + text + "\" %>"; break;
      case 4: written = "<%= ENV.fetch('" + name + "') { \"" + text + "\" } %>"; break;
      case 5:
        project_.dotenv += name + "=" + pick({text, "'" + text + "'", "\"" + text + "\""}) + "\n";
        written = "<%= ENV['" + name + "'] %>";
        break;
      default:
        project_.dockerfile += "ENV " + name + "=" + text + "\n";
        written = "<%= ENV['" + name + "'] %>";
    }
    project_.yml += "  url: " + written + "\n";
  }

  std::mt19937_64 random_;
  Project project_;
  int count_ = 0;
};

// Where the value's text stands, as findings show it (facts/places.cc).
base::Span place_of(const ConfigEntry& entry) {
  if (entry.value.trail.empty()) return entry.value.span;
  const Origin& nearest = entry.value.trail.front();
  bool elsewhere = nearest.kind != OriginKind::kYaml && nearest.kind != OriginKind::kMerge &&
                   nearest.kind != OriginKind::kAnchor;
  return elsewhere && nearest.span.known() ? nearest.span : entry.value.span;
}

std::string seen(const Project& project, base::Span span) {
  if (!span.known() || span.file > 2) return "no place";
  std::string_view text = span.file == 0   ? project.yml
                          : span.file == 1 ? project.dotenv
                                           : project.dockerfile;
  return std::string(text.substr(span.begin, span.size()));
}

std::uint64_t seed() {
  const char* given = std::getenv("VERIFULL_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

void check(const Project& project) {
  std::vector<image::Stage> stages = image::interpret_stages(parse::parse_dockerfile(project.dockerfile, 2));
  ResolveInput input;
  input.text = project.yml;
  input.file = 0;
  input.rules = *rails_rules("7.1");
  input.environments = {"production"};
  input.variables.closed_world = true;
  input.variables.dialect = parse::DotenvDialect::kDotenv32;
  input.variables.dotenv.push_back(
      {".env", parse::parse_dotenv(project.dotenv, 1, parse::DotenvDialect::kDotenv32), {}});
  input.variables.stage = &stages.at(0);
  Resolution resolution = resolve(input);
  ASSERT_EQ(resolution.databases.size(), 1U);
  const ResolvedDatabase& database = resolution.databases[0];
  ASSERT_EQ(database.connection.error ? database.connection.error->message : "", "");
  for (const auto& [key, expected] : project.settings) {
    SCOPED_TRACE(key);
    const Setting* setting = database.connection.find(key);
    const ConfigEntry* entry = database.judged.entry.hash.find(key);
    if (setting == nullptr || entry == nullptr) {
      ADD_FAILURE() << "no such setting";
      continue;
    }
    EXPECT_EQ(setting->value.reveal(), expected.value);
    EXPECT_EQ(seen(project, place_of(*entry)), expected.written);
    // What the setting itself tells: its value's text, or the key of a plain value.
    std::string nearest = seen(project, setting->trail.front().span);
    bool named = nearest.find(key) != std::string::npos;
    EXPECT_TRUE(nearest == expected.written || named) << nearest;
  }
}

TEST(Positions, OfRandomProjects) {
  constexpr int kProjects = 3000;
  std::uint64_t first = seed();
  std::cout << "seed " << first << "\n";
  for (int i = 0; i < kProjects; ++i) {
    Project project = Writer(first * kProjects + static_cast<std::uint64_t>(i)).write();
    check(project);
    if (!testing::Test::HasFailure()) continue;
    ADD_FAILURE() << "VERIFULL_SEED=" << first << ", project " << i << "\n--- config/database.yml\n"
                  << project.yml << "--- .env\n" << project.dotenv << "--- Dockerfile\n"
                  << project.dockerfile;
    return;
  }
}

}  // namespace
}  // namespace verifull::resolve
