#include <unistd.h>

#include <string>

#include "app/commands/command.h"
#include "app/exit_code.h"
#include "pki/bundle_judgement.h"
#include "pki/pem_bundle.h"
#include "pki/time.h"
#include "report/bundle.h"
#include "source/disk_reader.h"
#include "source/path.h"

namespace verifull::app {
namespace {

base::Result<std::string> read(const std::string& path) {
  if (path == "-") {
    base::Result<std::string> text = read_stdin(source::size_limit(source::FileKind::kCertificate));
    if (!text) return text;
    return source::checked_text("stdin", source::FileKind::kCertificate, std::move(*text));
  }
  // Named on the command line, so wherever it is.
  source::DiskReader disk;
  std::string whole = source::absolute_path(path, source::working_directory());
  base::Result<std::string> text = disk.read(whole, source::FileKind::kCertificate, "/");
  if (text || !text.error().message.starts_with(whole)) return text;
  base::Error error = text.error();
  error.message.replace(0, whole.size(), path);
  return error;
}

bool is_trouble(const report::BundleReport& report) {
  return report.judgement.fault != pki::BundleFault::kNone ||
         report.judgement.verifies == pki::Verifies::kNo;
}

}  // namespace

int ca(const Options& options, Output& output) {
  report::BundleReport report;
  report.file = options.ca_file == "-" ? "stdin" : options.ca_file;
  report.host = options.ca_host;
  report.today = pki::now();
  base::Result<std::string> text = read(options.ca_file);
  if (!text) {
    output.complain(text.error().message, text.error().hint);
    return kFailed;
  }
  report.bundle = pki::read_pem_bundle(*text);
  report.judgement = pki::judge_bundle(report.bundle, report.host, report.today);
  for (const FormatRequest& request : options.formats) {
    bool json = request.format->name == "json";
    report::Terminal terminal = report::detect_terminal(
        request.file.empty() ? options.color : report::ColorChoice::kNever, STDOUT_FILENO);
    std::string page = json ? report::bundle_json(report) : report::bundle_text(report, terminal);
    if (request.file.empty()) {
      output.out += page;
    } else if (auto error = write_file(request.file, page)) {
      output.complain(error->message);
      return kFailed;
    }
  }
  return is_trouble(report) ? kFindings : kClean;
}

}  // namespace verifull::app
