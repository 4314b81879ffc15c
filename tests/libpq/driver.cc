// Answers the cases of libpq_test.rb with verifull: one JSON line in, one out.
#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "image/project_image.h"
#include "parse/dockerfile.h"
#include "resolve/resolve.h"
#include "resolve/verdict.h"
#include "source/memory_reader.h"

namespace verifull::resolve {
namespace {

using Json = nlohmann::json;

Json shown(const Parameter& parameter) {
  if (!parameter.given() || !parameter.known) return nullptr;
  return parameter.text;
}

// Where the default root file is for the process that a Dockerfile describes.
Json default_root(const Json& kase) {
  parse::Dockerfile dockerfile = parse::parse_dockerfile(kase["dockerfile"].get<std::string>(), 0);
  source::MemoryReader reader;
  image::ImageInput input{reader, "", "/app", &dockerfile, {}, {}, {}, {}};
  image::ProjectImage project(std::move(input));
  return {{"path", project.default_root_file(kase["libpq"].get<int>()).path}};
}

Json answer(const Json& kase) {
  if (kase.contains("dockerfile")) return default_root(kase);
  std::string text = "production: " + kase["entry"].dump() + "\n";
  std::string service = kase["service"].get<std::string>();
  ResolveInput input;
  input.text = text;
  input.file = 0;
  input.rules = *rails_rules("7.1");
  input.rails_root = kase["root"].get<std::string>();
  input.environments = {"production"};
  input.libpq = kase["libpq"].get<int>();
  input.variables.closed_world = true;
  for (const auto& [name, value] : kase["env"].items()) {
    input.variables.defines.emplace_back(name, value.get<std::string>());
  }
  input.service_text = service;
  input.service_path = kase["service_path"].get<std::string>();
  input.service_file = 1;
  Resolution resolution = resolve(input);
  const ResolvedDatabase& database = resolution.databases.at(0);
  return {{"verdict", verdict_name(database.connection.verdict)},
          {"why", database.connection.why},
          {"sslmode", shown(database.judged.sslmode)},
          {"sslrootcert", shown(database.judged.sslrootcert)}};
}

}  // namespace
}  // namespace verifull::resolve

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << verifull::resolve::answer(nlohmann::json::parse(line)).dump() << std::endl;
  }
  return 0;
}
