#include "resolve/judge.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/placeholder.h"
#include "resolve/adapters.h"
#include "resolve/destination.h"
#include "resolve/evaluate.h"
#include "resolve/force.h"
#include "resolve/hidden_parameter.h"
#include "resolve/libpq_rules.h"
#include "resolve/pool.h"
#include "resolve/ruby_methods.h"

namespace verifull::resolve {
namespace {

class Judge {
 public:
  Judge(const RawEntry& raw, const Surroundings& around, World& world)
      : raw_(raw), around_(around), world_(world) {}

  Judged run() {
    judged_.entry = finish_entry(raw_, around_.rules, around_.variables, around_.unknowns, world_);
    try {
      decide_all();
    } catch (const Raised& raised) {
      fail({raised.ruby_class, raised.message, raised.span});
    }
    mark_secondary();
    return std::move(judged_);
  }

 private:
  void end(Verdict verdict, std::string why = "") {
    judged_.verdict = verdict;
    judged_.why = std::move(why);
  }

  void fail(LoadError error) {
    judged_.error = std::move(error);
    end(Verdict::kBootError);
  }

  void decide_all() {
    if (judged_.entry.error) return fail(*judged_.entry.error);
    if (!judged_.entry.exists) {
      return end(Verdict::kNotApplicable, "nothing configures this environment");
    }
    if (!decide_adapter()) return;
    if (!check_pool()) return;
    if (!decide_service()) return;
    if (!decide_host()) return;
    decide_sslmode();
    judge_mode();
  }

  // The value of a key, forced once; nil when it is absent.
  ConfigValue value_of(std::string_view key) {
    ConfigEntry* entry = judged_.entry.hash.find(key);
    if (entry == nullptr) return {};
    ConfigValue forced = force(entry->value, around_.unknowns, world_);
    bool open = entry->value.is(ConfigType::kPlain) || !parse::is_closed(entry->value.text);
    if (open && forced.is(ConfigType::kNil)) {
      judged_.sslmode_lost = judged_.sslmode_lost || key == "sslmode";
      judged_.sslrootcert_lost = judged_.sslrootcert_lost || key == "sslrootcert";
    }
    entry->value = forced;
    return forced;
  }

  // True to go on. Adapters: connection_handling.rb; 7.2: connection_adapters.rb.
  bool decide_adapter() {
    ConfigValue adapter = value_of("adapter");
    if (!is_truthy(adapter)) {
      if (!judged_.entry.opaque_url.empty()) {
        judged_.postgresql = around_.has_pg_gem;
        if (!judged_.postgresql) end(Verdict::kUnknown, "the adapter stands in an unknown URL");
        return judged_.postgresql;
      }
      fail({"ActiveRecord::AdapterNotSpecified",
            "database configuration does not specify adapter", raw_.header});
      return false;
    }
    std::string name = to_s(adapter);
    if (!parse::is_closed(name)) {
      adapter_unknown_ = true;
      end(Verdict::kUnknown, "the adapter is " + around_.unknowns.shown(name));
      return false;
    }
    judged_.adapter = name;
    judged_.postgresql = is_postgresql_adapter(name);
    if (judged_.postgresql) return true;
    if (is_other_adapter(name)) {
      end(Verdict::kNotApplicable, "adapter " + name + " is not PostgreSQL");
    } else {
      fail_adapter(name, adapter.span);
    }
    return false;
  }

  bool check_pool() {
    std::optional<LoadError> error = pool_error(judged_.entry.hash);
    if (error) fail(std::move(*error));
    return !error;
  }

  void fail_adapter(const std::string& name, const base::Span& span) {
    // Files of Active Record's own, which define no adapter.
    bool abstract = name == "abstract" || name == "abstract_mysql";
    bool registry = around_.rules.adapters_registered;
    fail({registry || abstract ? "ActiveRecord::AdapterNotFound" : "LoadError",
          "there is no Active Record adapter `" + name + "`", span});
  }

  Parameter from_variable(std::string_view name) {
    return parameter_from_variable(name, around_, world_, from_unknown_variable_);
  }

  Parameter from_service(std::string_view key) {
    return parameter_from_service(key, service_, around_, judged_.stranded_service);
  }

  // A service file that libpq refuses ends the connection before it begins.
  bool decide_service() {
    service_ = choose_service(value_of("service"), around_);
    if (service_.section.error.empty()) return true;
    end(Verdict::kFailsClosed, service_.section.error);
    return false;
  }

