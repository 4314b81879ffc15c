#include "report/certificate_text.h"

#include <string>

#include <gtest/gtest.h>

#include "source/memory_reader.h"

namespace verifull::report {
namespace {

constexpr std::string_view kConfig =
    "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: verify-full\n"
    "  sslrootcert: /srv/config/ca.pem\n";

// The line of an app in apps/shop, on a terminal of that width.
std::string line_of(const std::string& dockerfile, std::size_t width = 400,
                    std::string_view config = kConfig) {
  source::MemoryReader reader;
  reader.add("apps/shop/config/database.yml", std::string(config));
  if (!dockerfile.empty()) reader.add("apps/shop/Dockerfile", dockerfile);
  reader.add("apps/shop/config/ca.pem", "x");
  engine::Options options;
  options.working_directory = "/work";
  engine::Analysis analysis = engine::analyze(options, {}, reader);
  Terminal terminal;
  terminal.width = width;
  Report report(analysis, check::Severity::kInfo, terminal);
  if (analysis.projects.size() != 1 || analysis.projects[0].connections.size() != 1) return "?";
  return certificate_line(report, analysis.projects[0], analysis.projects[0].connections[0]);
}

TEST(CertificateText, TellsTheWayIntoTheImage) {
  const std::string from = "FROM ruby:3.3\nWORKDIR /srv\n";
  EXPECT_EQ(line_of(from + "ADD https://u:hunter2@example.com/ca.pem?k=hunter2 config/ca.pem\n"
                           "USER 1000\n"),
            "  certificate: ADD https://example.com/ca.pem config/ca.pem (Dockerfile:3), 0600 root "
            "→ not readable by uid 1000 (Dockerfile:4)\n");
  EXPECT_EQ(line_of(from + "ADD --chmod=0644 https://example.com/ca.pem config/ca.pem\nUSER 1000\n"),
            "  certificate: ADD https://example.com/ca.pem config/ca.pem "
            "(Dockerfile:3), 0644 root → readable by uid 1000 (Dockerfile:4)\n");
  EXPECT_EQ(line_of("FROM scratch\nWORKDIR /srv\n"),
            "  certificate: not there: nothing puts it there\n");
  EXPECT_EQ(line_of(from + "VOLUME /srv/config\n"),
            "  certificate: from outside: /srv/config is a VOLUME, whose files are those of the "
            "running container (Dockerfile:3)\n");
}

TEST(CertificateText, WithoutAnImageItIsTheProjectsFile) {
  EXPECT_EQ(line_of("", 400,
                    "production:\n  adapter: postgresql\n  host: db.example.com\n"
                    "  sslmode: verify-full\n  sslrootcert: config/ca.pem\n"),
            "  certificate: config/ca.pem in the project\n");
}

TEST(CertificateText, NothingWithoutAPath) {
  EXPECT_EQ(line_of("", 400, "production:\n  adapter: postgresql\n  host: db.example.com\n"), "");
  EXPECT_EQ(line_of("", 400,
                    "production:\n  adapter: postgresql\n  host: db.example.com\n"
                    "  sslmode: verify-full\n  sslrootcert: system\n"),
            "");
}

}  // namespace
}  // namespace verifull::report
