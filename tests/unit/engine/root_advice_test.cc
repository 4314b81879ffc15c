#include "engine/root_advice.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "source/memory_reader.h"

namespace verifull::engine {
namespace {

constexpr std::string_view kDownload =
    "ADD --chmod=644 https://truststore.pki.rds.amazonaws.com/eu-west-2/eu-west-2-bundle.pem /c.pem\n";
constexpr std::string_view kHost = "a.b.eu-west-2.rds.amazonaws.com";

std::string advice(std::string_view dockerfile, std::string_view host) {
  source::MemoryReader reader;
  reader.add("config/database.yml", "x");
  reader.add("config/page.pem", "no certificate");
  parse::Dockerfile file = parse::parse_dockerfile(dockerfile, 0);
  image::ImageInput input{reader, ".",  "/srv/app", dockerfile.empty() ? nullptr : &file, {}, {}, "",
                          {}};
  image::ProjectImage image(std::move(input));
  facts::ImageTraits traits;
  if (!dockerfile.empty()) traits.system = pki::system_named("redhat");
  std::string project = ".";
  RootFiles files(reader, project, image.rails_root());
  facts::RootAdvice found =
      RootSearch(image, traits, reader, project, files, 0).advise(std::string(host));
  return found.write + (found.certain ? " certain" : "") +
         (found.download.empty() ? "" : " " + found.download + " " + found.download_path);
}

TEST(RootAdvice, IsByProviderAndImage) {
  const std::string download(kDownload);
  // Nobody knows who signs there.
  EXPECT_EQ(advice("", ""), "/etc/ssl/certs/ca-certificates.crt");
  EXPECT_EQ(advice("FROM fedora\n", "db.example.com"), "/etc/pki/tls/certs/ca-bundle.crt");
  EXPECT_EQ(advice("FROM fedora\n", "ep-a.eu.neon.tech"), "/etc/pki/tls/certs/ca-bundle.crt certain");
  EXPECT_EQ(advice("", "ep-a.eu.neon.tech"), "/etc/ssl/certs/ca-certificates.crt");
  // Amazon's own authorities are in no system's bundle.
  EXPECT_EQ(advice("", kHost), "");
  EXPECT_EQ(advice("FROM fedora\n" + download, kHost), "/c.pem certain");
  EXPECT_EQ(advice("FROM fedora\nWORKDIR /\nCOPY . .\n" + download, kHost),
            "<%= Rails.root.join(\"c.pem\") %> certain");
  for (const std::string& text : {std::string("FROM fedora\n"), "FROM fedora AS build\n" + download + "FROM fedora\n"}) {
    EXPECT_EQ(advice(text, kHost),
              " https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem "
              "/usr/local/share/aws-rds/global-bundle.pem");
  }
  // Another region's, and one that the app's user may not read.
  EXPECT_NE(advice("FROM fedora\n" + download, "a.b.us-east-1.rds.amazonaws.com"), "/c.pem certain");
  std::string shut = "FROM fedora\n" + download + "USER 1000\n";
  shut.replace(shut.find("644"), 3, "600");
  EXPECT_NE(advice(shut, kHost), "/c.pem certain");
  // Who signs there is known, and that nobody publishes it.
  EXPECT_EQ(advice("FROM fedora\n", "db.abc.supabase.co"), "");
}

}  // namespace
}  // namespace verifull::engine