  // A parameter that counts as given even when it is empty.
  Parameter address(std::string_view key, std::string_view variable) {
    ConfigValue value = value_of(key);
    if (!value.is(ConfigType::kNil)) return parameter_of(value, around_.unknowns);
    Parameter parameter = from_service(key);
    if (parameter.given()) return parameter;
    // Where nothing is known of it, PGHOST stands for PGHOSTADDR too: another world
    // for each connection without a host would tell nobody anything.
    bool supposed = variable == "PGHOSTADDR" &&
                    around_.variables.lookup(variable).state == Variable::State::kUnknown;
    return supposed ? Parameter{} : from_variable(variable);
  }

  bool decide_host() {
    value_of("host");
    value_of("hostaddr");
    if (!judged_.entry.opaque_url.empty()) return true;
    Parameter host = address("host", "PGHOST");
    host_named_ = !host.known || !host.text.empty();
    Parameter numeric = address("hostaddr", "PGHOSTADDR");
    Destination destination = destination_of(host, numeric);
    judged_.host_kind = destination.kind;
    if (destination.kind == HostKind::kNetwork) return true;
    value_of("sslmode");
    std::string_view socket = destination.text.empty() ? "no host, so a Unix socket"
                                                       : "the host is a Unix socket";
    end(Verdict::kNotApplicable,
        std::string(destination.kind == HostKind::kSocket ? socket : "the host is loopback"));
    return false;
  }

  // fe-connect.c, conninfo_add_defaults: explicit, service file, environment,
  // compiled default.
  void decide_sslmode() {
    Parameter& mode = judged_.sslmode;
    ConfigValue requiressl = value_of("requiressl");
    if (!requiressl.is(ConfigType::kNil)) {
      mode = parameter_of(requiressl, around_.unknowns);
      mode.source = ParameterSource::kRequiressl;
      if (mode.known) mode.text = mode.text.starts_with('1') ? "require" : "prefer";
      return;
    }
    if (std::optional<Parameter> hidden = hidden_parameter(judged_.entry, "sslmode", world_)) {
      mode = *hidden;
      return;
    }
    ConfigValue value = value_of("sslmode");
    if (!value.is(ConfigType::kNil)) {
      mode = parameter_of(value, around_.unknowns);
      refine(mode);
      return;
    }
    mode = from_service("sslmode");
    if (mode.given()) return;
    mode = from_variable("PGSSLMODE");
    if (mode.given()) {
      refine(mode);
      return;
    }
    const Variable& legacy = around_.variables.lookup("PGREQUIRESSL");
    mode.source = ParameterSource::kDefault;
    mode.text = "prefer";
    if (legacy.state == Variable::State::kSet && legacy.value.starts_with('1')) {
      mode.text = "require";
      mode.source = ParameterSource::kPgVariable;
      mode.trail.push_back({OriginKind::kPgEnv, {}, "PGREQUIRESSL"});
      return;
    }
    mode.trail.push_back({OriginKind::kLibpqDefault, {}, "sslmode"});
  }

  // An unknown variable that is the whole mode: the one value that matters is
  // told apart from the rest, so that the conditions can name it.
  void refine(Parameter& mode) {
    if (mode.known) return;
    std::string variable = sole_variable(mode.text, around_.unknowns);
    if (variable.empty() || !world_.equals(variable, "verify-full")) return;
    mode.known = true;
    mode.text = "verify-full";
    mode.why.clear();
  }

  RootFile supposed(std::string_view path) {
    return world_.ask(Ask::kRootFile, path, "") == 1 ? RootFile::kPresent : RootFile::kAbsent;
  }

  void decide_root() {
    Parameter& root = judged_.sslrootcert;
    if (std::optional<Parameter> hidden = hidden_parameter(judged_.entry, "sslrootcert", world_)) {
      root = *hidden;
      root.text = "?";
      return;
    }
    ConfigValue value = value_of("sslrootcert");
    if (!value.is(ConfigType::kNil) && !to_s(value).empty()) {
      root = parameter_of(value, around_.unknowns);
    } else if (value.is(ConfigType::kNil)) {
      root = from_service("sslrootcert");
      if (!root.given()) root = from_variable("PGSSLROOTCERT");
      if (root.known && root.text.empty()) root = {};
    }
    if (!root.given()) {
      judged_.root_file = around_.default_root_possible ? supposed("~/.postgresql/root.crt")
                                                        : RootFile::kAbsent;
      return;
    }
    bool asked = root.known && around_.root_file != nullptr;
    judged_.root_file = asked ? around_.root_file(around_.root_file_context, root.text)
                              : RootFile::kUnknown;
    // `require` checks the chain when the file is there, and nothing when it is not.
    bool unsure = asked && judged_.root_file == RootFile::kUnknown && !is_system_root();
    if (unsure && judged_.sslmode.text == "require") judged_.root_file = supposed(root.text);
  }

