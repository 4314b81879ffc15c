// Programs that this house does not follow, but of which it is known where they
// write.
//
// Most of a Rails Dockerfile is `bundle install`, `yarn install` and
// `rails assets:precompile`. They run code of gems and packages, which could
// write anywhere; if they counted as unknown, nothing could be said of any file
// in front of them. What their makers say they write (bundle-config(1),
// npm-folders(5), Rails' guides, sprockets, bootsnap) are the places below, and
// none of them changes a file that was put there by somebody else. So files that
// are known stay, and only below those places there may be more than before.
// A script of the project, a Makefile, and a program that is not listed in any of
// these tables may change everything.
#include <algorithm>
#include <string>

#include "image/run_families.h"

namespace verifull::image {
namespace {

struct Tool {
  std::string_view name;
  // Where it adds files, by one blank; relative to the working directory; `~` is
  // the user's home.
  std::string_view places;
};

constexpr std::string_view kRubyPlaces =
    "/usr/local /usr/lib /var/lib /opt /tmp ~ vendor .bundle Gemfile.lock";
constexpr std::string_view kNodePlaces =
    "/usr/local /usr/lib /tmp ~ node_modules .yarn .pnp.cjs public dist build app/assets/builds "
    "tmp "
    "yarn.lock package-lock.json";
constexpr std::string_view kRailsPlaces =
    "public tmp log node_modules app/assets/builds app/javascript storage db ~ /tmp";

constexpr Tool kTools[] = {
    {"bundle", kRubyPlaces},
    {"bundler", kRubyPlaces},
    {"gem", kRubyPlaces},
    {"bootsnap", "tmp ~ /tmp"},
    {"rails", kRailsPlaces},
    {"rake", kRailsPlaces},
    {"yarn", kNodePlaces},
    {"npm", kNodePlaces},
    {"npx", kNodePlaces},
    {"pnpm", kNodePlaces},
    {"bun", kNodePlaces},
    {"corepack", "/usr/local /usr/bin ~"},
    {"pip", "/usr /opt ~ /tmp"},
    {"pip3", "/usr /opt ~ /tmp"},
    {"gpg", "~ /tmp"},
    {"gpg2", "~ /tmp"},
    {"apt-key", "/etc/apt ~ /tmp"},
    {"add-apt-repository", "/etc/apt ~ /tmp"},
    {"dpkg", "/bin /etc /lib /opt /usr /var"},
    {"rpm", "/bin /etc /lib /opt /usr /var"},
    {"localedef", "/usr/lib"},
    {"locale-gen", "/usr/lib /etc"},
    {"ldconfig", "/etc /var"},
    {"fc-cache", "/var/cache ~"},
    {"openssl", "~"},
    {"crontab", "/var"},
    {"chpasswd", ""},
    {"passwd", ""},
    {"git", "~"},
    {"ssh-keyscan", ""},
    {"ssh-keygen", "~"},
    {"debconf-set-selections", "/var"},
    {"dpkg-reconfigure", "/etc /usr /var"},
    {"update-alternatives", "/etc /usr"},
    {"update-locale", "/etc"},
    {"a2enmod", "/etc"},
    {"freshclam", "/var"},
    {"systemctl", "/etc"},
    {"rc-update", "/etc"},
    {"service", "/var /run"},
};

// Words behind which the program writes a file.
constexpr std::string_view kOutputOptions[] = {"-o",       "-out",          "-keyout", "-CAserial",
                                               "--output", "--output-file", "-outfile"};

void may_add(RunCall& call, std::string_view place) {
  RunArgument word{std::string(place), true, false, false, false};
  if (place == "~") {
    const auto home = call.machine.home();
    word = {home.value_or("/root"), true, false, false, false};
  }
  if (const auto path = call.files().path_of(word))
    call.files().touch(*path, Doubt::kMayAdd, call.cause);
}

void touch_outputs(RunCall& call) {
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    const RunArgument& word = call.words[i];
    const std::size_t equals = word.text.find('=');
    const std::string_view option = std::string_view(word.text).substr(0, equals);
    const bool writes = std::find(std::begin(kOutputOptions), std::end(kOutputOptions), option) !=
                        std::end(kOutputOptions);
    if (!writes) continue;
    if (equals != word.text.npos)
      call.files().touch({word.text.substr(equals + 1), word.known, false, false, false},
                         call.cause);
    else if (i + 1 < call.words.size())
      call.files().touch(call.words[i + 1], call.cause);
  }
}

// `bundle exec rails …`.
bool runs_another(const RunCall& call) {
  const bool runner = call.name() == "bundle" || call.name() == "bundler";
  return runner && call.words.size() > 2 && call.words[1].text == "exec";
}

RunStatus run_git(RunCall& call) {
  const std::string verb = call.words.size() > 1 ? call.words[1].text : "";
  if (verb == "config" || verb == "rev-parse" || verb == "log" || verb == "describe" ||
      verb == "--version") {
    may_add(call, "~");
    return RunStatus::kUnknown;
  }
  // `clone URL [FOLDER]` fills a folder of its own; the rest changes the files here.
  const RunArgument here{".", true, false, false, false};
  if (verb == "clone") {
    const RunArgument& last = call.words.back();
    const bool folder = call.words.size() > 3 && last.text.find("://") == std::string::npos &&
                        last.text.find('@') == std::string::npos;
    if (folder)
      call.files().touch(last, call.cause);
    else
      may_add(call, ".");
    return RunStatus::kUnknown;
  }
  call.files().touch(here, call.cause);
  return RunStatus::kUnknown;
}

}  // namespace

RunStatus run_tool(RunCall& call) {
  if (runs_another(call)) {
    return call.machine.run_words({call.words.begin() + 2, call.words.end()}, call);
  }
  call.print_unknown("what a program prints");
  const std::string_view path = call.name();
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (name == "git") return run_git(call);
  const auto* tool = std::find_if(std::begin(kTools), std::end(kTools),
                                  [&](const Tool& each) { return each.name == name; });
  if (tool == std::end(kTools)) {
    call.machine.lose(call.cause);
    return RunStatus::kUnknown;
  }
  std::string_view places = tool->places;
  while (!places.empty()) {
    const std::size_t stop = std::min(places.find(' '), places.size());
    may_add(call, places.substr(0, stop));
    places.remove_prefix(std::min(stop + 1, places.size()));
  }
  touch_outputs(call);
  return RunStatus::kUnknown;
}

RunStatus run_harmless(RunCall& call) {
  call.print_unknown("what a program prints");
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
