#include "resolve/resolve.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/erb.h"
#include "parse/placeholder.h"
#include "parse/yaml_tree.h"
#include "resolve/environment_list.h"
#include "resolve/evaluate.h"
#include "resolve/force.h"
#include "resolve/loaded.h"
#include "resolve/repeated_keys.h"
#include "resolve/settings.h"

namespace verifull::resolve {
namespace {

constexpr std::size_t kMaxWorlds = 512;
// Each of them renders the whole file.
constexpr std::size_t kMaxEnvironments = 200;

class Resolver {
 public:
  explicit Resolver(const ResolveInput& input)
      : input_(input),
        text_(parse::without_placeholders(std::string(input.text))),
        program_(parse::parse_erb(text_, input.file)),
        unknowns_(std::make_shared<Unknowns>()) {}

  Resolution run() {
    for (const std::string& name : names()) resolve_environment(name);
    result_.unknowns = unknowns_;
    return std::move(result_);
  }

 private:
  std::vector<std::string> names() {
    if (!input_.environments.empty()) return input_.environments;
    std::vector<Loaded> ways = load_all("production");
    EnvironmentList list;
    NamedEnvironments named{input_.environment_names, input_.production_names,
                            input_.ignored_names};
    for (const Loaded& way : ways) {
      bool usable = !way.error || way.error->ruby_class != "SyntaxError";
      if (usable) add_environments(way.yaml.root, way.tree, named, list);
    }
    bool silent = list.used.empty() && list.unused.empty();
    bool broken = std::any_of(ways.begin(), ways.end(), [](const Loaded& way) {
      return way.error.has_value() || way.unfollowable.has_value();
    });
    // A file that does not load still has a production environment to speak of.
    if (silent && broken) list.used.emplace_back("production");
    while (list.used.size() > kMaxEnvironments) {
      list.unused.push_back({list.used.back(), "one of more environments than are looked at"});
      list.used.pop_back();
    }
    for (UnusedEnvironment& unused : list.unused) result_.unused.push_back(std::move(unused));
    if (std::find(list.used.begin(), list.used.end(), "production") != list.used.end()) {
      ready_ = std::move(ways);
    }
    return list.used;
  }

  std::vector<Loaded> load_all(const std::string& name) {
    std::vector<Loaded> ways = load_ways(input_, text_, program_, name, *unknowns_);
    for (const Loaded& way : ways) {
      if (way.unfollowable) note_limit(*way.unfollowable);
    }
    return ways;
  }

  void note_limit(const LoadError& reason) {
    auto same = [&](const LoadError& known) { return known.message == reason.message; };
    if (!reason.limit || std::any_of(result_.limits.begin(), result_.limits.end(), same)) return;
    result_.limits.push_back(reason);
    if (!reason.span.known()) result_.limits.back().span = {input_.file, 0, 0};
  }

  void resolve_environment(const std::string& name) {
    bool ready = name == "production" && !ready_.empty();
    std::vector<Loaded> ways = ready ? std::exchange(ready_, {}) : load_all(name);
    for (const Loaded& way : ways) collect_repeated_keys(way.yaml.root, result_.repeated);
    for (const std::string& entry : entry_names(ways)) {
      resolve_database(name, entry, ways);
    }
  }

  static std::vector<std::string> entry_names(const std::vector<Loaded>& ways) {
    std::vector<std::string> names;
    for (const Loaded& way : ways) {
      for (const RawEntry& entry : way.raw.entries) {
        if (std::find(names.begin(), names.end(), entry.name) == names.end()) {
          names.push_back(entry.name);
        }
      }
    }
    if (names.empty()) names.emplace_back("primary");
    return names;
  }

  static const RawEntry* find_entry(const Loaded& way, const std::string& name) {
    for (const RawEntry& entry : way.raw.entries) {
      if (entry.name == name) return &entry;
    }
    return nullptr;
  }

  // The worlds of one database, over all ways the file can come out.
  struct Worlds {
    std::vector<WorldVerdict> verdicts;
    std::vector<const Loaded*> ways;
    std::vector<bool> sslmode_lost;
    std::vector<bool> sslrootcert_lost;

    void add(const Guard& guard, const Loaded& way, const Judged& judged) {
      verdicts.push_back({guard, judged.verdict, judged.secondary});
      ways.push_back(&way);
      bool network = judged.postgresql && judged.host_kind == HostKind::kNetwork && !judged.error;
      sslmode_lost.push_back(network && judged.sslmode_lost &&
                             judged.sslmode.source == ParameterSource::kDefault);
      sslrootcert_lost.push_back(network && judged.sslrootcert_lost &&
                                 !judged.sslrootcert.given());
    }
  };

