// Package managers, and the bundle of the system's certificates.
//
// A package owns the paths it installs, and never those of somebody else: dpkg,
// rpm and apk all stop at a file that another package has, and none installs
// below /home, /root, /srv or /usr/local (FHS 3.0; Debian policy 9.1). So a file
// that the Dockerfile put somewhere stays as it is, and where packages go there
// may be more than before.
#include <algorithm>

#include "image/run_families.h"

namespace verifull::image {
namespace {

constexpr std::string_view kPackageFolders[] = {"/bin", "/etc",  "/lib", "/lib64", "/opt",
                                                "/run", "/sbin", "/usr", "/var"};

// The file in which a family of systems keeps all roots, with the folder whose
// certificates are added to it, and the command that does that:
// Debian's and Alpine's update-ca-certificates(8), Red Hat's update-ca-trust(8).
struct SystemBundle {
  std::string_view path;
  std::uint32_t mode;
  std::string_view link;  // another name of it
  std::string_view link_target;
  std::string_view added_from;
};

constexpr SystemBundle kDebian = {"/etc/ssl/certs/ca-certificates.crt", 0644, "", "",
                                  "/usr/local/share/ca-certificates"};
constexpr SystemBundle kRedHat = {
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", 0444, "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/pki/ca-trust/source/anchors"};

void may_add_packages(RunCall& call) {
  for (std::string_view folder : kPackageFolders) {
    call.files().touch(folder, Doubt::kMayAdd, call.cause);
  }
}

void write_bundle(RunCall& call, const SystemBundle& bundle, RunOutput parts, const Cause& cause) {
  RunFiles& files = call.files();
  const std::string path(bundle.path);
  const Owner user = std::exchange(files.user, Owner::root());
  const auto mask = std::exchange(files.umask, 022);
  files.make_directory(path.substr(0, path.rfind('/')), true, std::nullopt, cause);
  // It is made anew and renamed into its place.
  files.remove(path, false, true, cause);
  files.umask = 0777U & ~bundle.mode;
  files.write(path, std::make_shared<const RunOutput>(std::move(parts)), false, cause);
  files.umask = 022;
  if (!bundle.link.empty()) {
    const std::string link(bundle.link);
    files.make_directory(link.substr(0, link.rfind('/')), true, std::nullopt, cause);
    files.link(link, bundle.link_target, true, cause);
  }
  files.umask = mask;
  files.user = user;
}

void install(RunCall& call, std::string_view name, const SystemBundle& bundle) {
  Cause cause = call.cause;
  cause.text += " " + std::string(name);
  if (name != "ca-certificates" && name != "ca-certificates-bundle") return;
  write_bundle(call, bundle, {{ContentKind::kPackage, "ca-certificates", false, false, cause.span}},
               cause);
}

// "libpq5=15.3-0", "curl:amd64", "curl/stable", "curl~=8".
std::string_view package_name(std::string_view word) {
  return word.substr(0, word.find_first_of("=:/<>~@"));
}

RunStatus manage(RunCall& call, std::string_view add, std::string_view reinstall,
                 const SystemBundle& bundle) {
  std::size_t at = 1;
  while (at < call.words.size() && call.words[at].text.starts_with("-")) ++at;
  // An option's value in front of the verb is not told apart.
  const auto verb =
      std::find_if(call.words.begin() + 1, call.words.end(), [&](const RunArgument& word) {
        return word.text == add || word.text == reinstall || word.text == "remove" ||
               word.text == "purge" || word.text == "del" || word.text == "erase";
      });
  if (verb == call.words.end()) {
    // Lists, caches; `upgrade` brings newer files of the same packages.
    may_add_packages(call);
    call.print_unknown("what a package manager says");
    return RunStatus::kUnknown;
  }
  const bool adds = verb->text == add || verb->text == reinstall;
  if (adds) {
    call.cause.text += " " + verb->text;
    may_add_packages(call);
  }
  for (auto word = verb + 1; word != call.words.end(); ++word) {
    if (!word->known || word->text.empty() || word->text[0] == '-') continue;
    const std::string_view name = package_name(word->text);
    if (adds) {
      call.machine.packages.push_back({std::string(name), word->text, call.cause.span, true});
      install(call, name, bundle);
    } else if (name == "ca-certificates") {
      call.files().touch(bundle.path, Doubt::kMayChange, call.cause);
    }
  }
  call.print_unknown("what a package manager says");
  return RunStatus::kUnknown;
}

RunStatus rebuild(RunCall& call, const SystemBundle& bundle, std::string_view ending) {
  RunFiles& files = call.files();
  const std::string folder(bundle.added_from);
  RunOutput parts = {{ContentKind::kPackage, "ca-certificates", false, false, call.cause.span}};
  const ImageFs::Names names = files.list(folder);
  bool complete = names.complete;
  for (const std::string& name : names.names) {
    if (!name.ends_with(ending)) continue;
    const Found found = files.look(folder + "/" + name);
    if (found.is_file())
      parts.insert(parts.end(), found.content->begin(), found.content->end());
    else
      complete = false;
  }
  if (!complete)
    parts.push_back(unknown_content("certificates that the image may have in " + folder));
  if (parts.size() > kMaxContentParts) parts = {unknown_content("too many certificates")};
  files.touch(std::string_view("/etc/ssl/certs"), Doubt::kMayAdd, call.cause);
  write_bundle(call, bundle, std::move(parts), call.cause);
  return RunStatus::kUnknown;
}

}  // namespace

RunStatus run_apt(RunCall& call) { return manage(call, "install", "reinstall", kDebian); }
RunStatus run_apk(RunCall& call) { return manage(call, "add", "fix", kDebian); }
RunStatus run_dnf(RunCall& call) { return manage(call, "install", "reinstall", kRedHat); }

RunStatus run_update_ca_certificates(RunCall& call) { return rebuild(call, kDebian, ".crt"); }
RunStatus run_update_ca_trust(RunCall& call) { return rebuild(call, kRedHat, ""); }

}  // namespace verifull::image
