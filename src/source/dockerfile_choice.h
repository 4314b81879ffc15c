// Which Dockerfile builds the image that production runs.
//
// Looked for in the app's folder, in `docker/` and in `docker/<app, web, …>/`. A
// repository of several apps may build them from one Dockerfile at its top; that
// one is not guessed, `--dockerfile` names it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verifull::source {

// The most likely first. Rails' own generator writes `Dockerfile` for production
// (since 7.1); who has a Dockerfile.production means that one.
enum class DockerfileUse : std::uint8_t {
  kProduction,   // Dockerfile.production, docker/production/Dockerfile
  kPlain,        // Dockerfile
  kContainer,    // Containerfile
  kFolder,       // docker/Dockerfile
  kApp,          // Dockerfile.web, docker/app/Dockerfile
  kOther,        // another word: idp_deploy.Dockerfile
  kDevelopment,  // never taken: development, test, CI
  kService,      // never taken: nginx, postgres …
  kTemplate,     // never taken: Dockerfile.erb, Dockerfile.example
};

bool is_dockerfile_name(std::string_view name);

// `path` is relative to the app's folder, its last part a name of a Dockerfile.
DockerfileUse dockerfile_use(std::string_view path);

// True for the folders below `docker/` that are looked into.
bool is_app_folder_of_docker(std::string_view name);

// Index of the one to take, or paths.size() when none is fit. The order of
// `paths` does not matter.
std::size_t choose_dockerfile(const std::vector<std::string>& paths);

// Why one of that use is not taken when nothing better was there.
std::string_view reason_against(DockerfileUse use);

}  // namespace verifull::source
