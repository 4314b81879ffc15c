#include "report/origin_text.h"

#include "report/redaction.h"
#include "source/path.h"

namespace verifull::report {
namespace {

using resolve::OriginKind;

// What is said behind the place. A key of YAML says itself where it stands.
std::string what(const resolve::Origin& origin) {
  std::string name = shown(origin.name);
  switch (origin.kind) {
    case OriginKind::kYaml:
      return "";
    case OriginKind::kAnchor:
      return name.empty() ? "anchor" : "&" + name;
    case OriginKind::kMerge:
      return name.empty() ? "<<" : "<<: *" + name;
    case OriginKind::kShared:
      return "shared";
    case OriginKind::kUrl:
      return name.empty() ? "in the URL" : name + " of the URL";
    case OriginKind::kErbDefault:
      return name.empty() ? "default in ERB" : "default in ERB for " + name;
    case OriginKind::kDotenv:
      return name;
    case OriginKind::kDockerfile:
      return name.empty() ? "ENV" : "ENV " + name;
    case OriginKind::kCompose:
      return name;
    case OriginKind::kProcess:
      return name.empty() ? "process environment" : name + " of the process environment";
    case OriginKind::kDefine:
      return name.empty() ? "-D" : "-D " + name;
    case OriginKind::kServiceFile:
      return name.empty() ? "service file" : "[" + name + "]";
    case OriginKind::kPgEnv:
      return name.empty() ? "read by libpq" : name + ", read by libpq";
    case OriginKind::kLibpqDefault:
      return "libpq default";
    case OriginKind::kRailsDefault:
      return "Rails default";
  }
  return "";
}

}  // namespace

std::string path_in(std::string_view root, const std::string& path) {
  bool inside = source::is_within(path, root);
  return shown(inside ? source::path_within(path, root) : std::string_view(path));
}

std::string origin_text(const source::SourceSet& sources, std::string_view root,
                        const resolve::Origin& origin) {
  std::string text = what(origin);
  if (!origin.span.known()) return text.empty() ? std::string(origin_name(origin.kind)) : text;
  std::string place = path_in(root, sources.at(origin.span.file).path) + ":" +
                      std::to_string(sources.begin_of(origin.span).line);
  return text.empty() ? place : place + " " + text;
}

std::vector<std::string> trail_texts(const source::SourceSet& sources, std::string_view root,
                                     const resolve::Trail& trail) {
  std::vector<std::string> texts;
  for (const resolve::Origin& origin : trail) {
    std::string text = origin_text(sources, root, origin);
    if (texts.empty() || texts.back() != text) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace verifull::report
