#include "resolve/origin.h"

namespace verifull::resolve {

std::string_view origin_name(OriginKind kind) {
  switch (kind) {
    case OriginKind::kYaml: return "yaml";
    case OriginKind::kAnchor: return "anchor";
    case OriginKind::kMerge: return "merge";
    case OriginKind::kShared: return "shared";
    case OriginKind::kUrl: return "url";
    case OriginKind::kErbDefault: return "erb-default";
    case OriginKind::kDotenv: return "dotenv";
    case OriginKind::kDockerfile: return "dockerfile";
    case OriginKind::kCompose: return "compose";
    case OriginKind::kProcess: return "process";
    case OriginKind::kDefine: return "define";
    case OriginKind::kServiceFile: return "service-file";
    case OriginKind::kPgEnv: return "pg-env";
    case OriginKind::kLibpqDefault: return "libpq-default";
    case OriginKind::kRailsDefault: return "rails-default";
  }
  return "";
}

}  // namespace verifull::resolve
