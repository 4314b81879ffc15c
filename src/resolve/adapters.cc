#include "resolve/adapters.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace verifull::resolve {
namespace {

constexpr std::string_view kPostgresqlAdapters[] = {
    "postgresql",       "postgis",          "cockroachdb",         "postgresql_makara",
    "postgis_makara",   "makara_postgresql", "postgresql_proxy",    "postgresql_replica",
    "yugabytedb",       "redshift",          "seamless_database_pool", "timescaledb",
};

constexpr std::string_view kOtherAdapters[] = {
    "mysql2",       "trilogy",          "sqlite3",      "oracle_enhanced", "sqlserver",
    "mysql2_makara", "mysql2_proxy",    "nulldb",       "jdbcpostgresql",  "jdbcmysql",
    "jdbcsqlite3",  "jdbc",             "odbc",         "ibm_db",          "snowflake",
    "clickhouse",   "bigquery",         "tidb",         "duckdb",          "em_mysql2",
    "fake",         "spatialite",       "mysql2spatial", "mysql2rgeo",     "jdbcmssql",
    "mysql2_replica", "trilogy_replica", "sqlite3_proxy", "trilogy_proxy",  "litedb",
    "spanner",      "vertica",          "firebird",     "salesforce",      "mongodb",
    "jdbcderby",    "jdbch2",           "jdbchsqldb",   "jdbcoracle",      "activesalesforce",
};

template <typename Table>
bool contains(const Table& table, std::string_view name) {
  return std::find(std::begin(table), std::end(table), name) != std::end(table);
}

HostKind one_host_kind(std::string_view host) {
  if (host.empty() || host[0] == '/' || host[0] == '@') return HostKind::kSocket;
  if (host == "localhost" || host == "::1" || host == "localhost.localdomain") {
    return HostKind::kLoopback;
  }
  bool dotted = host.starts_with("127.") &&
                host.find_first_not_of("0123456789.") == std::string_view::npos;
  return dotted ? HostKind::kLoopback : HostKind::kNetwork;
}

}  // namespace

bool is_postgresql_adapter(std::string_view adapter) {
  return contains(kPostgresqlAdapters, adapter);
}

bool is_other_adapter(std::string_view adapter) { return contains(kOtherAdapters, adapter); }

HostKind host_kind_of(std::string_view host) {
  HostKind result = HostKind::kSocket;
  for (std::string_view one : base::split(host, ',')) {
    HostKind kind = one_host_kind(base::trim(one));
    if (kind == HostKind::kNetwork) return kind;
    if (kind == HostKind::kLoopback) result = kind;
  }
  return result;
}

}  // namespace verifull::resolve