  // A weaker mode does the same whatever the root file is, unless it is plainly the
  // system's; so nothing unknown is asked about it.
  bool needs_root() {
    const Parameter& mode = judged_.sslmode;
    if (sslmode_strength(mode.text) >= sslmode_strength("require")) return true;
    const ConfigEntry* entry = judged_.entry.hash.find("sslrootcert");
    if (entry != nullptr) return parse::is_closed(entry->value.text);
    if (service_.named) return true;
    return around_.variables.lookup("PGSSLROOTCERT").state == Variable::State::kSet;
  }

  bool is_system_root() const {
    return judged_.sslrootcert.known && judged_.sslrootcert.text == "system";
  }

  // `sslrootcert=system` means the system's roots from libpq 16 on; before, it is a
  // file of that name.
  bool system_works() {
    if (around_.libpq >= 16) return true;
    if (around_.libpq > 0) return false;
    return world_.ask(Ask::kRootFile, "system", "") == 1;
  }

  void judge_mode() {
    Parameter& mode = judged_.sslmode;
    if (!mode.known) return end(Verdict::kUnknown, mode.why);
    if (needs_root()) decide_root();
    if (is_system_root() && system_works()) {
      if (mode.source == ParameterSource::kDefault) mode.text = "verify-full";
      if (mode.text == "verify-full") return verified_if_named();
      return end(Verdict::kFailsClosed, "sslrootcert=system wants verify-full");
    }
    int strength = sslmode_strength(mode.text);
    if (strength < 0) {
      return end(Verdict::kFailsClosed,
                 "`" + mode.text + "` is no sslmode, so libpq refuses to connect");
    }
    bool named = judged_.sslrootcert.given() && !is_system_root();
    bool root = judged_.root_file == RootFile::kPresent ||
                (named && judged_.root_file == RootFile::kUnknown);
    if (mode.text == "disable") return end(Verdict::kPlaintext);
    if (mode.text == "allow" || mode.text == "prefer") return end(Verdict::kOpportunistic);
    if (judged_.root_file == RootFile::kUnreadable) {
      return end(Verdict::kFailsClosed, "libpq cannot load the root certificate");
    }
    if (mode.text == "require") {
      bool checked = root && judged_.root_file == RootFile::kPresent;
      return end(checked ? Verdict::kCaOnly : Verdict::kEncryptedUnverified);
    }
    if (!root) {
      return end(Verdict::kFailsClosed, "there is no root certificate, so libpq refuses to connect");
    }
    if (mode.text == "verify-ca") return end(Verdict::kCaOnly);
    verified_if_named();
  }

  void verified_if_named() {
    if (host_named_ || !judged_.entry.opaque_url.empty()) return end(Verdict::kVerified);
    end(Verdict::kFailsClosed, "there is no host name to compare the certificate with");
  }

  void mark_secondary() {
    for (const Answer& answer : world_.answers()) {
      bool empty = answer.question.ask == Ask::kState && answer.value == kIsEmpty;
      judged_.secondary = judged_.secondary || empty;
    }
    bool names_host = false;
    for (std::string_view key : {"host", "hostaddr"}) {
      const ConfigEntry* entry = raw_.value.find(key);
      names_host = names_host || (entry != nullptr && !entry->value.is(ConfigType::kNil));
    }
    if (judged_.entry.overlay && names_host) judged_.secondary = true;
    if (from_unknown_variable_ || adapter_unknown_) judged_.secondary = true;
  }

  const RawEntry& raw_;
  const Surroundings& around_;
  World& world_;
  Judged judged_;
  ServiceChoice service_;
  bool host_named_ = false;
  bool from_unknown_variable_ = false;
  bool adapter_unknown_ = false;
};

}  // namespace

RawEntry decisive_part(const RawEntry& raw) {
  constexpr std::string_view kDecisive[] = {
      "adapter", "url",     "host", "hostaddr",         "sslmode",      "sslrootcert", "requiressl",
      "service", "pool", "checkout_timeout", "idle_timeout", "reaping_frequency"};
  RawEntry part = raw;
  std::erase_if(part.value.entries, [&](const ConfigEntry& entry) {
    return std::find(std::begin(kDecisive), std::end(kDecisive), entry.key) == std::end(kDecisive);
  });
  return part;
}

Judged judge(const RawEntry& raw, const Surroundings& around, World& world) {
  return Judge(raw, around, world).run();
}

}  // namespace verifull::resolve