  static Judged broken(const Loaded& way) {
    Judged judged;
    if (way.error) {
      judged.verdict = Verdict::kBootError;
      judged.error = way.error;
    } else {
      judged.verdict = Verdict::kUnknown;
      judged.why = way.unfollowable->message;
    }
    return judged;
  }

  // `entry` is the one of that way, or its decisive part; null when it has none.
  Judged judge_in(const Loaded& way, const RawEntry* entry, World& world) const {
    if (way.error || way.unfollowable) return broken(way);
    Surroundings around{input_.rules,        way.rendered.variables,
                        *unknowns_,          input_.libpq,
                        input_.pg_version,   input_.has_pg_gem,
                        input_.default_root_possible,
                        input_.service_text, input_.service_file,
                        input_.rails_root + "/" + input_.service_path,
                        input_.root_file,    input_.root_file_context};
    if (entry != nullptr) return judge(*entry, around, world);
    Judged judged;
    judged.verdict = Verdict::kNotApplicable;
    judged.why = "not configured";
    return judged;
  }

  // In the closed world: one of the ways that the file can come out has it.
  bool may_be_configured(const std::vector<Loaded>& ways, const std::string& name) const {
    return input_.variables.closed_world &&
           std::any_of(ways.begin(), ways.end(), [&](const Loaded& way) {
             const RawEntry* entry = find_entry(way, name);
             return entry != nullptr && entry->in_file;
           });
  }

  void resolve_database(const std::string& environment, const std::string& name,
                        const std::vector<Loaded>& ways) {
    Worlds worlds;
    bool all = true;
    for (const Loaded& way : ways) {
      std::size_t room = kMaxWorlds - std::min(kMaxWorlds - 1, worlds.verdicts.size());
      const RawEntry* entry = find_entry(way, name);
      RawEntry decisive = entry == nullptr ? RawEntry{} : decisive_part(*entry);
      all = for_each_world(way.guard, room, [&](World& world) {
        Judged judged = judge_in(way, entry == nullptr ? nullptr : &decisive, world);
        worlds.add(world.answers(), way, judged);
      }) && all;
    }
    Summary summary = summarise(worlds.verdicts);
    const Loaded& way = *worlds.ways[summary.world];
    const Guard& guard = worlds.verdicts[summary.world].guard;
    World closed = World::closed(guard);
    ResolvedDatabase database;
    database.judged = judge_in(way, find_entry(way, name), closed);
    if (const RawEntry* raw = find_entry(way, name)) database.raw = *raw;
    bool configured = database.raw.in_file || database.judged.entry.exists;
    if (!configured && !may_be_configured(ways, name)) return;
    if (!configured) {
      summary.verdict = Verdict::kUnknown;
      database.judged.why = "code that cannot be followed decides whether it is configured";
    }
    if (!all) {
      summary.verdict = Verdict::kUnknown;
      summary.conditions.clear();
      database.judged.why = "it hangs on more combinations of variables than can be followed";
    }
    database.variables = way.rendered.variables;
    database.development = is_development(environment, input_.production_names);
    database.lost_databases = way.raw.lost_databases;
    database.dynamic_lines = way.rendered.dynamic_lines;
    database.sslmode_lost = lost_conditions(way, name, "sslmode", worlds.sslmode_lost);
    database.sslrootcert_lost =
        lost_conditions(way, name, "sslrootcert", worlds.sslrootcert_lost);
    database.unfollowed = way.unfollowable.has_value() || !all;
    database.connection = connection_of(environment, name, summary, database, guard);
    if (input_.variables.closed_world) {
      doubt_settings(ways, name, database.connection);
      doubt_parameters(database.connection);
    }
    result_.databases.push_back(std::move(database));
  }

  // In the closed world only code that nobody can follow makes the file come out in
  // several ways; a setting that is not the same in all of them is not known.
  void doubt_settings(const std::vector<Loaded>& ways, const std::string& name,
                      Connection& connection) const {
    for (const Loaded& way : ways) {
      const RawEntry* raw = find_entry(way, name);
      if (raw != nullptr) doubt_code(raw->value, connection);
    }
    if (ways.size() < 2) return;
    bool loads = std::any_of(ways.begin(), ways.end(), [](const Loaded& way) { return !way.error; });
    if (loads && connection.error) {
      return forget(connection, "code that cannot be followed decides whether the file loads");
    }
    for (const Loaded& way : ways) {
      World world = World::closed(way.guard);
      ConfigValue other;
      try {
        other = judge_in(way, find_entry(way, name), world).entry.hash;
      } catch (const Blocked&) {
        // It hangs on even more: nothing of it is the same.
      }
      for (Setting& setting : connection.settings) {
        const ConfigEntry* entry = other.find(setting.key);
        OriginKind kind = setting.trail.front().kind;
        bool own = kind == OriginKind::kLibpqDefault || kind == OriginKind::kPgEnv;
        bool same = entry == nullptr ? own : to_s(entry->value) == setting.value.reveal();
        setting.known = setting.known && same;
      }
      add_doubtful(other, connection);
    }
  }

