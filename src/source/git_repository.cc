#include "source/git_repository.h"

#include <charconv>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "source/git_process.h"

namespace verifull::source {
namespace {

// A million paths of usual length.
constexpr std::size_t kLongestListing = std::size_t{256} << 20;

base::Error unreadable(const GitAnswer& answer) {
  return {base::ErrorKind::kUnreadable, "the repository can't be read: " + answer.trouble, "", {}};
}

std::optional<GitKind> kind_of(std::string_view mode) {
  if (mode == "120000") return GitKind::kSymlink;
  if (mode == "160000") return GitKind::kSubmodule;
  if (mode.starts_with("100")) return GitKind::kFile;
  return std::nullopt;
}

// `ls-files -s` writes "MODE ID STAGE\tPATH", `ls-tree` "MODE TYPE ID\tPATH".
GitListing listing_of(std::string_view text, std::size_t id_at) {
  GitListing listing;
  for (std::string_view line : base::split(text, '\0')) {
    std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    std::vector<std::string_view> words = base::split(line.substr(0, tab), ' ');
    if (words.size() != 3) continue;
    std::optional<GitKind> kind = kind_of(words[0]);
    // Stage 1 is what both sides of a merge come from, 3 is theirs.
    bool other_side = id_at == 1 && (words[2] == "1" || words[2] == "3");
    if (kind && !other_side) {
      listing[std::string(line.substr(tab + 1))] = {std::string(words[id_at]), *kind};
    }
  }
  return listing;
}

// "ID TYPE SIZE\n", the bytes and "\n", again and again; "ID missing\n" for none.
std::map<std::string, std::string> texts_of(std::string_view output) {
  std::map<std::string, std::string> texts;
  while (!output.empty()) {
    std::size_t end = output.find('\n');
    if (end == std::string_view::npos) break;
    std::vector<std::string_view> words = base::split(output.substr(0, end), ' ');
    output.remove_prefix(end + 1);
    std::size_t size = 0;
    if (words.size() != 3) continue;
    std::from_chars(words[2].data(), words[2].data() + words[2].size(), size);
    if (size >= output.size()) break;
    if (words[1] == "blob") texts[std::string(words[0])] = output.substr(0, size);
    output.remove_prefix(size + 1);
  }
  return texts;
}

std::string one_line(const GitAnswer& answer) {
  std::string_view text = answer.output;
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

base::Result<GitRepository> GitRepository::holding(const std::string& folder,
                                                   const std::string& index_file) {
  GitAnswer answer = run_git({folder, {"rev-parse", "--show-toplevel"}, "", ""});
  if (!answer.trouble.empty()) {
    bool none = answer.ended && answer.trouble.find("not a git repository") != std::string::npos;
    return base::Error{base::ErrorKind::kUsage,
                       none ? folder + " is in no git repository" : answer.trouble,
                       "--since and --staged ask git what has changed",
                       {}};
  }
  GitRepository repository;
  repository.top_ = answer.output.substr(0, answer.output.rfind('\n'));
  repository.index_file_ = index_file;
  if (!index_file.empty() && index_file[0] != '/') {
    repository.index_file_ = repository.top_ + "/" + index_file;
  }
  return repository;
}

std::optional<std::string> GitRepository::commit(const std::string& revision) const {
  // A leading dash would be an option; no revision has one.
  if (revision.empty() || revision[0] == '-') return std::nullopt;
  GitAnswer answer =
      run_git({top_, {"rev-parse", "--verify", "--quiet", revision + "^{commit}"}, "", ""});
  if (!answer.trouble.empty()) return std::nullopt;
  return one_line(answer);
}

std::optional<std::string> GitRepository::fork_point(const std::string& commit) const {
  GitAnswer answer = run_git({top_, {"merge-base", commit, "HEAD"}, "", ""});
  if (!answer.trouble.empty()) return std::nullopt;
  return one_line(answer);
}

base::Result<GitListing> GitRepository::index() const {
  GitAnswer answer = run_git({top_, {"ls-files", "-s", "-z"}, "", index_file_, kLongestListing});
  if (!answer.trouble.empty()) return unreadable(answer);
  return listing_of(answer.output, 1);
}

base::Result<GitListing> GitRepository::tree(const std::string& commit) const {
  GitAnswer answer =
      run_git({top_, {"ls-tree", "-r", "-z", "--full-tree", commit}, "", "", kLongestListing});
  if (!answer.trouble.empty()) return unreadable(answer);
  return listing_of(answer.output, 2);
}

base::Result<std::map<std::string, std::string>> GitRepository::texts(
    const std::vector<std::string>& ids, std::size_t most) const {
  if (ids.empty()) return std::map<std::string, std::string>();
  GitQuestion question{top_, {"cat-file", "--batch"}, "", "", most + ids.size() * 128 + 1};
  for (const std::string& id : ids) question.input += id + "\n";
  GitAnswer answer = run_git(question);
  if (!answer.trouble.empty()) return unreadable(answer);
  return texts_of(answer.output);
}

}  // namespace verifull::source
