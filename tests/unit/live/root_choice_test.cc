// From the path in the configuration to the file on this machine.
#include "live/root_choice.h"

#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/read_text.h"
#include "support/temp_dir.h"

namespace {

using namespace verifull;

std::string certificate() {
  return support::read_text(VERIFULL_SOURCE_DIR "/tests/unit/pki/certificates/root.pem");
}

const char* state_name(live::RootState state) {
  switch (state) {
    case live::RootState::kNone: return "none";
    case live::RootState::kSystem: return "system";
    case live::RootState::kThere: return "there";
    case live::RootState::kMissing: return "missing";
    case live::RootState::kUnreadable: return "unreadable";
    case live::RootState::kUnknown: return "unknown";
  }
  return "";
}

// A project in APP, the app in the image's /rails, and a folder OUT outside of both.
class Machine {
 public:
  Machine() {
    folder_.write("app/root.pem", certificate());
    folder_.write("app/certs/lab.pem", certificate());
    folder_.write("app/empty.pem", "");
    folder_.write("out/own.pem", certificate());
    places.rails_root = "/rails";
    places.project_root = folder_.path("app");
  }

  // "state file (note) [url]", with APP and OUT for the folders.
  std::string choose(const std::string& path, bool given = true, bool known = true) const {
    live::RootChoice choice = live::choose_root(given, known, real(path), places);
    std::string text = state_name(choice.state);
    if (!choice.file.empty()) text += " " + choice.file;
    if (!choice.note.empty()) text += " (" + choice.note + ")";
    if (!choice.url.empty()) text += " [" + choice.url + "]";
    if (choice.bundle.refused()) text += " refused";
    return shown(shown(text, folder_.path("app"), "APP"), folder_.path("out"), "OUT");
  }

  std::string real(const std::string& path) const {
    return shown(shown(path, "APP", folder_.path("app")), "OUT", folder_.path("out"));
  }

  const support::TempDir& folder() const { return folder_; }

  live::RootPlaces places;

 private:
  static std::string shown(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
      text.replace(at, from.size(), to);
    }
    return text;
  }

  support::TempDir folder_;
};

// What the image has at a path.
struct Known {
  std::string path;
  std::string project_path;
  std::string url;
  std::string absent;  // why, of one that the image certainly has not

  image::RootReport report() const {
    image::RootReport report;
    report.in_image = true;
    report.project_path = project_path;
    if (!url.empty()) {
      report.content = image::content_of({image::ContentKind::kUrl, url, false, false, {}});
    }
    if (!absent.empty()) report.found = image::RootReport::Found::kAbsent;
    report.why = absent;
    return report;
  }
};

struct Case {
  Known known;
  const char* chosen;
};

