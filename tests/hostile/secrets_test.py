"""No output of any kind holds a secret, whole or in part.

Each place in which a password can stand gets a random one of its own, in the spelling
that the place wants. Then every command and format is run, and an editor asks the language
server about every line. Every byte is searched for each run of six characters of each
password, as it is and after undoing the escapes that formats use.

VERIFULL_SEED chooses the passwords; it is printed when one is found.
"""
import base64
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

PROGRAM = os.environ["VERIFULL"]
SEED = int(os.environ.get("VERIFULL_SEED", "1"))
ROUNDS = 20 if os.environ.get("VERIFULL_LONG") else 1
PIECE = 6
FORMATS = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "checkstyle",
           "junit", "gcc", "html"]
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
failures = {}


# --- passwords and how they are written -------------------------------------------------

class Planter:
    """Gives each place its own password and remembers them all."""

    def __init__(self, dice):
        self.dice = dice
        self.planted = []  # (place, password)

    def word(self, place, extra=""):
        alphabet = LETTERS + extra * 4
        body = "".join(self.dice.choice(alphabet) for _ in range(self.dice.randint(14, 22)))
        # Neither end is something that a reader would cut off.
        word = self.dice.choice(LETTERS[:40]) + body + self.dice.choice(LETTERS[:40])
        self.planted.append((place, word))
        return word


def percent(word):
    return urllib.parse.quote(word, safe="")


def all_percent(word):
    return "".join("%%%02X" % b for b in word.encode())