  static void forget(Connection& connection, std::string why) {
    connection.error.reset();
    connection.settings.clear();
    connection.libpq.clear();
    connection.verdict = Verdict::kUnknown;
    connection.why = std::move(why);
  }

  static void doubt_parameters(Connection& connection) {
    for (LibpqParameter& parameter : connection.libpq) {
      for (const Setting& setting : connection.settings) {
        bool renamed = (setting.key == "username" && parameter.keyword == "user") ||
                       (setting.key == "database" && parameter.keyword == "dbname");
        bool source = renamed || setting.key == parameter.keyword;
        if (source && !setting.known) parameter.known = false;
      }
    }
  }

  // Whatever code that cannot be followed had a part in.
  static void doubt_code(const ConfigValue& raw, Connection& connection) {
    for (const ConfigEntry& entry : raw.entries) {
      if (parse::is_closed(entry.value.text)) continue;
      if (entry.key == "url" && connection.error) forget(connection, "`url` is written by code");
      // A URL may give any of them.
      for (Setting& setting : connection.settings) {
        if (entry.key == "url" || setting.key == entry.key) setting.known = false;
      }
    }
  }

  // What is there in another way only may be there.
  void add_doubtful(const ConfigValue& other, Connection& connection) const {
    for (const ConfigEntry& entry : other.entries) {
      if (entry.value.is(ConfigType::kNil) || connection.find(entry.key) != nullptr) continue;
      Setting setting;
      setting.key = unknowns_->shown(entry.key);
      setting.known = false;
      setting.trail = {{OriginKind::kYaml, entry.key_span, entry.key}};
      connection.settings.push_back(std::move(setting));
    }
  }

  // The conditions under which a value that is there comes to nil; empty for never.
  std::vector<std::string> lost_conditions(const Loaded& way, const std::string& name,
                                           std::string_view key, const std::vector<bool>& lost) {
    if (std::find(lost.begin(), lost.end(), true) == lost.end()) return {};
    const RawEntry* raw = find_entry(way, name);
    const ConfigEntry* entry = raw == nullptr ? nullptr : raw->value.find(key);
    if (entry == nullptr) return {};
    std::vector<WorldVerdict> ways;
    for_each_world(way.guard, kMaxWorlds, [&](World& world) {
      WorldVerdict result;
      try {
        bool nil = force(entry->value, *unknowns_, world).is(ConfigType::kNil);
        result.verdict = nil ? Verdict::kPlaintext : Verdict::kVerified;
      } catch (const Raised&) {
        result.verdict = Verdict::kBootError;
      }
      result.guard = world.answers();
      ways.push_back(std::move(result));
    });
    return summarise(ways).conditions;
  }

  Connection connection_of(const std::string& environment, const std::string& name,
                           const Summary& summary, const ResolvedDatabase& database,
                           const Guard& guard) {
    Connection connection;
    const Judged& judged = database.judged;
    connection.environment_span = database.raw.environment_header;
    connection.span = database.raw.header;
    connection.environment = environment;
    connection.name = name;
    connection.adapter = judged.adapter;
    connection.verdict = summary.verdict;
    connection.conditions = summary.conditions;
    connection.error = judged.error;
    if (judged.verdict != Verdict::kVerified) connection.why = judged.why;
    // Of a file that cannot be followed nothing is known for development either.
    if (database.development && !judged.error && !database.unfollowed) {
      connection.verdict = Verdict::kNotApplicable;
      connection.why = environment + " is a development or test environment";
      connection.conditions.clear();
    }
    show_settings(judged, guard, *unknowns_, input_.libpq, connection);
    return connection;
  }

  const ResolveInput& input_;
  std::string text_;
  parse::ErbProgram program_;
  std::shared_ptr<Unknowns> unknowns_;
  std::vector<Loaded> ready_;  // production, loaded to find the environments
  Resolution result_;
};

}  // namespace

Resolution resolve(const ResolveInput& input) { return Resolver(input).run(); }

}  // namespace verifull::resolve
