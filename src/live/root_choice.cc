#include "live/root_choice.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "source/guarded_open.h"
#include "source/path.h"

namespace verifull::live {
namespace {

enum class Look { kText, kMissing, kUnreadable, kNoFile };

// Only regular files, and never blocking: a FIFO would hold up libpq for good.
Look read_file(const std::string& path, std::string& text) {
  source::Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!file.open()) return errno == EACCES || errno == EPERM ? Look::kUnreadable : Look::kMissing;
  struct stat status {};
  if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return Look::kNoFile;
  char buffer[65536];
  while (text.size() <= pki::kMaxBundleBytes) {
    ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Look::kUnreadable;
    if (count == 0) break;
    text.append(buffer, static_cast<std::size_t>(count));
  }
  return Look::kText;
}

// True when something is there.
bool take(const std::string& path, RootChoice& choice) {
  std::string text;
  switch (read_file(path, text)) {
    case Look::kMissing: return false;
    case Look::kUnreadable: choice.state = RootState::kUnreadable; break;
    // libpq does not take a folder either, and must not be given a FIFO: it gets a file
    // that fails in the same way.
    case Look::kNoFile:
      choice.state = RootState::kThere;
      choice.bundle.problem = pki::BundleProblem::kNotPem;
      choice.file = "/dev/null";
      return true;
    case Look::kText:
      choice.state = RootState::kThere;
      choice.bundle = pki::read_pem_bundle(text);
      break;
  }
  choice.file = path;
  return true;
}

// The URL that the image fetches the file from; "" for none.
std::string url_of(const image::RootReport& report) {
  const image::ContentPart* part = image::only_part(report);
  bool fetched = part != nullptr && part->kind == image::ContentKind::kUrl;
  return fetched ? image::shown_url(part->name) : "";
}

void note_project_file(std::string_view path, std::string_view in_project, RootChoice& choice) {
  if (choice.file == path || source::normalised(path) == in_project) return;
  std::string name(path.empty() ? "~/.postgresql/root.crt" : path);
  choice.note = name + " is " + std::string(in_project) + " of the project";
}

void look_for(std::string_view path, const RootPlaces& places, RootChoice& choice) {
  using Found = image::RootReport::Found;
  auto found = places.reports.find(path);
  image::RootReport report = found == places.reports.end() ? image::RootReport{} : found->second;
  if (!report.project_path.empty() &&
      take(source::join_path(places.project_root, report.project_path), choice)) {
    return note_project_file(path, report.project_path, choice);
  }
  if (path.empty()) return;
  // What is fetched into the image hides what the project has at that place.
  std::string url = url_of(report);
  std::string here = source::moved_path(path, places.rails_root, places.project_root);
  // What is beside the app here need not be beside it where it runs.
  bool inside = !here.empty() && source::is_within(here, places.project_root);
  if (url.empty() && inside && take(here, choice)) {
    std::string in_project(source::path_within(here, places.project_root));
    note_project_file(path, in_project, choice);
    if (report.in_image && report.found == Found::kAbsent) {
      choice.note =
          in_project + " is taken from the project; the image does not have it: " + report.why;
    }
    return;
  }
  if (path.starts_with('/') && take(choice.configured, choice)) {
    choice.note = choice.configured + " is taken from this machine; the app's own may differ";
  } else {
    choice.url = std::move(url);
  }
}

}  // namespace

RootChoice choose_root(bool given, bool known, std::string_view path, const RootPlaces& places) {
  RootChoice choice;
  choice.configured = std::string(path);
  if (places.override_file == "system") {
    choice.state = RootState::kSystem;
    return choice;
  }
  if (!places.override_file.empty()) {
    choice.state = RootState::kMissing;
    choice.note = "verified with " + places.override_file;
    take(places.override_file, choice);
    return choice;
  }
  if (!given || path.empty()) {
    look_for("", places, choice);
    return choice;
  }
  choice.state = RootState::kUnknown;
  if (!known) return choice;
  if (path == "system") {
    choice.state = RootState::kSystem;
    return choice;
  }
  choice.state = RootState::kMissing;
  look_for(path, places, choice);
  return choice;
}

}  // namespace verifull::live
