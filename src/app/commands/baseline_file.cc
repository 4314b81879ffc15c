#include "app/commands/baseline_file.h"

#include "source/disk_reader.h"
#include "source/path.h"

namespace verifull::app {

base::Result<engine::Baseline> read_baseline_file(const std::string& path) {
  source::DiskReader disk;
  std::string name = source::normalised(path);
  auto text = disk.read(name, source::FileKind::kConfiguration, source::parent_path(name));
  if (!text) {
    return base::Error{base::ErrorKind::kUsage,
                       text.error().message,
                       "`verifull baseline create --baseline " + path + "` writes one",
                       {}};
  }
  return engine::read_baseline(*text, path);
}

}  // namespace verifull::app
