// curl and wget, in all forms that write a file.
//
// curl(1), wget(1) and busybox' wget. What was downloaded is known by its URL
// only; that a server may have said no is not looked at.
#include <algorithm>

#include "base/text.h"
#include "image/run_families.h"

namespace verifull::image {
namespace {

constexpr RunOption kCurlOptions[] = {
    {'o', "output", true},
    {'O', "remote-name"},
    {'J', "remote-header-name"},
    {kLongA, "output-dir", true},
    {kLongB, "create-dirs"},
    {kLongC, "remote-name-all"},
    {kLongD, "url", true},
    {'k', "insecure"},
    {'L', "location"},
    {'f', "fail"},
    {'s', "silent"},
    {'S', "show-error"},
    {'v', "verbose"},
    {'g', "globoff"},
    {'#', "progress-bar"},
    {'4', "ipv4"},
    {'6', "ipv6"},
    {'i', "include"},
    {'I', "head"},
    {'N', "no-buffer"},
    {'q', "disable"},
    {'H', "header", true},
    {'A', "user-agent", true},
    {'b', "cookie", true},
    {'d', "data", true},
    {'e', "referer", true},
    {'E', "cert", true},
    {'F', "form", true},
    {'m', "max-time", true},
    {'r', "range", true},
    {'u', "user", true},
    {'w', "write-out", true},
    {'x', "proxy", true},
    {'X', "request", true},
    {'c', "cookie-jar", true},
    {'D', "dump-header", true},
    {'C', "continue-at", true},
    {'z', "time-cond", true},
    {'K', "config", true},
    {'T', "upload-file", true},
    {'0', "http1.0"},
    {'1', "tlsv1"},
    {'2', "sslv2"},
    {'3', "sslv3"},
    {'R', "remote-time"},
    {'.', "retry", true},
    {'.', "retry-delay", true},
    {'.', "retry-max-time", true},
    {'.', "connect-timeout", true},
    {'.', "proto", true},
    {'.', "proto-redir", true},
    {'.', "cacert", true},
    {'.', "capath", true},
    {'.', "key", true},
    {'.', "resolve", true},
    {'.', "tls-max", true},
    {'.', "ciphers", true},
    {'.', "max-redirs", true},
    {'.', "interface", true},
    {'.', "limit-rate", true},
    {'.', "data-raw", true},
    {'.', "data-binary", true},
    {'.', "noproxy", true},
    {',', "retry-connrefused"},
    {',', "retry-all-errors"},
    {',', "compressed"},
    {',', "tlsv1.2"},
    {',', "tlsv1.3"},
    {',', "fail-with-body"},
    {',', "no-progress-meter"},
    {',', "http1.1"},
    {',', "http2"},
    {',', "ssl-reqd"},
    {',', "location-trusted"},
    {',', "no-keepalive"},
    {',', "anyauth"},
    {',', "styled-output"},
};
constexpr RunOption kWgetOptions[] = {
    {'O', "output-document", true},
    {'P', "directory-prefix", true},
    {kLongA, "no-check-certificate"},
    {'q', "quiet"},
    {'v', "verbose"},
    {'n', ""},
    {'c', "continue"},
    {'N', "timestamping"},
    {'S', "server-response"},
    {'t', "tries", true},
    {'T', "timeout", true},
    {'U', "user-agent", true},
    {'4', "inet4-only"},
    {'6', "inet6-only"},
    {'w', "wait", true},
    {'e', "execute", true},
    {'d', "debug"},
    {',', "no-verbose"},
    {',', "show-progress"},
    {',', "no-cache"},
    {',', "no-hsts"},
    {',', "https-only"},
    {',', "no-proxy"},
    {',', "no-cookies"},
    {',', "retry-connrefused"},
    {'.', "progress", true},
    {'.', "header", true},
    {'.', "user", true},
    {'.', "password", true},
    {'.', "http-user", true},
    {'.', "http-password", true},
    {'.', "waitretry", true},
    {'.', "read-timeout", true},
    {'.', "dns-timeout", true},
    {'.', "connect-timeout", true},
    {'.', "max-redirect", true},
    {'.', "ca-certificate", true},
    {'.', "secure-protocol", true},
    {'.', "post-data", true},
    {'.', "method", true},
    {'.', "prefer-family", true},
    {'.', "spider"},
};

std::string_view path_of_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == url.npos ? 0 : scheme + 3;
  const std::size_t slash = url.find('/', host);
  return slash == url.npos ? std::string_view() : url.substr(slash);
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

ContentPart downloaded(const RunArgument& url, bool unchecked, const Cause& cause) {
  if (!url.known) return unknown_content("a download of which the URL is not known");
  ContentPart part;
  part.kind = ContentKind::kUrl;
  part.name = url.text;
  const std::string scheme =
      base::to_lower(url.text.substr(0, std::min(url.text.find("://"), url.text.size())));
  const bool bare = url.text.find("://") == std::string::npos;
  part.insecure = unchecked || bare || scheme == "http" || scheme == "ftp";
  part.span = cause.span;
  return part;
}

// "curl https://…", without what may be secret in it.
Cause named(const RunCall& call, const RunArgument& url) {
  Cause cause = call.cause;
  if (url.known) cause.text = std::string(call.name()) + " " + shown_url(url.text);
  return cause;
}

RunStatus write_to(RunCall& call, const RunArgument& file, ContentPart part, const Cause& cause,
                   bool append) {
  const auto path = call.files().path_of(file);
  if (path && (path->starts_with("/dev/") || path->starts_with("/proc/")))
    return RunStatus::kUnknown;
  if (!path) {
    call.files().touch(file, cause);
    return RunStatus::kUnknown;
  }
  const RunStatus status = call.files().write(*path, content_of(std::move(part)), append, cause);
  if (status == RunStatus::kFailed && call.needed)
    call.files().touch(*path, Doubt::kMayChange, cause);
  // The network decides as well.
  return both(status, RunStatus::kUnknown);
}

RunArgument below(const RunArgument* folder, RunArgument file) {
  if (!folder || (file.known && file.text.starts_with("/"))) return file;
  RunArgument result = *folder;
  if (!result.known) return result;
  result.known = file.known;
  result.text += (result.text.empty() || result.text.back() == '/' ? "" : "/") + file.text;
  return result;
}

// Which of several outputs belongs to which URL: both are taken in order.
struct Transfer {
  RunArgument url;
  bool has_output = false;
  bool by_name = false;
  RunArgument output;
};

std::vector<Transfer> transfers_of(const RunOptions& options) {
  std::vector<Transfer> result;
  std::size_t next = 0;
  for (const auto& [letter, value] : options.given) {
    if (letter != 'o' && letter != 'O') continue;
    Transfer transfer;
    transfer.has_output = true;
    transfer.by_name = letter == 'O';
    transfer.output = value;
    result.push_back(std::move(transfer));
  }
  std::vector<RunArgument> urls = options.operands;
  for (const auto& [letter, value] : options.given) {
    if (letter == kLongD) urls.push_back(value);
  }
  if (result.size() < urls.size()) result.resize(urls.size());
  for (const RunArgument& url : urls) result[next++].url = url;
  result.resize(urls.size());
  if (options.has(kLongC)) {
    for (Transfer& transfer : result) {
      if (!transfer.has_output) transfer.has_output = transfer.by_name = true;
    }
  }
  return result;
}

RunStatus fetch(RunCall& call, const RunOptions& options, const Transfer& transfer) {
  const Cause cause = named(call, transfer.url);
  ContentPart part = downloaded(transfer.url, options.has('k'), cause);
  if (options.has('i') || options.has('I')) part = unknown_content("what a server says of a file");
  const bool globs = !options.has('g') && transfer.url.known &&
                     transfer.url.text.find_first_of("{[") != std::string::npos;
  RunArgument file = transfer.output;
  if (transfer.by_name) {
    file = transfer.url;
    std::string_view path = path_of_url(file.text);
    path = path.substr(0, path.find_first_of("?#"));
    file.text = file.known ? std::string(last_part(path)) : "";
    if (!transfer.url.known) file.text.clear();
  }
  const RunArgument* folder = options.value(kLongA);
  const bool unclear = globs || options.has('J') || options.has('C') || options.has('z') ||
                       (transfer.by_name && file.text.empty());
  if (!transfer.has_output || (file.known && file.text == "-")) {
    if (globs) part = unknown_content("several downloads");
    call.out.push_back(std::move(part));
    return RunStatus::kUnknown;
  }
  if (unclear) {
    RunArgument here{".", true, false, false, false};
    call.files().touch(folder ? *folder : transfer.by_name ? here : file, cause);
    return RunStatus::kUnknown;
  }
  file = below(folder, std::move(file));
  const auto path = call.files().path_of(file);
  if (path && options.has(kLongB)) {
    const std::size_t slash = path->rfind('/');
    const auto mask = std::exchange(
        call.files().umask,
        call.files().umask ? std::optional(*call.files().umask | 027U) : std::nullopt);
    if (slash > 0) call.files().make_directory(path->substr(0, slash), true, std::nullopt, cause);
    call.files().umask = mask;
  }
  return write_to(call, file, std::move(part), cause, false);
}

}  // namespace

RunStatus run_curl(RunCall& call) {
  const RunOptions options = read_options(call.words, kCurlOptions);
  if (!options.clear || options.has('K')) {
    call.touch_words();
    if (options.has('K')) call.machine.lose(call.cause);
    call.files().touch({".", true, false, false, false}, call.cause);
    call.print_unknown("a download");
    return RunStatus::kUnknown;
  }
  for (char letter : {'c', 'D'}) {
    if (const RunArgument* file = options.value(letter)) call.files().touch(*file, call.cause);
  }
  for (const Transfer& transfer : transfers_of(options)) fetch(call, options, transfer);
  return RunStatus::kUnknown;
}

RunStatus run_wget(RunCall& call) {
  // `-nv`, `-nc`, `-nd` are one option each.
  std::vector<RunArgument> words;
  bool keeps = false;
  for (const RunArgument& word : call.words) {
    if (word.known && (word.text == "-nv" || word.text == "-nd")) continue;
    if (word.known && (word.text == "-nc" || word.text == "--no-clobber"))
      keeps = true;
    else
      words.push_back(word);
  }
  const RunOptions options = read_options(words, kWgetOptions);
  const RunArgument here{".", true, false, false, false};
  if (!options.clear || options.has('n') || options.has('e')) {
    call.touch_words();
    call.files().touch(here, call.cause);
    call.print_unknown("a download");
    return RunStatus::kUnknown;
  }
  const RunArgument* output = options.value('O');
  const RunArgument* folder = options.value('P');
  bool append = false;
  for (const RunArgument& url : options.operands) {
    const Cause cause = named(call, url);
    ContentPart part = downloaded(url, options.has(kLongA), cause);
    if (output && output->known && output->text == "-") {
      call.out.push_back(std::move(part));
      continue;
    }
    RunArgument file = output ? *output : url;
    if (!output && url.known) {
      file.text = last_part(path_of_url(url.text));
      file.text = file.text.substr(0, file.text.find('#'));
      if (file.text.empty()) file.text = "index.html";
      file = below(folder, file);
    }
    if (!output && !url.known) {
      call.files().touch(folder ? *folder : here, cause);
      continue;
    }
    const auto path = call.files().path_of(file);
    if (!output && folder && path) {
      call.files().make_directory(path->substr(0, std::max<std::size_t>(path->rfind('/'), 1)), true,
                                  std::nullopt, cause);
    }
    const Found found = path ? call.files().look(*path) : Found{};
    const bool there = found.presence == Found::Presence::kPresent;
    // One that is there stays, and the new one is called NAME.1; busybox refuses.
    const bool may_be_there = found.presence == Found::Presence::kMaybe &&
                              found.kind != NodeKind::kUnknown;
    if (!output && (there || may_be_there) && !options.has('N')) {
      call.files().touch(*path, Doubt::kMayChange, cause);
      call.files().touch(*path + ".1", Doubt::kMayChange, cause);
      continue;
    }
    if (there && (keeps || options.has('c'))) {
      call.files().touch(*path, Doubt::kMayChange, cause);
      continue;
    }
    write_to(call, file, std::move(part), cause, append);
    append = output != nullptr;
  }
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