TEST(RootChoice, FindsWhatTheImageHas) {
  const Case kCases[] = {
      // Where the image copies it from.
      {{"/etc/ssl/rds.pem", "certs/lab.pem", "", ""},
       "there APP/certs/lab.pem (/etc/ssl/rds.pem is certs/lab.pem of the project)"},
      {{"/rails/root.pem", "root.pem", "", ""},
       "there APP/root.pem (/rails/root.pem is root.pem of the project)"},
      {{"root.pem", "root.pem", "", ""}, "there APP/root.pem"},
      {{"./certs/../root.pem", "root.pem", "", ""}, "there APP/root.pem"},
      {{"root.pem", "certs/lab.pem", "", ""},
       "there APP/certs/lab.pem (root.pem is certs/lab.pem of the project)"},
      // What it copies is not here any more; the same place still is.
      {{"/rails/root.pem", "gone.pem", "", ""},
       "there APP/root.pem (/rails/root.pem is root.pem of the project)"},
      // Nobody knows where the image has it from.
      {{"/rails/certs/lab.pem", "", "", ""},
       "there APP/certs/lab.pem (/rails/certs/lab.pem is certs/lab.pem of the project)"},
      {{"certs/lab.pem", "", "", ""}, "there APP/certs/lab.pem"},
      {{"/rails/gone.pem", "", "", ""}, "missing"},
      {{"../out/own.pem", "", "", ""}, "missing"},
      // Of this machine.
      {{"OUT/own.pem", "", "", ""},
       "there OUT/own.pem (OUT/own.pem is taken from this machine; the app's own may differ)"},
      {{"OUT/own.pem", "", "https://ca.example.com/own.pem", ""},
       "there OUT/own.pem (OUT/own.pem is taken from this machine; the app's own may differ)"},
      // Fetched: what the project has at that place is another file.
      {{"/rails/root.pem", "", "https://ca.example.com/x.pem", ""},
       "missing [https://ca.example.com/x.pem]"},
      {{"root.pem", "", "https://ca.example.com/x.pem", ""},
       "missing [https://ca.example.com/x.pem]"},
      // Left out of the image.
      {{"/rails/root.pem", "", "", ".dockerignore leaves it out"},
       "there APP/root.pem (root.pem is taken from the project; the image does not have it: "
       ".dockerignore leaves it out)"},
      {{"/rails/gone.pem", "", "", "nothing puts it there"}, "missing"},
      // Nothing that can be used.
      {{"empty.pem", "empty.pem", "", ""}, "there APP/empty.pem refused"},
      {{"certs", "certs", "", ""}, "there /dev/null refused"},
  };
  for (const Case& each : kCases) {
    Machine machine;
    machine.places.reports = {{machine.real(each.known.path), each.known.report()}};
    EXPECT_EQ(machine.choose(each.known.path), each.chosen) << each.known.path;
  }
}

TEST(RootChoice, WhatIsNoPath) {
  Machine machine;
  EXPECT_EQ(machine.choose("", false), "none");
  EXPECT_EQ(machine.choose(""), "none");
  EXPECT_EQ(machine.choose("system"), "system");
  EXPECT_EQ(machine.choose("root.pem", true, false), "unknown");
}

TEST(RootChoice, TheImagesDefaultFile) {
  Machine machine;
  machine.places.reports = {{"", Known{"", "certs/lab.pem", "", ""}.report()}};
  EXPECT_EQ(machine.choose("", false),
            "there APP/certs/lab.pem (~/.postgresql/root.crt is certs/lab.pem of the project)");
  machine.places.reports = {{"", Known{"", "", "https://ca.example.com/x.pem", ""}.report()}};
  EXPECT_EQ(machine.choose("", false), "none");
}

TEST(RootChoice, AnotherFileIsAskedFor) {
  Machine machine;
  machine.places.override_file = machine.real("OUT/own.pem");
  for (const char* path : {"root.pem", "gone.pem", "system", ""}) {
    EXPECT_EQ(machine.choose(path), "there OUT/own.pem (verified with OUT/own.pem)") << path;
  }
  machine.places.override_file = machine.real("OUT/gone.pem");
  EXPECT_EQ(machine.choose("root.pem"), "missing (verified with OUT/gone.pem)");
  machine.places.override_file = "system";
  EXPECT_EQ(machine.choose("root.pem"), "system");
}

TEST(RootChoice, WithoutAnImageTheProjectIsWhereItRuns) {
  Machine machine;
  machine.places.rails_root = machine.places.project_root;
  machine.places.reports = {
      {machine.real("APP/root.pem"), Known{"", "root.pem", "", ""}.report()}};
  EXPECT_EQ(machine.choose("APP/root.pem"), "there APP/root.pem");
}

TEST(RootChoice, WhatMayNotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  Machine machine;
  machine.folder().chmod("app/root.pem", 0);
  EXPECT_EQ(machine.choose("root.pem"), "unreadable APP/root.pem");
}

TEST(RootChoice, APipeDoesNotHoldItUp) {
  Machine machine;
  ASSERT_EQ(::mkfifo(machine.real("APP/pipe.pem").c_str(), 0600), 0);
  EXPECT_EQ(machine.choose("pipe.pem"), "there /dev/null refused");
}

}  // namespace
