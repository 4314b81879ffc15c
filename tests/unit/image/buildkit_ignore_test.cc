// What the tests of moby/patternmatcher ask of .dockerignore patterns, asked of our
// matcher in our own words: patternmatcher_test.go and ignorefile_test.go have about
// 160 rows. Each row here is one of theirs by what it is about; the names are ours.
//
// Named differences: a path of a build context has neither a slash at its end nor is it
// absolute, so those of their rows are asked without. A single malformed pattern makes
// Docker refuse the file, whatever is asked; here the pattern is left out and refused()
// says which it was.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "image/dockerignore.h"

namespace verifull::image {
namespace {

struct Row {
  std::string_view patterns;  // one a line
  std::string_view path;
  char expected;  // y: left out, n: kept, !: refused
};

template <std::size_t N>
void expect_rows(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    Dockerignore ignore(row.patterns, 0);
    char actual = ignore.decide(row.path).ignored ? 'y' : 'n';
    if (ignore.refused()) actual = '!';
    EXPECT_EQ(actual, row.expected) << row.patterns << " on " << row.path;
  }
}

TEST(BuildkitIgnore, StarsAndFolders) {
  static constexpr Row kRows[] = {
      {"**", "pem", 'y'},
      {"**/", "pem", 'y'},
      {"**", "certs/pem", 'y'},
      {"**/", "certs/pem", 'y'},
      {"**/**", "certs/pem", 'y'},
      {"certs/**", "certs/pem", 'y'},
      {"certs/**", "certs/rds/pem", 'y'},
      {"**/certs", "certs", 'y'},
      {"**/certs", "certs/pem", 'y'},
      {"**/rds/*", "certs/rds/pem", 'y'},
      {"**/rds/**", "certs/rds/eu/pem", 'y'},
      {"**pem", "pem", 'y'},
      {"**pem", "certs/pem", 'y'},
      {"**/pem", "certs/pem", 'y'},
      {"**pem", "certs/certs/pem", 'y'},
      {"**/pem", "certs/certs/pem", 'y'},
      {"**/ca*", "certs/certs/ca", 'y'},
      {"**/ca*", "certs/certs/ca.pem", 'y'},
      {"**/ca*pem", "certs/certs/ca.pem", 'y'},
      {"**/ca*.pem", "certs/certs/ca.pem", 'y'},
      {"**/ca*.pem*", "certs/certs/ca.pem", 'y'},
      {"**/**/*.pem", "certs/certs/ca.pem", 'y'},
      {"**/**/*.pem7", "certs/certs/ca.pem", 'n'},
      {"**/*.pem", "ca.pem", 'y'},
      {"**/**/*.pem", "ca.pem", 'y'},
      {"c**/*.pem", "c/ca.pem", 'y'},
      {"c**/*.pem", "c/certs/ca.pem", 'y'},
      {"c**/*.pem", "c/certs/certs/ca.pem", 'y'},
      {"c/*.pem", "c/certs/ca.pem", 'n'},
      {"c/*.pem", "c/ca.pem", 'y'},
      {"c/*.pem**", "c/ca.pem", 'y'},
      {".*", ".env", 'y'},
      {".*", "env", 'n'},
      {"ca.pem", "capem", 'n'},
      {"ca.pem", "ca.pem", 'y'},
      {"ca.pem", "ca_pem", 'n'},
      {"ca?pem", "ca_pem", 'y'},
      {"ca?pem", "capem", 'n'},
      {"c\\\\", "c\\", 'y'},
      {"c\\*m", "c*m", 'y'},
      {"**/rds/eu", "rds/eu", 'y'},
      {"**/rds/eu", "certs/rds/eu", 'y'},
      {"**/rds/eu", "certs/certs/rds/eu", 'y'},
      {"rds/**", "rds", 'n'},
      {"rds/**", "rds/eu", 'y'},
      {"rds/**", "rds/eu/west", 'y'},
      {"**/.env", ".env", 'y'},
      {"**/.env", "my.env", 'n'},
      {"c(a)s/rds", "c(a)s/rds", 'y'},
      {"c(a)s/rds", "c(a)s/eu", 'n'},
      {"c.|)$(}+{pem", "c.|)$(}+{pem", 'y'},
      {"gems/pg-1.6.rc1+g0e1f-x86_64-linux.gem", "gems/pg-1.6.rc1+g0e1f-x86_64-linux.gem", 'y'},
      {"gems/*.gem", "gems/pg-1.6.rc1+g0e1f-x86_64-linux.gem", 'y'},
      {"*", "ca.pem", 'y'},
      {"*.pem", "ca.pem", 'y'},
      {"", "any/path/there", 'n'},
      {"*.pem", ".", 'n'},
  };
  expect_rows(kRows);
}

TEST(BuildkitIgnore, Exceptions) {
  static constexpr Row kRows[] = {
      {"!ca.pem\n*.pem", "ca.pem", 'y'},
      {"*.pem\n!ca.pem", "ca.pem", 'n'},
      {"certs\n!certs/ca.pem", "certs/ca.pem", 'n'},
      {"certs/\n!certs/ca.pem", "certs/ca.pem", 'n'},
      {"certs/*\n!certs/ca.pem", "certs/ca.pem", 'n'},
      {"**\n!config/certs/rds", "config/certs/rds/eu", 'n'},
      {"**\n!config/certs/rds\nconfig/certs/rds/eu", "config/certs/rds/eu", 'y'},
      {"**\n!gems/pg-1.6.rc1+g0e1f-x86_64-linux.gem", "gems/pg-1.6.rc1+g0e1f-x86_64-linux.gem",
       'n'},
      {"**\n!gems/*.gem", "gems/pg-1.6.rc1+g0e1f-x86_64-linux.gem", 'n'},
      {"!", "ca.pem", '!'},
  };
  expect_rows(kRows);
}

// Go's own questions about filepath.Match, which patternmatcher asks too. That a
// pattern also takes what is below a folder it matches makes one of them come out
// otherwise than for COPY.
TEST(BuildkitIgnore, AsFilepathMatch) {
  static constexpr Row kRows[] = {
      {"rds", "rds", 'y'},
      {"*", "rds", 'y'},
      {"*s", "rds", 'y'},
      {"r*", "r", 'y'},
      {"r*", "rds", 'y'},
      {"r*", "rd/s", 'y'},
      {"r*/s", "rds/s", 'y'},
      {"r*/s", "r/d/s", 'n'},
      {"k*l*m*n*o*/p", "k1l1m1n1o/p", 'y'},
      {"k*l*m*n*o*/p", "k1l1m1n1o111/p", 'y'},
      {"k*l*m*n*o*/p", "k1l1m1n1o/111/p", 'n'},
      {"k*l*m*n*o*/p", "k1l1m1n1o111/ppp", 'n'},
      {"k*l?m*z", "klzllznlzolzmyyz", 'y'},
      {"k*l?m*z", "klzllznlzolzmyyx", 'n'},
      {"ca[3]", "ca3", 'y'},
      {"ca[2-4]", "ca3", 'y'},
      {"ca[5-7]", "ca3", 'n'},
      {"ca[^3]", "ca3", 'n'},
      {"ca[^2-4]", "ca3", 'n'},
      {"ca[^5-7]", "ca3", 'y'},
      {"c[l-n]s", "cs", 'n'},
      {"c[l-n]s", "cms", 'y'},
      {"c[l-n]s", "ccs", 'n'},
      {"c[^l-n]s", "czs", 'y'},
      {"c\\*m", "cm", 'n'},
      {"c?m", "c☕m", 'y'},
      {"c[^c]m", "c☕m", 'y'},
      {"c???m", "c☕m", 'n'},
      {"c[^c][^c][^c]m", "c☕m", 'n'},
      {"[k-я]*", "ж", 'y'},
      {"*[k-я]", "B", 'n'},
      {"c?m", "c/m", 'n'},
      {"c*m", "c/m", 'n'},
      {"[\\]c]", "]", 'y'},
      {"[\\-]", "-", 'y'},
      {"[c\\-]", "c", 'y'},
      {"[c\\-]", "-", 'y'},
      {"[c\\-]", "m", 'n'},
      {"[\\-c]", "c", 'y'},
      {"[\\-c]", "-", 'y'},
      {"[\\-c]", "m", 'n'},
      {"[]c]", "]", '!'},
      {"[-]", "-", '!'},
      {"[c-]", "c", '!'},
      {"[c-]", "-", '!'},
      {"[c-]", "m", '!'},
      {"[-c]", "c", '!'},
      {"[-c]", "-", '!'},
      {"[-c]", "m", '!'},
      {"\\", "c", '!'},
      {"[k-l-m]", "k", '!'},
      {"[", "c", '!'},
      {"[^", "c", '!'},
      {"[^cm", "c", '!'},
      {"c[", "c", '!'},
      {"c[", "cm", '!'},
      {"*m", "mmm", 'y'},
      // The range runs backwards. Go's own matcher takes it, the regular expression
      // that patternmatcher makes of it does not, so the build fails.
      {"[Rds-Only]", "R", '!'},
      {"[Rds-Only]/", "R", '!'},
      {"[R-R]", "R", 'y'},
      // A digit, and a letter, for the regular expression; a bad escape.
      {"ca\\d", "ca1", '!'},
      {"[[:alpha:]]", "R", '!'},
      {"[\\k-m]", "k", '!'},
  };
  expect_rows(kRows);
}

// ignorefile.ReadAll and New: what a line comes to.
TEST(BuildkitIgnore, Lines) {
  static constexpr Row kRows[] = {
      {"certs\n/config\n/a/b/c\n\nlast\n# note\n! /kept/here", "certs", 'y'},
      {"certs\n/config\n/a/b/c\n\nlast\n# note\n! /kept/here", "config", 'y'},
      {"certs\n/config\n/a/b/c\n\nlast\n# note\n! /kept/here", "a/b/c", 'y'},
      {"certs\n/config\n/a/b/c\n\nlast\n# note\n! /kept/here", "a/b", 'n'},
      {"certs\n/config\n/a/b/c\n\nlast\n# note\n! /kept/here", "last", 'y'},
      {"certs\n/config\n/a/b/c\n\nlast\n# note\n! /kept/here", "# note", 'n'},
      {"kept\n! /kept/here", "kept/here", 'n'},
      {"kept\n! /kept/here", "kept/there", 'y'},
      {"a\n!\n! ", "a", '!'},
      {"certs\n  !certs/ca.pem", "certs/ca.pem", 'n'},
      {"certs\n!certs/ca.pem  ", "certs/ca.pem", 'n'},
  };
  expect_rows(kRows);
  EXPECT_TRUE(Dockerignore("certs\n!certs/ca.pem\n", 0).has_exceptions());
  EXPECT_TRUE(Dockerignore("certs\n  !certs/ca.pem", 0).has_exceptions());
  EXPECT_FALSE(Dockerignore("certs\nconfig\n\n", 0).has_exceptions());
  EXPECT_TRUE(Dockerignore("\n\n", 0).empty());
  EXPECT_EQ(Dockerignore("certs\nconfig\n\n", 0).decide("other").ignored, false);
}

}  // namespace
}  // namespace verifull::image
