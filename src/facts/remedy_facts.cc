#include "facts/remedy_facts.h"

#include <string>
#include <utility>
#include <variant>

#include "facts/certificate_facts.h"
#include "facts/fact_writer.h"
#include "image/root_remedy.h"
#include "pki/rds_roots.h"
#include "source/path.h"

namespace verifull::facts {
namespace {

std::string text_of(const Subject& subject, std::string_view key) {
  const FactValue* value = subject.find(key);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

bool is_true(const Subject& subject, std::string_view key) {
  const FactValue* value = subject.find(key);
  const auto* truth = value == nullptr ? nullptr : std::get_if<bool>(value);
  return truth != nullptr && *truth;
}

class Remedies {
 public:
  Remedies(const resolve::Judged& judged, const FactInput& input, Subject& subject)
      : judged_(judged), input_(input), subject_(subject), facts_(subject) {}

  void add_advice() {
    if (!input_.advise.for_host) return;
    RootAdvice advice = input_.advise.for_host(known_host(judged_));
    bool given = judged_.sslrootcert.given();
    if (!given) facts_.clause("root.suggestion", advice.write);
    if (!given) facts_.truth("root.suggestion_certain", advice.certain);
    if (given && advice.certain) facts_.clause("root.better", advice.write);
    facts_.clause("root.fetch", advice.download);
    facts_.clause("root.fetch_path", advice.download_path);
    facts_.place("image.copies", input_.advise.copies);
    facts_.place("image.start", input_.advise.start);
  }

  void add_file(const image::RootReport& report, const std::string& rails_root) {
    if (!input_.advise.for_file) return;
    image::RootRemedy remedy = input_.advise.for_file(report);
    facts_.place("root.copied", remedy.copied);
    facts_.clause("root.copy", remedy.copy);
    facts_.clause("root.exception", remedy.exception);
    facts_.place("root.ignored", remedy.ignored_by);
    if (remedy.elsewhere.empty()) return;
    facts_.text("root.elsewhere", remedy.elsewhere);
    bool inside = source::is_within(remedy.elsewhere, rails_root) && remedy.elsewhere != rails_root;
    if (inside) {
      facts_.text("root.elsewhere_in_app",
                  std::string(source::path_within(remedy.elsewhere, rails_root)));
    }
  }

  void add_urls() {
    std::string url = text_of(subject_, "root.url");
    // A digest that is compared is that of the old file.
    if (url.empty() || is_true(subject_, "root.pinned")) return;
    facts_.clause("root.current_url", pki::current_rds_bundle(url, known_host(judged_)));
    constexpr std::string_view kPlain = "http://";
    if (url.starts_with(kPlain)) {
      facts_.text("root.secure_url", "https://" + url.substr(kPlain.size()));
    }
  }

 private:
  const resolve::Judged& judged_;
  const FactInput& input_;
  Subject& subject_;
  FactWriter facts_;
};

}  // namespace

void add_remedy_facts(const resolve::ResolvedDatabase& database, const FactInput& input,
                      Subject& subject) {
  const resolve::Judged& judged = database.judged;
  Remedies remedies(judged, input, subject);
  remedies.add_advice();
  remedies.add_urls();
  if (input.roots == nullptr || !judged.sslrootcert.given() || !judged.sslrootcert.known) return;
  auto report = input.roots->find(judged.sslrootcert.text);
  if (report != input.roots->end()) remedies.add_file(report->second, input.advise.rails_root);
}

}  // namespace verifull::facts
