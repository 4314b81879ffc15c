#include "source/dockerfile_choice.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "source/name_words.h"
#include "source/path.h"

namespace verifull::source {
namespace {

constexpr std::string_view kAppWords[] = {
    "api", "app", "application", "backend", "rails", "ruby", "server", "web", "webapp",
};
constexpr std::string_view kServiceWords[] = {
    "apache",     "clamav", "database", "db",   "docs",       "elasticsearch", "frontend",
    "localstack", "mysql",  "nginx",    "node", "opensearch", "postgres",      "postgresql",
    "proxy",      "redis",  "selenium", "solr", "storybook",
};
constexpr std::string_view kTemplateWords[] = {"erb", "j2", "jinja", "tt", "mustache"};

template <std::size_t kSize>
bool is_one_of(std::string_view word, const std::string_view (&words)[kSize]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// "Dockerfile", or that with more behind a separator.
bool begins_with_word(std::string_view name, std::string_view word) {
  if (!name.starts_with(word)) return false;
  std::string_view rest = name.substr(word.size());
  return rest.empty() || rest.front() == '.' || rest.front() == '-' || rest.front() == '_';
}

DockerfileUse use_of_word(std::string_view word) {
  if (is_example_word(word) || is_one_of(word, kTemplateWords)) return DockerfileUse::kTemplate;
  if (is_one_of(word, kServiceWords)) return DockerfileUse::kService;
  if (is_development_word(word)) return DockerfileUse::kDevelopment;
  if (is_production_word(word)) return DockerfileUse::kProduction;
  return is_one_of(word, kAppWords) ? DockerfileUse::kApp : DockerfileUse::kOther;
}

bool is_fit(DockerfileUse use) { return use < DockerfileUse::kDevelopment; }

}  // namespace

bool is_dockerfile_name(std::string_view name) {
  if (name.ends_with(".dockerignore") || name.ends_with('~')) return false;
  return begins_with_word(name, "Dockerfile") || begins_with_word(name, "Containerfile") ||
         name.ends_with(".Dockerfile") || name.ends_with(".dockerfile");
}

DockerfileUse dockerfile_use(std::string_view path) {
  if (path == "Dockerfile") return DockerfileUse::kPlain;
  if (path == "Containerfile") return DockerfileUse::kContainer;
  if (path == "docker/Dockerfile") return DockerfileUse::kFolder;
  DockerfileUse use = DockerfileUse::kProduction;
  bool production = false;
  for (const std::string& word : name_words(path)) {
    if (word == "dockerfile" || word == "containerfile" || word == "docker") continue;
    DockerfileUse of_word = use_of_word(word);
    production = production || of_word == DockerfileUse::kProduction;
    use = std::max(use, of_word);
  }
  if (production && is_fit(use)) return DockerfileUse::kProduction;
  return use == DockerfileUse::kProduction ? DockerfileUse::kFolder : use;
}

bool is_app_folder_of_docker(std::string_view name) {
  std::string word = base::to_lower(name);
  return is_one_of(word, kAppWords) || is_production_word(word);
}

std::size_t choose_dockerfile(const std::vector<std::string>& paths) {
  using Rank = std::tuple<DockerfileUse, std::ptrdiff_t, std::string_view>;
  auto rank = [](const std::string& path) {
    return Rank(dockerfile_use(path), std::count(path.begin(), path.end(), '/'), path);
  };
  auto best = std::min_element(
      paths.begin(), paths.end(),
      [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  bool none = best == paths.end() || !is_fit(dockerfile_use(*best));
  return none ? paths.size() : static_cast<std::size_t>(best - paths.begin());
}

std::string_view reason_against(DockerfileUse use) {
  switch (use) {
    case DockerfileUse::kDevelopment:
      return "its name says development or test";
    case DockerfileUse::kService:
      return "its name says another service";
    case DockerfileUse::kTemplate:
      return "a template";
    default:
      return "another Dockerfile is more likely the one of production";
  }
}

}  // namespace verifull::source
