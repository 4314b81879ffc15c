# frozen_string_literal: true

# The words that random cases are made of: mostly what real files hold, and a
# tail of what goes wrong in them.
module Vocabulary
  MODES = %w[disable allow prefer require verify-ca verify-full].freeze

  KEYS = %w[
    adapter adapter encoding pool host port username user password database dbname url sslmode sslmode sslrootcert
    sslcert sslkey timeout variables replica database_tasks migrations_paths prepared_statements connect_timeout
    hostaddr options service requiressl ssl_mode sslca gssencmode channel_binding application_name schema_search_path
    min_messages checkout_timeout target_session_attrs keepalives sslnegotiation x <<
  ].freeze

  NAMES = %w[primary primary cache queue cable animals primary_replica my-db variables].freeze

  ENVIRONMENTS = %w[production production production staging development test default].freeze

  VARIABLES = %w[
    DATABASE_URL DATABASE_URL PRIMARY_DATABASE_URL CACHE_DATABASE_URL QUEUE_DATABASE_URL MY-DB_DATABASE_URL
    DB_HOST DB_PASSWORD SSLMODE X Y PGSSLMODE PGHOST PGREQUIRESSL RAILS_MAX_THREADS
  ].freeze

  PLAIN = [
    "postgresql", "localhost", "db.example.com", "5432", "app", "app_production", "verify-full", "require", "prefer",
    "/etc/ssl/ca.pem", "config/ca.pem", "true", "false", "5", "unicode", "utf8"
  ].freeze

  # Plain scalars that YAML 1.1 and Psych read in their own way.
  ODD = [
    "", "~", "null", "Null", "NULL", "nULL", "yes", "Yes", "YES", "yEs", "no", "NO", "on", "On", "off", "OFF", "y", "n",
    "Y", "N", "True", "TRUE", "tRUE", "False", "=", "010", "0o17", "09", "08", "0", "-0", "+5", "-5", "5_432", "5__4",
    "_5", "5_", "5,432", "5432,5433", ",5", "5,", "1,2,3", "0x1F", "0X1f", "0x", "0b101", "0b2", "1e3", "1.5e3", "1.5e+3",
    "1.5", "1.", ".5", "1.50", "1,000.5", "1_0.5", "1.5.2", "10.0.0.1", ".inf", "-.INF", "+.inf", ".nan", ".NaN", "1:2",
    "12:30:45", "190:20:30", "1:60", "-1:30", "12:30:45.5", "2020-01-01", "2020-1-1", "2020-13-45", "2020-02-30",
    "2020-01-01 10:00:00", "2020-01-01T10:00:00Z", "2020-01-01 10:00:00 +02:00", "2001-12-14t21:59:43.10-05:00",
    "::1", ":require", ":\"a b\"", ":'x'", ":", ": x", ":a:b", "a:b", "a: b", "a #b", "a#b", "#a", "- a", "-a", "-", "?",
    "? a", "?a", "!foo", "!!str 5", "!!int \"5\"", "!!int x", "!!float 5", "!!bool yes", "!!null x", "! 5",
    "!ruby/symbol a", "!!binary aGk=", "!ruby/regexp /a/", "!ruby/range 1..2", "!!set {a, b}", "!<tag:yaml.org,2002:str> 5",
    "!!timestamp 2020-01-01", "!ruby/sym a", "@x", "`x", "%x", "*x", "&x", "&x y", "[a, b]", "[]", "{}",
    "{a: 1}", "{a}", "[a", "{a", "a]", "a, b", "\"a", "'a", "\"a\"", "'a'", "\"a\" b", "\"\\x41\"", "\"\\u263A\"",
    "\"\\q\"", "\"a\\tb\"", "'it''s'", "\"\"", "''", "|", ">", "|-", "a\tb", "a  b", "12345678901234567890", "1e400",
    "1.0e-5", "100000000000000000000.0", "1e16", "1.0e16", "123456789.123456789", "0.1", "0.00001", "-1.5", "\u00e9t\u00e9", "\u{1f600}",
    "\u00a0x", "\u2028", "0.0", "-0.0", "1_000", "1__0", "0_1", "00", "007", "0777", "0888", "1.2.3", "6.", "1e", "e1",
    "0x1G", "0xFF_FF", "0b1_0", "+0x1F", "-010", "<<", "null ", "~x", "NaN", "Infinity", ".", "..", "-.5", "+.5", ".5e3", "5e"
  ].freeze

  HOSTS = %w[
    h db.example.com localhost 127.0.0.1 10.0.0.1 [::1] my_db h1,h2 %2Ftmp H-1.x h. a..b 1.2.3 256.1.1.1 -h h- a%20b [::g]
    [fe80::1%25eth0]
  ].freeze

  SCHEMES = %w[
    postgres postgres postgres postgresql postgresql POSTGRES PostgreSQL postgis mysql2 sqlite3 jdbc:postgresql http https
    post-gres postgresql+x 9p trilogy ldap ftp
  ].freeze

  USERS = [
    "u:p@", "u:p@", "u@", "u:p%40q@", ":p@", "u:@", "@", "u:p@q@", "u:p#q@", "u:p/q@", "u%3Ax:p@", "u:p$q@", "u:p q@",
    "u:p^q@", "u:p\\q@", "u:p%zz@", "u:pé@", "u:p:q@", "u:p?q@", "u:p[q@", "u:p+q@", "u:p&q;r=s@", "u:p~!*'()@"
  ].freeze

  PORTS = ["", "", "", ":5432", ":5433", ":", ":x", ":05432", ":5432,5433", ":99999999"].freeze

  PATHS = [
    "", "/", "/db", "/db", "/db", "//db", "/a/b", "/a%2Fb", "/a b", "/db.x", "/db;x", "/my_db", "/db-1", "/%", "/d%C3%A9",
    "/db:1", "/[db]", "/db,x", "/~db", "/=", "/db|x"
  ].freeze

  QUERIES = [
    "sslmode=require", "sslmode=verify-full", "sslmode=verify%2Dfull", "sslmode=", "sslmode", "sslrootcert=%2Fca.pem",
    "sslrootcert=/ca.pem", "pool=5", "host=other", "host=/sock", "user=x", "username=x", "password=x", "adapter=mysql2",
    "database=z", "dbname=z", "%73slmode=require", "a=b=c", "sslmode=require?x=1", "amp;sslmode=require", "=x", "=", "x",
    "a=+b", "sslmode=verify-full;x=1", "url=postgres://other/x", "replica=true", "replica=false", "database_tasks=false",
    "port=1", "x=%", "x=%zz", "x=%00", "x=%C3%A9", "x=%ff", "sslmode=%20", "x=%20", "x=a%20b", "a[]=1", "a{}=1", "x=é", "x=a b",
    "variables[x]=1", "a/b=c?d", "x=1:2@3", "x=a'b", "x=%0a", "x=%09", "X=\u00a0"
  ].freeze

  ENDS = ["", "", "", "", "", "#frag", "#", " ", "\n", "&", "#a#b", "\t"].freeze

  WHOLE_URLS = [
    "", " ", "postgres:db", "postgres:db?sslmode=require", "sqlite3:db/x.sqlite3", "sqlite3:/abs", "sqlite3::memory:", "db.example.com/app",
    "?sslmode=verify-full", "//h/db", "/db", "postgres:", "postgres:/", "postgres:/db", "postgres://", "postgres:///db",
    "postgres:///", "postgres://u@/db?host=/tmp", "\"postgres://h/db\"", "'postgres://h/db'", "postgres://${HOST}/db", "x", "5",
    "mailto:a@b", "http://h/x", "https:x", "https://[:g]", "http://[::1]", "https://[::", "mailto:", "mailto:a@b?x=y", "mailto:?x", "mailto:a,b", "MAILTO:é", "mailto:a@b#f", "jdbc:postgresql://h/db", "jdbc:", "JDBC:x", "urn:a:b", "#", "%", "a b", ":", "://h/db",
    "postgres://h?", "postgres://h/?&sslmode=require", "postgres://h/db?&", "postgres://h/db?", "postgres://h/db??a=b",
    "postgres:db?a=b?c=d", "postgres:?a=b", "postgres:db#f", "file:///x", "file://h/x", "ldap://h/dc=x?a?b?c", "mailto:x",
    "http:", "https://", "ftp://h/x;type=a", "ws://h", "postgres ://h", "\u00a0", "\npostgres://h/db", " postgres://h/db ", "1postgres://h/db",
    "postgres+x-y.z://h", "a:b:c", "a:/b?c#d", "a://b:c@d:1/e?f#g", "a:b?c", "?", "&", "=", "h:5432/db", "localhost:5432", "postgres//h/db"
  ].freeze

  # Text that breaks out of the YAML around it, when a variable brings it.
  INJECTIONS = [
    "a\n  sslmode: disable", "a # b", "a: b", "@x", "%x", "\"", "'", "\\", "*x", "&x", "!x", "[a", "{a", "|", "a\tb", "- x", "a\nb", "<%= 1 %>",
    "x'y", "x\"y", "a\\nb", "#", "a\r\nb", "\t", "---", "...", "a,b", "a]b", "a}b"
  ].freeze

  DOTENV_VALUES = [
    "", "a", "'a'", "\"a\"", "a # c", "a#c", "'a # c'", "\"a # c\"", "a b", "  a  ", "$X", "${X}", "\"$X-$Y\"", "'$X'", "\\$X", "${X:-d}", "$",
    "$$", "a$", "\"a\\nb\"", "a\\nb", "'a\\nb'", "a\\b", "\"a\\\"b\"", "'it\\'s'", "\"a\" b", "'a' 'b'", "\"a", "a\"", "=", "==", "a=b", "é",
    "\"a\\$X\"", "$NONE", "${", "$}", "${X", "$X}", "$x", "${x.y}", "\"\"", "''", "\"a\\\\b\"", "`x`", "(a)", "$(", "$()", "a$(b", "\\#", "\"#\"",
    "postgres://u:p@h/db?sslmode=require", "'postgres://u:p#w@h/db'", "postgres://u:p#w@h/db", "postgres://u:p$w@h/db", "5", "off", "true"
  ].freeze

  # Characters for blind changes.
  NASTY = ["\t", "\r", "\r\n", "\n", " ", ":", "#", "-", "*", "&", "<<: ", "'", "\"", "{", "}", "[", "]", ",", "%", "!", "|", ">", "@", "`", "?", "\\",
           "<%", "%>", "<%=", "<%#", "<%%", "%%>", "\u00a0", "\ufeff", "\u0085", "\u2028", "\u{1f600}", "é", "---\n", "...\n", "0", "~"].freeze
end