def halves(word):
    return word[: len(word) // 2], word[len(word) // 2:]


# Each place is a name, the extra characters of its password, and how the word is written.
def plain(word):
    return word


def single(word):
    return "'" + word.replace("'", "''") + "'"


def double(word):
    return json.dumps(word)


def erb_joined(word):
    a, b = halves(word)
    return "<%%= %s + %s %%>" % (json.dumps(a), json.dumps(b))


def erb_between(word):
    a, b = halves(word)
    return "%s<%%= '%s' %%>" % (a, b)


def erb_array(word):
    a, b = halves(word)
    return "<%%= [%s, %s].join %%>" % (json.dumps(a), json.dumps(b))


def erb_fetch(word):
    return '<%%= ENV.fetch("DB_PW_X") { %s } %%>' % json.dumps(word)


def erb_or(word):
    return '<%%= ENV["DB_PW_Y"] || %s %%>' % json.dumps(word)


def erb_interpolated(word):
    a, b = halves(word)
    return '<%%= "%s#{"%s"}" %%>' % (a, b)


def erb_percent_q(word):
    return "<%%= %%q(%s) %%>" % word


def erb_reversed(word):
    return "<%%= %s.reverse %%>" % json.dumps(word[::-1])


def erb_heredoc(word):
    return "<%%= <<~PW.strip\n%s\nPW\n%%>" % word


def erb_variable(word):
    return "<%% answer = %s %%><%%= answer %%>" % json.dumps(word)


def folded(word):
    return ">-\n    " + word


def literal(word):
    return "|-\n    " + word


def commented(word):
    return "x # was " + word


YAML_PASSWORDS = [
    ("plain", "", plain), ("single", "'#:", single), ("double", "\"\\'#:", double),
    ("joined", "\"'", erb_joined), ("between", "", erb_between), ("array", "", erb_array),
    ("fetch", "\"", erb_fetch), ("or", "", erb_or), ("interpolated", "", erb_interpolated),
    ("percent_q", "", erb_percent_q), ("reversed", "", erb_reversed),
    ("heredoc", "", erb_heredoc), ("variable", "", erb_variable), ("folded", "#:'", folded),
    ("literal", "#:'\"", literal), ("commented", "", commented),
]

# A URL whose password is @; odd ones are errors of Rails, whose texts quote the URL.
URLS = [
    ("url", "postgres://app:@PW@@db.example.com/app?sslmode=require", "", plain),
    ("url escaped", "postgres://app:@PW@@db.example.com/app?sslmode=allow", "/?#@:%& ", percent),
    ("url all escaped", "postgresql://app:@PW@@db.example.com/app?sslmode=prefer", "", all_percent),
    ("url parameter", "postgres://db.example.com/app?password=@PW@&sslmode=require", "", plain),
    ("url named", "postgres://db.example.com/app?p%61ssword=@PW@&sslmode=requir", "@ +", percent),
    ("url with bad port", "postgres://app:@PW@@db.example.com:54x/app?sslmode=require", "", plain),
    ("url with a space", "postgres://app:@PW@@db example.com/app", "", plain),
    ("url with bad escape", "postgres://app:@PW@%zz@db.example.com/app", "", plain),
    ("url with slash", "postgres://app:@PW@@db.example.com/app?sslmode=require", "/", plain),
    ("url with hash", "postgres://app:@PW@@db.example.com/app?sslmode=require", "#", plain),
    ("url with mark", "postgres://app:@PW@@db.example.com/app?sslmode=require", "?", plain),
    ("url with at", "postgres://app:@PW@@db.example.com/app?sslmode=require", "@", plain),
    ("url with bracket", "postgres://app:@PW@@[::1/app?sslmode=require", "", plain),
    ("url without host", "postgres://app:@PW@", "", plain),
    ("url of no adapter", "oracle+x://app:@PW@@db.example.com/app", "", plain),
    ("url sslpassword", "postgres://db.example.com/app?sslmode=require&sslpassword=@PW@", "", plain),
]

HEAD = ("production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: require\n"
        "  sslrootcert: config/none.pem\n")


def yaml_apps(planter):
    """One database.yml for each place, because one that is wrong is all that is told of it."""
    word = planter.word
    apps = []

    def app(text):
        apps.append("# password: %s\n# old: postgres://u:%s@h/d\n%s" % (
            word("comment with a name"), word("comment with a URL"), text))

    for name, extra, spell in YAML_PASSWORDS:
        # Beside what is found, and before and behind it, because neighbours are quoted.
        app(HEAD + "  password: %s\n" % spell(word("yaml " + name, extra).strip()))
        app("production:\n  password: %s\n  adapter: postgresql\n  host: db.example.com\n"
            "  sslmode: requir\n" % spell(word("yaml above " + name, extra).strip()))
        app("production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: verify-full\n"
            "  options: %s\n  password: %s\n  requiressl: 1\n  sslmode: allow\n" % (
                "-c a=b", spell(word("yaml again " + name, extra).strip())))
    for key in ("sslpassword", "Password", "db_password", "secret_key", "api_token"):
        app(HEAD + "  %s: %s\n" % (key, word("key " + key)))
    app("production: { adapter: postgresql, host: db.example.com, password: %s, sslmode: require }\n"
        % word("flow"))
    app('production: {"adapter": "postgresql", "password": "%s", "sslmode": "requir"}\n'
        % word("flow json"))
    app("holder:\n  adapter: postgresql\n  password: &pw %s\n" % word("anchored") + HEAD +
        "  password: *pw\n")
    app("default: &default\n  adapter: postgresql\n  password: %s\n\n" % word("merged") +
        HEAD + "  <<: *default\n")
    app(HEAD + "  password: %s\n  password: %s\n" % (word("duplicate 1"), word("duplicate 2")))
    app(HEAD + "  password: 92384756\n")
    planter.planted.append(("number", "92384756"))
    app(HEAD + "  password:\n    - %s\n" % word("list"))
    app("production:\n  adapter: postgresql\n  host: \"postgres://u:%s@h/d\"\n  sslmode: requir\n"
        % word("URL as host"))
    app("production:\n  adapter: postgresql\n  host: h\n  sslmode: \"password=%s\"\n"
        % word("as sslmode"))
    app("production:\n  adapter: postgresql\n  password: <%%= raise \"password=%s\" %%>\n"
        % word("in raise"))
    app("production:\n  adapter: postgresql\n  password: \"%s\n" % word("quote without end"))
    app("production:\n  adapter: postgresql\n  password: <%%= \"%s\"\n" % word("tag without end"))
    app("production:\n  adapter: postgresql\n  password: <%%= Integer(\"%s\") %%>\n"
        % word("no number"))
    app("production:\n  adapter: postgresql\n  password: !ruby/object:X { a: %s }\n"
        % word("object"))
    app("production:\n  adapter: postgresql\n  password: @%s\n" % word("bad scalar"))
    app("production: postgres://u:%s@h.example.com/d?sslmode=require\n" % word("environment is a URL"))
    app("production: postgres://u:%s@h example/d\n" % word("environment is a broken URL"))
    app(HEAD + "  service: app\n")
    for i, spell in enumerate((erb_or, erb_fetch)):
        app(HEAD + "  url: %s\n" % spell("postgres://u:%s@h.example.com/d" % word("URL default %d" % i)))
    for place, url, extra, spell in URLS:
        whole = url.replace("@PW@", spell(word(place, extra)))
        app("production:\n  url: %s\n  sslmode: requir\n" % json.dumps(whole))
        app("production:\n  url: <%%= ENV[\"A_URL\"] || %s %%>\n" % json.dumps(
            url.replace("@PW@", spell(word(place + " in ERB", extra)))))
        app(".env DATABASE_URL=" + url.replace("@PW@", spell(word(place + " in .env", extra))))
    return apps


PRODUCTION = (HEAD + "  password: <%= ENV[\"DB_PASSWORD\"] %>\n  url: <%= ENV[\"DATABASE_URL\"] %>\n"
              "  sslmode: <%= ENV[\"PGSSLMODE\"] %>\n"
              "pin:\n  adapter: postgresql\n  host: h.example.com\n  password: <%= ENV[\"PIN\"] %>\n"
              "pins:\n  adapter: postgresql\n  password: <%= ENV[\"PIN_A\"] + ENV[\"PIN_B\"] %>\n"
              "given:\n  adapter: postgresql\n  password: <%= ENV[\"DB_PASSWORD_Z\"] %>\n")


def dotenv(planter):
    word = planter.word
    lines = [
        "DB_PASSWORD=" + word("dotenv plain"),
        "PIN='%s' # not %s" % (word("dotenv unnamed", "#\""), word("dotenv comment of a secret")),
        "export API_TOKEN=\"%s\"" % word("dotenv double", "'# "),
        "PIN_A=" + word("dotenv split 1"), "PIN_B=" + word("dotenv split 2"),
        "# DB_PASSWORD=" + word("dotenv comment"),
        "DATABASE_URL=postgres://app:%s@db.example.com/app?sslmode=require"
        % percent(word("dotenv URL", "/?#@")),
        "REDIS_URL=redis://:%s@cache:6379" % word("dotenv other URL"),
        "DB_PASSWORD2=$(echo %s)" % word("dotenv command"),
        "DB_PASSWORD3=${NOTHING:-%s}" % word("dotenv default"),
        "PGPASSWORD=" + word("dotenv PGPASSWORD"),
        "PGSSLPASSWORD=" + word("dotenv PGSSLPASSWORD"),
        "PGSSLMODE=require",
        "SECRET_KEY_BASE=" + word("dotenv neighbour"),
        "AWS_SECRET_ACCESS_KEY: " + word("dotenv colon"),
        "PRIVATE_KEY=\"-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\"" % word("dotenv key"),
    ]
    planter.dice.shuffle(lines)
    return "\n".join(lines) + "\n"


def dockerfile(planter):
    word = planter.word
    return (
        "# syntax=docker/dockerfile:1\n# password=%s\nFROM ruby:3.3 AS app\nARG DB_PASSWORD=%s\n"
        "ARG TOKEN\nENV SECRET_KEY_BASE=%s RAILS_ENV=production \\\n    PGPASSWORD=\"%s\"\n"
        "ENV PGSSLPASSWORD %s\nENV DATABASE_URL=\"postgres://app:%s@db.example.com/app?sslmode=prefer\" PGSSLMODE=allow\n"
        "RUN curl -u me:%s https://example.com/x && echo \"machine h login me password %s\" > ~/.netrc\n"
        "RUN DB_PASSWORD=%s rails db:migrate\n"
        "RUN PGPASSWORD='%s' psql -c 'select 1' && bundle config https://gems.example.com user:%s\n"
        "COPY . /app\nWORKDIR /app\n"
    ) % tuple([word("docker comment"), word("docker ARG"), word("docker ENV"),
               word("docker ENV quoted", "' "), word("docker ENV legacy", "'\""),
               percent(word("docker URL", "/@:")), word("docker curl"), word("docker netrc"),
               word("docker RUN"), word("docker RUN quoted", "\"#"), word("docker bundle")])


def compose(planter):
    word = planter.word
    return ("services:\n  web:\n    build: .\n    environment:\n      DB_PASSWORD: %s\n"
            "      - PGPASSWORD=%s\n  other:\n    environment:\n      - POSTGRES_PASSWORD=%s\n"
            "      - DATABASE_URL=postgres://u:%s@db/app\n" % tuple(
                word("compose %d" % i) for i in range(4)))


def service_file(planter):
    return ("[app]\nhost=db.example.com\npassword=%s\nsslmode=require\n# password=%s\n"
            "sslpassword=%s\n" % tuple(planter.word("service %d" % i) for i in range(3)))


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", newline="") as file:
        file.write(text)


LOCK = ("GEM\n  remote: https://rubygems.org/\n  specs:\n    dotenv-rails (3.1.8)\n"
        "      dotenv (= 3.1.8)\n    dotenv (3.1.8)\n    pg (1.5.9)\n    rails (7.1.3)\n")


def plant_app(folder, planter):
    for i, text in enumerate(yaml_apps(planter)):
        app = "apps/%03d/" % i
        write(folder, app + "Gemfile.lock", LOCK)
        if "\n.env " in text:
            first, variable = text.split("\n.env ")
            write(folder, app + ".env", first + "\n" + variable + "\n")
            text = "production:\n  adapter: postgresql\n  pool: 5\n"
        write(folder, app + "config/database.yml", text)
        write(folder, app + "config/pg_service.conf", service_file(planter))
    write(folder, "config/database.yml", PRODUCTION)
    write(folder, ".env", dotenv(planter))
    write(folder, ".env.production", dotenv(planter))
    write(folder, "Dockerfile", dockerfile(planter))
    write(folder, "compose.yml", compose(planter))
    write(folder, "config/pg_service.conf", service_file(planter))
    write(folder, "config/master.key", planter.word("master.key") + "\n")
    write(folder, "Gemfile.lock", LOCK)


# --- searching --------------------------------------------------------------------------

def views(data):
    """The bytes, and what a reader gets who undoes the escapes of a format."""
    text = data.decode("utf-8", "surrogateescape")
    seen = [text]

    def add(more):
        if more not in seen:
            seen.append(more)

    add(urllib.parse.unquote(text, errors="surrogateescape"))
    add(html.unescape(text))
    add(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
    add(re.sub(r"\\x([0-9a-fA-F]{2})", lambda m: chr(int(m[1], 16)), text))
    add(re.sub(r"\\(.)", r"\1", text))
    add(text[::-1])
    for run in re.findall(r"[A-Za-z0-9+/_-]{12,}", text):
        for skip in range(4):
            part = run[skip:].replace("-", "+").replace("_", "/")
            add(base64.b64decode(part[: len(part) // 4 * 4]).decode("latin-1"))
    return seen


def pieces(planter):
    found = {}
    for place, word in planter.planted:
        for i in range(len(word) - PIECE + 1):
            found[word[i:i + PIECE]] = place
    return found


seen_lines = set()


def search(what, data, known):
    lines = [line for line in dict.fromkeys(data.split(b"\n")) if (line, len(known)) not in seen_lines]
    seen_lines.update((line, len(known)) for line in lines)
    text = "\0".join(views(b"\n".join(lines)))
    hits = {}
    for i in range(len(text) - PIECE + 1):
        place = known.get(text[i:i + PIECE])
        if place is not None:
            hits.setdefault(place, text[max(0, i - 60):i + 40])
    for place, context in hits.items():
        failures.setdefault(place, []).append((what, context))
        if len(failures[place]) == 1:
            print("FAILED (seed %d): %s is shown by %s\n    %r" % (SEED, place, what, context),
                  flush=True)


# --- what is run ------------------------------------------------------------------------

def run(words, folder, environment=None, program=PROGRAM, stdin=b""):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    env.update(environment or {})
    done = subprocess.run([program] + words, cwd=folder, env=env, input=stdin, timeout=60,
                          capture_output=True)
    if done.returncode < 0:
        failures.setdefault("signal %d" % -done.returncode, []).append((" ".join(words), ""))
    return done.stdout + b"\n" + done.stderr


ENVIRONMENTS = ["-e", "production", "-e", "pin", "-e", "pins", "-e", "given"]


def every_command(folder, planter):
    given = planter.word("given by -D")
    options = ENVIRONMENTS + ["-D", "DB_PASSWORD_Z=" + given, "-v", "--pedantic"]
    resolving = ENVIRONMENTS + ["-v"]
    # Each format of one run goes to a file of its own.
    def all_formats(formats):
        return [w for f in formats for w in ("-f", "%s:out-%s" % (f, f))]

    outputs = [("check", ["check"] + all_formats(FORMATS) + options)]
    outputs += [("check color", ["check", "--color", "always", "--no-ignores"] + options)]
    outputs += [("check closed", ["check", "--closed-world", "-f", "text"] + options)]
    outputs += [("check unset", ["check", "--unset", "DB_PASSWORD", "-f", "text"] + options)]
    shown = all_formats(["text", "json"])
    outputs += [("resolve", ["resolve"] + shown + resolving),
                ("resolve closed", ["resolve", "--closed-world", "--env-from-process"] + shown + resolving)]
    outputs += [("diff", ["fix", "--diff", "--unsafe-fixes"] + options),
                ("show files", ["check", "--show-files"]), ("config", ["config", "show"]),
                ("usage", ["check", "--min-severity", given]),
                ("usage -D", ["check", "-D", given]),
                ("usage option", ["check", "--password=" + given]),
                ("baseline", ["baseline", "create", "--baseline", "base.json"] + options),
                ("with baseline", ["check", "--baseline", "base.json"] + options)]
    secret = planter.word("variable of the process")
    known = pieces(planter)
    # Words of the command line are the user's own, and echoed in a message about them.
    for name, words in outputs:
        mine = {k: v for k, v in known.items() if not (name.startswith("usage") and v == "given by -D")}
        search(name, run(words, folder, {"PGPASSWORD": secret, "DB_PASSWORD": secret}), mine)
        for path in [p for p in os.listdir(folder) if p.startswith("out-")]:
            path = os.path.join(folder, path)
            with open(path, "rb") as file:
                search(name + " " + os.path.basename(path), file.read(), mine)
            os.remove(path)
    if os.path.exists(os.path.join(folder, "base.json")):
        with open(os.path.join(folder, "base.json"), "rb") as file:
            search("base.json", file.read(), known)
    with open(os.path.join(folder, "config/database.yml"), "rb") as file:
        text = file.read()
    search("stdin", run(["check", "-", "--stdin-filename", "config/database.yml"] + options, folder,
                        stdin=text), known)
    return known


def every_fix(folder, planter):
    """The report of a repair; the files themselves keep their secrets."""
    copy = folder + "-fixed"
    shutil.copytree(folder, copy)
    search("fix", run(["fix", "--unsafe-fixes", "-v"] + ENVIRONMENTS, copy), pieces(planter))
    shutil.rmtree(copy)


class Editor:
    """Talks to the language server; what comes back is only collected."""

    def __init__(self, folder):
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        self.server = subprocess.Popen([PROGRAM, "lsp", "--stdio", "--pedantic"], cwd=folder, env=env,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
        self.sent = b""
        self.next = 0

    def say(self, method, params, request=True):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if request:
            self.next += 1
            message["id"] = self.next
        body = json.dumps(message).encode()
        self.sent += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)

    def finish(self):
        self.say("shutdown", None)
        self.say("exit", None, False)
        out, err = self.server.communicate(self.sent, timeout=120)
        return out + b"\n" + err


def every_question(folder, known):
    editor = Editor(folder)
    root = "file://" + folder
    editor.say("initialize", {"processId": None, "rootUri": root, "capabilities": {
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {
            "valueSet": ["quickfix", "source.fixAll"]}}}, "diagnostic": {}, "hover": {
                "contentFormat": ["markdown"]}}}})
    editor.say("initialized", {}, False)
    paths = ["config/database.yml", ".env", ".env.production", "Dockerfile", "config/pg_service.conf"]
    for app in sorted(os.listdir(folder + "/apps")):
        paths += [p for p in ("apps/%s/config/database.yml" % app, "apps/%s/.env" % app)
                  if os.path.exists(os.path.join(folder, p))]
    for path in paths:
        uri = root + "/" + path
        with open(os.path.join(folder, path), newline="") as file:
            text = file.read()
        editor.say("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1, "text": text}}, False)
        lines = text.split("\n")
        document = {"uri": uri}
        editor.say("textDocument/diagnostic", {"textDocument": document})
        editor.say("textDocument/codeLens", {"textDocument": document})
        editor.say("textDocument/documentLink", {"textDocument": document})
        for number, line in enumerate(lines):
            for column in {len(line) // 2, min(4, len(line))}:
                place = {"line": number, "character": column}
                editor.say("textDocument/hover", {"textDocument": document, "position": place})
                editor.say("textDocument/definition", {"textDocument": document, "position": place})
        end = {"line": len(lines), "character": 0}
        editor.say("textDocument/codeAction", {
            "textDocument": document, "range": {"start": {"line": 0, "character": 0}, "end": end},
            "context": {"diagnostics": []}})
        for number in range(len(lines)):
            here = {"line": number, "character": 3}
            editor.say("textDocument/codeAction", {
                "textDocument": document, "range": {"start": here, "end": here},
                "context": {"diagnostics": []}})
    search("language server", editor.finish(), known)


def main():
    for round in range(ROUNDS):
        dice = random.Random(SEED + round)
        planter = Planter(dice)
        with tempfile.TemporaryDirectory(prefix="verifull-secrets-") as folder:
            folder = os.path.realpath(folder) + "/app"
            os.mkdir(folder)
            plant_app(folder, planter)
            known = every_command(folder, planter)
            every_fix(folder, planter)
            every_question(folder, known)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
