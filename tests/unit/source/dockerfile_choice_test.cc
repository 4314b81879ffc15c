#include "source/dockerfile_choice.h"

#include <gtest/gtest.h>

namespace verifull::source {
namespace {

TEST(DockerfileChoice, Names) {
  for (const char* name :
       {"Dockerfile", "Dockerfile.production", "Dockerfile-production", "web.Dockerfile",
        "apply_base.dockerfile", "Containerfile", "Containerfile.web", "Dockerfile.dev"}) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(is_dockerfile_name(name));
  }
  for (const char* name : {"Dockerfiles", "dockerfile.md", "Dockerfile.dockerignore", "Dockerfile~",
                           ".Dockerfile.swp", "docker-compose.yml", ""}) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(is_dockerfile_name(name));
  }
}

TEST(DockerfileChoice, Use) {
  using U = DockerfileUse;
  struct Case {
    const char* path;
    U expected;
  };
  const Case kCases[] = {
      {"Dockerfile", U::kPlain},
      {"Containerfile", U::kContainer},
      {"Dockerfile.production", U::kProduction},
      {"Dockerfile-prod", U::kProduction},
      {"production.Dockerfile", U::kProduction},
      {"docker/Dockerfile", U::kFolder},
      {"docker/Containerfile", U::kFolder},
      {"docker/production/Dockerfile", U::kProduction},
      {"docker/app/Dockerfile", U::kApp},
      {"docker/app/Dockerfile.production", U::kProduction},
      {"docker/app/Dockerfile.dev", U::kDevelopment},
      {"web.Dockerfile", U::kApp},
      {"idp_deploy.Dockerfile", U::kProduction},
      {"sidekiq.Dockerfile", U::kOther},
      {"Dockerfile.dev", U::kDevelopment},
      {"Dockerfile.development", U::kDevelopment},
      {"Dockerfile.test", U::kDevelopment},
      {"Dockerfile.circleci", U::kDevelopment},
      {"Dockerfile.test-production", U::kDevelopment},
      {"nginx.Dockerfile", U::kService},
      {"Dockerfile.erb", U::kTemplate},
      {"Dockerfile.example", U::kTemplate},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.path);
    EXPECT_EQ(dockerfile_use(test.path), test.expected);
  }
}

TEST(DockerfileChoice, Chooses) {
  struct Case {
    std::vector<std::string> paths;
    const char* expected;  // nullptr: none
  };
  const Case kCases[] = {
      {{}, nullptr},
      {{"Dockerfile.dev", "Dockerfile"}, "Dockerfile"},
      {{"Dockerfile", "Dockerfile.production"}, "Dockerfile.production"},
      {{"docker/Dockerfile", "Containerfile"}, "Containerfile"},
      {{"docker/app/Dockerfile", "docker/Dockerfile"}, "docker/Dockerfile"},
      {{"docker/production/Dockerfile", "Dockerfile.production"}, "Dockerfile.production"},
      {{"b.Dockerfile", "a.Dockerfile"}, "a.Dockerfile"},
      {{"Dockerfile.dev", "nginx.Dockerfile", "Dockerfile.erb"}, nullptr},
  };
  for (const Case& test : kCases) {
    std::size_t chosen = choose_dockerfile(test.paths);
    if (test.expected == nullptr) {
      EXPECT_EQ(chosen, test.paths.size());
    } else {
      SCOPED_TRACE(test.expected);
      ASSERT_LT(chosen, test.paths.size());
      EXPECT_EQ(test.paths[chosen], test.expected);
    }
  }
}

TEST(DockerfileChoice, SaysWhyNot) {
  EXPECT_EQ(reason_against(DockerfileUse::kDevelopment), "its name says development or test");
  EXPECT_EQ(reason_against(DockerfileUse::kService), "its name says another service");
  EXPECT_EQ(reason_against(DockerfileUse::kTemplate), "a template");
  EXPECT_EQ(reason_against(DockerfileUse::kOther),
            "another Dockerfile is more likely the one of production");
}

}  // namespace
}  // namespace verifull::source
