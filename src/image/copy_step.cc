#include "image/copy_step.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "image/path.h"

namespace verifull::image {
namespace {

using parse::DockerFlag;
using parse::DockerKeyword;
using parse::ExpandedWord;

constexpr std::string_view kArchives[] = {".tar",  ".tar.gz", ".tgz",    ".tar.bz2", ".tbz",
                                          ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst"};

bool is_archive(std::string_view path) {
  return std::any_of(std::begin(kArchives), std::end(kArchives),
                     [&](std::string_view end) { return path.ends_with(end); });
}

bool is_web(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://");
}

bool is_git(std::string_view word) {
  std::string_view path = word.substr(0, word.find('#'));
  return word.starts_with("git@") || word.starts_with("git://") || word.starts_with("ssh://") ||
         path.ends_with(".git");
}

bool has_wildcard(std::string_view word) {
  return word.find_first_of("*?[") != std::string_view::npos;
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string below(const std::string& directory, std::string_view name) {
  return directory == "/" ? "/" + std::string(name) : directory + '/' + std::string(name);
}

class Copier {
 public:
  explicit Copier(CopyStep& step) : step_(step), files_(step.stage.files) {}

  void run() {
    const auto& words = step_.instruction.arguments;
    cause_ = {step_.instruction.span, step_text(step_.instruction)};
    if (words.size() < 2) return;
    read_flags();
    if (!read_target(words.back().text)) {
      return files_.touch_unknown("/", Doubt::kMayAdd,
                                  {cause_.span, "where `" + cause_.text + "` copies to is not known"});
    }
    into_ = into_ || words.size() > 2;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) source(words[i]);
  }

 private:
  ExpandedWord expand(std::string_view word) {
    parse::WordOptions options;
    options.escape = step_.context.escape;
    return step_.before.expand(word, options, step_.context);
  }

  void read_flags() {
    for (const DockerFlag& flag : step_.instruction.flags) {
      std::string_view name = flag.name;
      const std::string value = flag.value.value_or("");
      if (name == "from") from_ = value;
      if (name == "checksum") pinned_ = true;
      if (name == "parents") parents_ = value != "false";
      if (name == "unpack") unpack_ = value != "false";
      if (name == "exclude") excludes_.push_back(expand(value).text);
      if (name == "chown") {
        ExpandedWord owner = expand(value);
        owner_ = owner.known ? step_.stage.users.owner_of(owner.text) : Owner::unknown();
      }
      if (name == "chmod") {
        ExpandedWord mode = expand(value);
        std::optional<ModeChange> change;
        if (mode.known) change = ModeChange::parse(mode.text, 0);
        mode_unknown_ = !change;
        mode_ = change;
      }
    }
  }

  bool read_target(std::string_view word) {
    ExpandedWord target = expand(word);
    if (!target.known) return false;
    std::string text = target.text;
    into_ = text.ends_with('/') || text == "." || text.ends_with("/.") || text == "..";
    std::string workdir = "/";
    if (!text.starts_with('/')) {
      const auto& given = step_.before.workdir();
      if (given && !given->known) return false;
      if (!given && !step_.before.complete()) {
        // The base image's; those of the official library leave it at the root.
        if (files_.lookup("/verifull-no-such-path").presence == Found::Presence::kMaybe) {
          return false;
        }
      } else if (given) {
        workdir = given->text;
      }
    }
    target_ = join_path(workdir, text);
    Found found = files_.lookup(target_);
    into_ = into_ || (found.presence == Found::Presence::kPresent &&
                      found.kind == NodeKind::kDirectory);
    return true;
  }

  std::string target_of(std::string_view name) const {
    return into_ ? below(target_, name) : target_;
  }

  Attributes attributes(std::uint32_t mode) const {
    Attributes result{owner_.value_or(Owner::root()), Mode::of(mode)};
    if (mode_) result.mode = mode_->applied(result.mode, false);
    if (mode_unknown_) result.mode = {};
    return result;
  }

  void put(const std::string& path, std::uint32_t mode, ContentPart part) {
    files_.put_file(path, attributes(mode), content_of(std::move(part)), cause_);
  }

  void doubt(const std::string& path, std::string why) {
    files_.touch_unknown(path, Doubt::kMayChange, {cause_.span, std::move(why)});
  }

  void source(const parse::DockerWord& word) {
    if (auto heredoc = parse::parse_heredoc_word(word.text)) return put_heredoc(heredoc->name);
    ExpandedWord expanded = expand(word.text);
    if (!expanded.known) {
      return doubt(target_, "what `" + cause_.text + "` copies is not known");
    }
    const std::string& text = expanded.text;
    bool add = step_.instruction.keyword == DockerKeyword::kAdd;
    if (add && is_git(text)) return doubt(target_, "a git repository is copied here");
    if (add && is_web(text)) return download(text, word.span);
    if (from_) return from_stage(text);
    if (!step_.folder) return doubt(target_, "the project's files are not known");
    from_project(text, add, word.span);
  }

  void put_heredoc(const std::string& name) {
    for (const parse::DockerHeredoc& heredoc : step_.instruction.heredocs) {
      if (heredoc.name != name) continue;
      ExpandedWord body;
      body.text = heredoc.content;
      if (!heredoc.quoted) {
        parse::WordOptions options;
        options.escape = step_.context.escape;
        options.plain_quotes = true;
        body = step_.before.expand(heredoc.content, options, step_.context);
      }
      bool kept = body.known && body.text.size() <= kMaxContentText;
      ContentPart part{kept ? ContentKind::kText : ContentKind::kUnknown,
                       kept ? body.text : "is not known as a whole", false, false, heredoc.span};
      return put(target_of(name), 0644, std::move(part));
    }
  }

  void download(const std::string& url, base::Span span) {
    std::string_view path = std::string_view(url).substr(0, url.find_first_of("?#"));
    std::string_view name = last_part(path.substr(path.find("://") + 3));
    if (unpack_ == true) return doubt(target_, "an archive is unpacked here");
    if (into_ && name.empty()) return doubt(target_, "the server names the file");
    put(target_of(name), 0600,
        {ContentKind::kUrl, url, !pinned_ && url.starts_with("http://"), pinned_, span});
  }

  void from_stage(const std::string& text) {
    const StageFiles* other = step_.stage_named(*from_);
    std::optional<ImageFs> image;
    if (other == nullptr) {
      image = ImageFs::of_unknown_image(
          {cause_.span, "what the image " + *from_ + " holds is not in the project"});
      image->share_budget(files_);
    }
    const ImageFs& source = other != nullptr ? other->files : *image;
    std::string path = join_path("/", text);
    if (has_wildcard(path)) return from_stage_by_wildcard(source, path);
    copy_from(source, path, text.ends_with('/'));
  }

  void copy_from(const ImageFs& source, const std::string& path, bool directory) {
    Found found = source.lookup(path);
    CopyOptions options;
    options.owner = owner_;
    options.mode = mode_;
    options.follow = true;
    std::string name(last_part(path));
    if (parents_) {
      files_.copy(source, path, join_path(target_, "." + path), options, cause_);
    } else if (found.kind == NodeKind::kDirectory) {
      files_.copy(source, path, target_, options, cause_);
      remember_folder();
    } else if (found.kind == NodeKind::kFile) {
      files_.copy(source, path, target_of(name), options, cause_);
    } else if (found.presence == Found::Presence::kMaybe) {
      // A file or a folder: the one goes into the target, the other's contents.
      if (!into_) files_.copy(source, path, target_, options, cause_);
      if (into_) doubt_into(found, directory ? "" : name);
    }
  }

  void doubt_into(const Found& found, const std::string& name) {
    Cause why{cause_.span, found.doubt.text};
    if (!name.empty()) files_.touch_unknown(below(target_, name), Doubt::kMayChange, why);
    files_.touch_unknown(target_, Doubt::kMayAdd, why);
  }

  void from_stage_by_wildcard(const ImageFs& source, const std::string& pattern) {
    std::size_t slash = pattern.rfind('/');
    std::string directory = pattern.substr(0, slash);
    std::optional<Glob> glob = Glob::parse_match(std::string_view(pattern).substr(slash + 1));
    bool simple = glob && !has_wildcard(directory);
    ImageFs::Names names = simple ? source.list(directory.empty() ? "/" : directory)
                                  : ImageFs::Names{};
    if (!names.complete) {
      files_.touch_unknown(target_, Doubt::kMayAdd,
                           {cause_.span, "what `" + cause_.text + "` matches is not known"});
    }
    for (const std::string& name : names.names) {
      if (glob->matches(name)) copy_from(source, below(directory, name), false);
    }
  }

  void from_project(const std::string& text, bool add, base::Span span) {
    std::size_t pivot = text.find("/./");
    std::string path = join_path("/", text).substr(1);
    std::string cut = pivot == std::string::npos ? "" : join_path("/", text.substr(0, pivot));
    if (!has_wildcard(path)) return copy_project(path, cut, text, add, span);
    bool complete = false;
    std::vector<std::string> matches = step_.folder->matching(path, complete);
    bool doubtful = !complete || path.find("**") != std::string::npos;
    if (doubtful) {
      files_.touch_unknown(target_, Doubt::kMayAdd,
                           {cause_.span, "what `" + cause_.text + "` matches is not known"});
    }
    for (const std::string& match : matches) copy_project(match, cut, match, add, span);
  }

  void copy_project(const std::string& path, const std::string& cut, const std::string& text,
                    bool add, base::Span span) {
    LazyFolder::Entry entry = step_.folder->find(path);
    std::string target = target_;
    bool into = into_;
    if (parents_) {
      std::string_view kept = std::string_view(path).substr(std::min(cut.size(), path.size()));
      target_ = join_path(target_, "./" + std::string(kept));
      into_ = false;
    }
    bool excluded = !excludes_.empty() && entry.kind == NodeKind::kFile &&
                    Dockerignore(excludes_).decide(last_part(path)).ignored;
    if (entry.kind == NodeKind::kDirectory) {
      copy_folder(path);
    } else if (entry.kind == NodeKind::kAbsent) {
      missing(path, span);
    } else if (entry.kind == NodeKind::kUnknown) {
      doubt(target_of(last_part(path)), path + " " + entry.why);
    } else if (add && is_archive(path) && unpack_ != false) {
      doubt(target_, "the archive " + path + " is unpacked here");
    } else if (!excluded && !text.ends_with('/')) {
      put(target_of(last_part(path)), 0644, {ContentKind::kProject, path, false, false, span});
    }
    target_ = target;
    into_ = into;
  }

  void copy_folder(const std::string& path) {
    Layer layer;
    layer.folder = step_.folder;
    layer.path = path;
    if (!excludes_.empty()) {
      layer.folder = std::make_shared<PartOfFolder>(step_.folder, path, excludes_);
      layer.path.clear();
    }
    Attributes file = attributes(0644);
    layer.owner = file.owner;
    layer.file_mode = file.mode;
    layer.executable_mode = attributes(0755).mode;
    layer.directory_mode = Mode::of(0755);
    if (mode_) layer.directory_mode = mode_->applied(layer.directory_mode, true);
    if (mode_unknown_) layer.directory_mode = {};
    files_.put_folder(target_, std::move(layer), cause_);
    remember_folder();
  }

  // A build without it fails, so when there is an image the file was there: made
  // before the build, or in a checkout that has more.
  void missing(const std::string& path, base::Span span) {
    std::string target = target_of(last_part(path));
    base::Span line = step_.folder->decide(path).ignored ? step_.folder->decide(path).line
                                                          : base::Span{};
    bool there = step_.folder->kind_in_project(path) != NodeKind::kAbsent;
    step_.stage.missing.push_back({path, target, there ? line : base::Span{}, span});
    if (line.known() && there) return;
    doubt(target, path + " is not in the project, so nothing is known of what is copied");
  }

  void remember_folder() {
    auto& known = step_.stage.copied_to;
    if (known.size() >= 64 || std::find(known.begin(), known.end(), target_) != known.end()) return;
    known.push_back(target_);
  }

  CopyStep& step_;
  ImageFs& files_;
  Cause cause_;
  std::optional<std::string> from_;
  std::optional<Owner> owner_;
  std::optional<ModeChange> mode_;
  std::optional<bool> unpack_;
  std::vector<std::string> excludes_;
  bool mode_unknown_ = false;
  bool pinned_ = false;
  bool parents_ = false;
  std::string target_;
  bool into_ = false;  // what is copied goes into the target under its own name
};

}  // namespace

void run_copy(CopyStep& step) { Copier(step).run(); }

}  // namespace verifull::image
