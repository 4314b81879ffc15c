// The names that rules may use: every fact key and every place, with what it
// means. A key that is not here is refused when a rule is read.
//
// Texts are as the configuration writes them after resolving; truths are `true`
// or `false`. A fact whose value hangs on a variable nobody knows is unknown; a
// fact that makes no sense for a subject is absent.
#pragma once

#include <string_view>

namespace verifull::facts {

struct Word {
  std::string_view name;
  std::string_view meaning;
};

inline constexpr Word kFactKeys[] = {
    // Of a connection.
    {"production_like", "truth: the environment is neither development nor test nor ignored"},
    {"network", "truth: the host is neither a Unix socket nor loopback"},
    {"postgresql", "truth: the adapter ends in libpq"},
    {"adapter", "name of the adapter"},
    {"verdict", "the verdict in its own word, `verified-if` …"},
    {"rails.version", "version of Rails, `7.1`"},
    {"libpq.version", "major version of libpq in the image, `15`"},
    {"url.variable", "variable that holds the whole URL, or its beginning"},
    {"url.may_carry_sslmode", "truth: the URL is unknown and so could hold a `sslmode`"},
    {"url.from_file", "truth: database.yml has a `url:` that reads the variable"},
    {"host", "host name as libpq gets it"},
    {"host.kind", "`name`, `address`, `socket`, `loopback` or `none`"},
    {"hostaddr", "address as libpq gets it"},
    {"sslmode.effective", "mode that libpq acts by, defaults included"},
    {"sslmode.origin", "kind of the nearest origin, `yaml`, `libpq-default` …"},
    {"sslmode.valid", "truth: one of libpq's six words"},
    {"sslmode.empty", "truth: it is set, to nothing"},
    {"sslmode.lets_through", "clause: what the mode lets an attacker do"},
    {"sslmode.meant", "the valid word that an invalid one stands for"},
    {"sslmode.lost_when", "condition on which an unquoted ERB value vanishes: `X is unset`"},
    {"sslmode.lost_variable", "variable that this hangs on, when it is a single one"},
    {"sslmode.overridden", "the stronger value that lost"},
    {"sslmode.overridden_by", "clause: what the stronger value lost to"},
    {"sslmode.lost_here", "truth: its key came to nothing, so libpq's default applies"},
    {"sslmode.nil", "truth: its key is written and has no value, whatever happens"},
    {"sslmode.on_socket", "mode that a Unix socket makes meaningless"},
    {"sslmode.stranded", "mode that is written where it does not reach the connection"},
    {"sslmode.stranded_beside", "list: databases that it stands beside, with `parent`"},
    {"sslmode.stranded_in", "where that is: `variables`, `service` or `parent`"},
    {"requiressl", "value of `requiressl` as libpq gets it"},
    {"requiressl.becomes", "mode that libpq turns it into"},
    {"requiressl.replaces", "mode that it replaces"},
    {"sslrootcert", "path of the root certificate as libpq gets it, or `system`"},
    {"sslrootcert.origin", "kind of the nearest origin"},
    {"sslrootcert.lost_when", "condition on which an unquoted ERB value vanishes"},
    {"sslrootcert.lost_variable", "variable that this hangs on, when it is a single one"},
    {"sslrootcert.lost_here", "truth: its key came to nothing, so there is no root certificate"},
    {"sslrootcert.shape",
     "`path`, `relative`, `home`, `variable`, `pem`, `directory` or `system`"},
    {"root.usable", "truth: there is a file where `sslrootcert` points"},
    {"root.suggestion", "path for a `sslrootcert` that is not set: of authorities that may do"},
    {"root.found", "`present`, `absent`, `maybe` or `runtime`: the file that `sslrootcert` names"},
    {"root.path", "where that is in the image, or in the project without a Dockerfile"},
    {"root.in_image", "truth: it was looked up in the image of a Dockerfile"},
    {"root.directory", "truth: it is there, and is a directory"},
    {"root.reason", "clause: why it is absent or not certain, or who provides it"},
    {"root.nearest", "clause: where a file of that name is instead"},
    {"root.readable", "`yes`, `no` or `maybe`, by the user that runs the app"},
    {"root.reader", "that user, `uid 1000`"},
    {"root.blocked_by", "file or directory that stops the user"},
    {"root.mode", "its mode, `0600`"},
    {"root.owner", "its owner, a name or a number"},
    {"root.way", "clause: how it came there, step by step"},
    {"root.file", "path of the project's file that it is a copy of"},
    {"root.default_file", "truth: the default `~/.postgresql/root.crt` is in the image"},
    // Of a connection that `verifull live` tested.
    {"live.server", "host and port, `db.example.com:5432`"},
    {"live.as_configured", "outcome of the connection as configured, `connected` …"},
    {"live.as_configured.problem", "clause: what a bad outcome means"},
    {"live.as_configured.detail", "what libpq or the server says"},
    {"live.as_configured.advice", "what to change"},
    {"live.session", "what it checks: `verified`, `ca-only`, `unverified` or `plaintext`"},
    {"live.session.risk", "clause: what a session that is not verified is"},
    {"live.verify_full", "outcome with sslmode verify-full"},
    {"live.verify_full.problem", "clause: what a bad outcome means"},
    {"live.verify_full.reason", "why the chain is bad, `expired` …"},
    {"live.verify_full.detail", "the same with names and dates"},
    {"live.verify_full.advice", "what to change"},
    {"live.plaintext", "`refused`, `accepted` …: what a connection without TLS comes to"},
    {"live.plaintext.evidence", "what the server says to it"},
    {"live.plaintext.advice", "what to change at the server"},
    {"live.protocol", "version of TLS, `TLSv1.3`"},
    {"live.protocol.old", "truth: a version that RFC 8996 took out of use"},
    {"live.expires", "day on which the first certificate of the chain ends"},
    {"live.expiring", "whose that is"},
    {"live.days_left", "days until then"},
    // Of a key that does not reach libpq.
    {"key.name", "the key as written"},
    {"key.path", "keys from the top of the file to it, joined with dots"},
    {"key.meant", "the key that it looks like"},
    {"key.tls", "truth: it looks like a TLS setting"},
    {"key.relative", "its value, when that is the path of a file from the app's folder"},
    {"key.why", "clause: why it is dropped"},
    // Of a pair of one mapping.
    {"pair.key", "the key as written"},
    {"pair.path", "keys from the top of the file to it, joined with dots"},
    {"pair.kind", "`duplicate` or `merge`"},
    {"pair.what", "`environment`, `database` or `key`"},
    {"pair.winner_line", "line of the one that counts"},
    {"pair.winner_value", "its value, when it is a plain text and no secret"},
    {"pair.loser_value", "the value that is dead, likewise"},
    // Of an error.
    {"error.class", "Ruby class that Rails raises, `KeyError`"},
    {"error.message", "its message, secrets masked"},
    {"error.lost_databases", "list: databases that Rails does not see in this environment"},
};

// `<setting>.value`, `.key` and `.pair` are the value, the key and both of a
// setting that the configuration writes.
inline constexpr Word kPlaceNames[] = {
    {"sslmode.value", "value of `sslmode`, in whatever file it stands"},
    {"sslmode.key", "its key"},
    {"sslmode.pair", "both"},
    {"sslmode.tag", "the value in database.yml, the whole ERB tag"},
    {"sslmode.loser", "the value that lost"},
    {"sslmode.stranded", "the value that does not reach the connection"},
    {"sslrootcert.value", "value of `sslrootcert`"},
    {"sslrootcert.tag", "the value in database.yml, the whole ERB tag"},
    {"sslrootcert.key", "its key"},
    {"sslrootcert.pair", "both"},
    {"root.made", "the step that made the file"},
    {"root.changed", "the last step that had a part in it"},
    {"root.reason", "the line behind its absence: of .dockerignore, or of a Dockerfile"},
    {"root.user", "the USER that runs the app"},
    {"requiressl.value", "value of `requiressl`"},
    {"requiressl.key", "its key"},
    {"requiressl.pair", "both"},
    {"host.value", "value of `host`"},
    {"host.pair", "key and value of it"},
    {"hostaddr.value", "value of `hostaddr`"},
    {"hostaddr.pair", "key and value of it"},
    {"url.value", "value of `url`"},
    {"url.pair", "key and value of it"},
    {"adapter.pair", "key and value of `adapter`"},
    {"environment.header", "key of the environment at the top of the file"},
    {"database.header", "key of the database in a three-tier environment"},
    {"key.key", "key that is dropped"},
    {"key.pair", "both it and its value"},
    {"pair.winner", "key of the one that counts"},
    {"pair.loser", "key of the one that is dead"},
    {"error", "what Rails cannot load"},
};

}  // namespace verifull::facts
