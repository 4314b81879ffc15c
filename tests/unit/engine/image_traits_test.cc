#include "engine/image_traits.h"

#include <string>

#include <gtest/gtest.h>

#include "parse/dockerfile.h"

namespace {

using namespace verifull;

std::string traits_of(const std::string& text) {
  image::Stage stage = image::interpret_stages(parse::parse_dockerfile(text, 0)).back();
  facts::ImageTraits traits = engine::image_traits(stage, text);
  std::string told = traits.system == nullptr ? "?" : std::string(traits.system->id);
  told += " " + std::to_string(engine::libpq_of_image(stage, text));
  if (traits.own_authorities) told += " own";
  if (traits.bundle_missing) told += " missing";
  return told;
}

TEST(ImageTraits, FollowFromTheBaseImage) {
  struct Row {
    std::string_view dockerfile;
    std::string_view told;
  };
  constexpr Row kRows[] = {
      {"FROM ruby:3.3-slim-bookworm\n", "debian 15"},
      {"FROM ruby:3.3\n", "debian 0"},
      {"FROM debian:bookworm\nCOPY ruby /usr/local\n", "debian 15 missing"},
      {"FROM debian:bookworm\nRUN apt-get install -y ruby\n", "debian 15"},
      {"FROM debian:bookworm\nRUN apt.postgresql.org.sh\n", "debian 0 missing"},
      {"FROM ruby:3.3-alpine3.20\nRUN apk add libpq\n", "alpine 16"},
      {"FROM ruby:3.3-alpine3.20\nRUN apk add libpq -X http://x/alpine/edge/main\n", "alpine 0"},
      {"FROM ruby:3.4-trixie\nCOPY x /usr/local/share/ca-certificates/\n", "debian 17 own"},
      {"FROM ruby:3.4-trixie\nENV PGSSLROOTCERT=/etc/ssl/certs/ca-certificates.crt\n", "debian 17"},
      {"FROM ruby:3.4-trixie\nCOPY x /etc/ssl/certs/ca-certificates.crt\n", "debian 17 own"},
      {"FROM ruby:3.4-trixie AS base\nFROM base\n", "debian 17"},
      {"ARG IMAGE\nFROM $IMAGE\n", "? 0"},
      {"FROM example/app\n", "? 0"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(traits_of(std::string(row.dockerfile)), row.told) << row.dockerfile;
  }
}

}  // namespace
