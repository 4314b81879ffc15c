#include "resolve/adapter_keys.h"

#include <algorithm>
#include <iterator>

namespace verifull::resolve {
namespace {

// activerecord: hash_config.rb, connection_pool.rb, abstract_adapter.rb,
// postgresql_adapter.rb (configure_connection), postgresql_database_tasks.rb
// (create), schema_statements.rb; then the adapters built on it.
constexpr std::string_view kKeys[] = {
    "adapter", "url", "username", "database", "encoding", "schema_search_path", "min_messages",
    "variables", "pool", "max_connections", "min_connections", "max_age", "keepalive",
    "checkout_timeout", "reaping_frequency", "idle_timeout", "pool_jitter", "prepared_statements",
    "statement_limit", "advisory_locks", "replica", "migrations_paths", "database_tasks",
    "schema_dump", "schema_format", "schema_cache_path", "lazy_schema_cache_dump", "query_cache",
    "use_metadata_table", "seeds", "connection_retries", "retry_deadline", "verify_timeout",
    "default_timezone", "insert_returning", "intervalstyle", "disable_join", "allow_concurrency",
    "template", "owner", "tablespace", "collation", "ctype", "connection_limit", "timeout",
    "create_database_options", "structure_dump_flags", "role", "shard", "strict_warnings",
    "postgis_extension", "postgis_schema", "su_username", "su_password", "script_dir",
    "use_follower_reads_for_type_introspection", "disable_cockroachdb_telemetry", "makara",
    "socket", "dbname", "user", "primary_key", "automatic_reconnect", "reconnect",
};

}  // namespace

bool is_rails_key(std::string_view key) {
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

}  // namespace verifull::resolve
