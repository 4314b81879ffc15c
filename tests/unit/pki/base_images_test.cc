#include "pki/base_images.h"

#include <string>

#include <gtest/gtest.h>

namespace {

using namespace verifull;

std::string told(std::string_view image) {
  const pki::BaseImage* found = pki::base_image_of(image);
  if (found == nullptr) return "";
  return std::string(found->system) + " " + std::to_string(found->libpq) +
         (found->bundled ? " bundled" : "");
}

TEST(BaseImages, AreToldByTheName) {
  struct Row {
    std::string_view image;
    std::string_view told;
  };
  constexpr Row kRows[] = {
      {"ruby:3.3", "debian 0 bundled"},
      {"ruby", "debian 0 bundled"},
      {"docker.io/library/ruby:3.3-slim-bookworm@sha256:00", "debian 15 bundled"},
      {"registry.example.com:5000/base/ruby:3.2-bullseye", "debian 13 bundled"},
      {"ruby:3.4-trixie", "debian 17 bundled"},
      {"ruby:3.3-alpine", "alpine 0 bundled"},
      {"ruby:3.3-alpine3.20", "alpine 16 bundled"},
      {"debian:bookworm-slim", "debian 15"},
      {"debian:12.5", "debian 15"},
      {"debian", "debian 0"},
      {"ubuntu:24.04", "debian 16"},
      {"alpine:3.18.2", "alpine 15 bundled"},
      {"postgres:17-bookworm", "debian 0"},
      {"postgres:17-alpine3.20", "alpine 0 bundled"},
      {"registry.access.redhat.com/ubi9/ruby-33", ""},
      {"registry.access.redhat.com/ubi9", "redhat 0 bundled"},
      {"example/app:latest", ""},
      {"scratch", ""},
      {"", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(told(row.image), row.told) << row.image;
}

TEST(BaseImages, NameSystems) {
  for (const pki::BaseImage& each : pki::base_images()) {
    EXPECT_NE(pki::system_named(each.system), nullptr) << each.pattern;
  }
  EXPECT_EQ(pki::system_named("plan9"), nullptr);
}

TEST(BaseImages, TellWhoseBundleAPathIs) {
  const pki::System* alpine = pki::system_named("alpine");
  auto id = [](const pki::System* system) { return system == nullptr ? "" : system->id; };
  EXPECT_EQ(id(pki::system_of_bundle("/etc/ssl/certs/ca-certificates.crt")), "debian");
  EXPECT_EQ(id(pki::system_of_bundle("/etc/ssl/certs/ca-certificates.crt", alpine)), "alpine");
  EXPECT_EQ(id(pki::system_of_bundle("/etc/pki/tls/certs/ca-bundle.crt", alpine)), "redhat");
  EXPECT_EQ(id(pki::system_of_bundle("/app/config/rds.pem")), "");
}

}  // namespace
