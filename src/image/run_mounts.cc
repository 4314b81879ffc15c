#include "image/run_mounts.h"

#include <optional>
#include <string_view>

#include "base/text.h"
#include "image/path.h"

namespace verifull::image {
namespace {

constexpr std::size_t kMaxMounts = 64;  // of one RUN; more are as one that is not known

struct Fields {
  std::string type = "bind";
  std::optional<std::string> target;
  std::string id;
  std::string source;
  bool in_environment = false;
};

Fields fields_of(std::string_view text) {
  Fields fields;
  for (std::string_view field : base::split(text, ',')) {
    const std::size_t equals = std::min(field.find('='), field.size());
    const std::string key = base::to_lower(field.substr(0, equals));
    const std::string value(field.substr(std::min(equals + 1, field.size())));
    if (key == "type") fields.type = base::to_lower(value);
    if (key == "target" || key == "dst" || key == "destination") fields.target = value;
    if (key == "id") fields.id = value;
    if (key == "source" || key == "src") fields.source = value;
    if (key == "env") fields.in_environment = true;
  }
  return fields;
}

// Where a secret is when no target is given.
std::string secret_path(const Fields& fields) {
  const std::string& name = fields.id.empty() ? fields.source : fields.id;
  return "/run/secrets/" + name.substr(name.rfind('/') + 1);
}

}  // namespace

RunMounts::RunMounts(const parse::DockerInstruction& run, const BuildState& before,
                     BuildContext& context) {
  for (const parse::DockerFlag& flag : run.flags) {
    if (flag.name != "mount") continue;
    if (mounts_.size() == kMaxMounts) {
      mounts_.back().target.clear();
      return;
    }
    parse::WordOptions options;
    options.escape = context.escape;
    const parse::ExpandedWord text = before.expand(flag.value.value_or(""), options, context);
    const Fields fields = fields_of(text.text);
    Mount mount{"", {flag.span, "RUN --mount=type=" + fields.type}};
    // Of a text that is not known nothing is.
    if (!text.known) mount.cause.text = "RUN --mount";
    if (!fields.target && text.known) {
      if (fields.type == "ssh" || (fields.type == "secret" && fields.in_environment)) continue;
      if (fields.type == "secret") mount.target = secret_path(fields);
    } else if (text.known) {
      const bool absolute = fields.target->starts_with('/');
      const bool known = before.workdir() && before.workdir()->known;
      if (absolute || known)
        mount.target = join_path(absolute ? "/" : before.workdir()->text, *fields.target);
    }
    if (mount.target == "/") mount.target.clear();
    mounts_.push_back(std::move(mount));
  }
}

void RunMounts::cover(ImageFs& files) {
  if (mounts_.empty()) return;
  before_ = files;
  for (const Mount& mount : mounts_) {
    files.touch_unknown(mount.target.empty() ? "/" : mount.target, Doubt::kMayChange, mount.cause);
  }
}

void RunMounts::uncover(ImageFs& files) const {
  for (const Mount& mount : mounts_) {
    if (mount.target.empty()) continue;
    const Found was = before_.lookup(mount.target, false);
    files.remove(mount.target, mount.cause);
    if (was.presence != Found::Presence::kAbsent)
      files.copy(before_, mount.target, mount.target, {}, mount.cause);
  }
}

}  // namespace verifull::image
