// A Discovery as text, for tests to compare.
#pragma once

#include <string>

#include "source/discover.h"

namespace verifull::support {

// "+ path: reason", "- path: reason", "E message", and one line for each project.
inline std::string dump(const source::Discovery& discovery, const source::SourceSet& sources) {
  std::string text;
  for (const source::FileDecision& decision : discovery.decisions) {
    text += (decision.taken ? "+ " : "- ") + decision.path + ": " + decision.reason + "\n";
  }
  for (const base::Error& error : discovery.errors) text += "E " + error.message + "\n";
  for (const source::Project& project : discovery.projects) {
    text += "= " + project.root + " " + sources.at(project.database_config).path;
    if (project.stand_in) text += " (stand-in)";
    for (const source::DotenvSource& dotenv : project.dotenv) {
      text += " " + dotenv.name + (dotenv.ignored_by_git ? "(ignored)" : "");
    }
    if (project.dockerfile) text += " " + sources.at(*project.dockerfile).path;
    if (project.gemfile_lock) text += " " + sources.at(*project.gemfile_lock).path;
    if (project.service_file) text += " " + sources.at(*project.service_file).path;
    for (const std::string& name : project.environment_names) text += " :" + name;
    text += "\n";
  }
  return text;
}

}  // namespace verifull::support
