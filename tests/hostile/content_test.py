"""A repository that wants to do harm: nothing of it is executed, nothing is connected to,
nothing is read that lies outside, and what it writes reaches no terminal as a command.

Files that are broken or too large are in tests/golden/bad_input_test.cc.
"""
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["VERIFULL"]
FORMATS = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "checkstyle",
           "junit", "gcc", "html"]
failures = 0


def expect(what, holds, told=""):
    global failures
    if not holds:
        failures += 1
        print("FAILED: %s\n    %s" % (what, str(told)[:600]), flush=True)


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def run(words, folder, before=()):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    return subprocess.run(list(before) + [PROGRAM] + words, cwd=folder, env=env, timeout=120,
                          stdin=subprocess.DEVNULL, capture_output=True)


SOUND = "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: require\n"

# Everything that would run a program or open a connection if the text were evaluated.
EXECUTING = """<% require "socket" %><% system("touch ran-1") %>
<% `touch ran-2` %><%= %x(touch ran-3) %><% File.write("ran-4", "") %>
<% eval("system('touch ran-5')") %><% Kernel.send(:system, "touch ran-6") %>
<% IO.popen("touch ran-7") { |x| x.read } %><% spawn("touch ran-8") %>
<% TCPSocket.new("127.0.0.1", 9) %><% open("|touch ran-9") %>
<% Process.fork { exec("touch", "ran-10") } %><% at_exit { system("touch ran-11") } %>
<% require "./config/evil" %><% load "config/evil.rb" %>
production:
  adapter: postgresql
  host: <%= `hostname` %>
  password: <%= URI.open("http://127.0.0.1:9/").read %>
  sslmode: require
  object: !ruby/object:Gem::Installer {i: x}
  hash: !ruby/hash:Kernel {system: "touch ran-12"}
"""


def nothing_runs(folder):
    write(folder, "config/database.yml", EXECUTING)
    write(folder, "config/evil.rb", "system('touch ran-13')\n")
    write(folder, ".env", "A=$(touch ran-14)\nB=`touch ran-15`\nLD_PRELOAD=/x.so\nOPENSSL_CONF=/x\n"
                          "PGSERVICEFILE=/etc/passwd\nPATH=.\n")
    write(folder, "Dockerfile", "FROM ruby\nRUN touch ran-16\nADD http://127.0.0.1:9/x /x\n"
                                "ENV A=$(touch ran-17)\n")
    write(folder, "git", "#!/bin/sh\ntouch ran-18\n")
    write(folder, "Gemfile", "system('touch ran-19')\n")
    os.chmod(folder + "/git", 0o755)
    before = sorted(os.listdir(folder))
    trace = folder + "-trace"
    watched = ("strace", "-f", "-qq", "-o", trace, "-e", "trace=execve,execveat,connect,socket,bind")
    for words in (["check"], ["resolve"], ["fix", "--diff", "--unsafe-fixes"], ["baseline", "create"],
                  ["check", "--closed-world", "--env-from-process", "-f", "html"]):
        done = run(words, folder, watched)
        with open(trace) as file:
            calls = [line for line in file if not line.rstrip().endswith("+++")]
        expect("%s starts nothing but itself" % words, len(calls) == 1 and "execve" in calls[0], calls)
        expect("%s ends by itself" % words, 0 <= done.returncode <= 4, done)
    left = [n for n in sorted(os.listdir(folder)) if n not in before and not n.startswith(".verifull")]
    expect("nothing was written", left == [], left)


NAMES = "\x1b[2J\n::error::x\n##[error]y\r\u202e\u009b31m"
YAML_NAMES = '"\\e[2J\\n::error::x\\n##[error]y\\r\\u202E\\x9b31m"'


def no_format_obeys(folder):
    # A path with a newline that begins with a workflow command, and one that is no UTF-8.
    for name in (NAMES.encode(), b"bad\xff\xfe"):
        path = os.path.join(folder.encode(), b"apps", name, b"config")
        os.makedirs(path)
        with open(os.path.join(path, b"database.yml"), "wb") as file:
            file.write(("%s: {adapter: postgresql, host: %s, sslmode: %s}\nproduction:\n  adapter: postgresql\n"
                        "  host: %s\n  sslmode: %s\n  sslrootcert: %s\n  %s: 1\n"
                        % ((YAML_NAMES,) * 7)).encode())
    for command in ("check", "resolve"):
        for form in FORMATS if command == "check" else ("text", "json"):
            done = run([command, "-v", "-f", form], folder)
            out = done.stdout + b"\n" + done.stderr
            what = "%s -f %s" % (command, form)
            expect(what + " ends by itself", 0 <= done.returncode <= 4, done)
            expect(what + " sends no escape", b"\x1b" not in out and b"\r" not in out, out)
            text = out.decode("utf-8", "surrogateescape")
            expect(what + " is UTF-8", not any("\udc80" <= c <= "\udcff" for c in text), out)
            expect(what + " turns nothing around", not any(c in text for c in "\u202e\u009b"), out)
            expect(what + " has no ##[", "##[" not in text, text)
            lines = [line for line in text.split("\n") if line.strip().startswith("::")]
            own = ("::error file=", "::warning file=", "::notice file=")
            expect(what + " gives no command but its own",
                   all(form == "github" and line.startswith(own) for line in lines), lines)


def nothing_outside(folder):
    write(folder, "outside/secret.pem", "-----BEGIN CERTIFICATE-----\noutside-text\n")
    write(folder, "app/config/database.yml", SOUND + "  sslrootcert: config/a.pem\n")
    os.symlink("../../outside/secret.pem", folder + "/app/config/a.pem")
    os.symlink("/dev/zero", folder + "/app/.env")
    os.mkfifo(folder + "/app/Dockerfile")
    os.symlink("..", folder + "/app/loop")
    os.symlink("self", folder + "/app/self")
    done = run(["check", "-f", "json"], folder + "/app")
    told = done.stdout + done.stderr
    expect("what lies outside is not read", b"outside-text" not in told, told)
    expect("a link out of the app is said", b".env is a symbolic link that leads out of" in done.stderr,
           done.stderr)
    expect("a FIFO is said", b"Dockerfile is a FIFO, not a file" in done.stderr, done.stderr)
    expect("the app is checked all the same", b"sslmode-weak" in done.stdout, told)


def large_ones(folder):
    write(folder, "env/config/database.yml", SOUND)
    write(folder, "env/.env", "A=b\n" * 1_000_000)
    write(folder, "stages/config/database.yml", SOUND)
    write(folder, "stages/Dockerfile", "".join("FROM s%d AS s%d\n" % (i - 1, i) for i in range(1, 10_001)))
    write(folder, "pem/config/database.yml", SOUND + "  sslrootcert: config/ca.pem\n")
    write(folder, "pem/config/ca.pem", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n" * 60_000)
    done = run(["check", "-f", "concise"], folder)
    expect("a million lines are refused", b"env/.env is larger than 1 MiB" in done.stderr, done.stderr)
    for app in (b"env", b"stages", b"pem"):
        expect("%s is checked all the same" % app, app + b"/config/database.yml:4:12: error[sslmode-weak]"
               in done.stdout, done.stdout + done.stderr)


def self_reference(folder):
    for i, text in enumerate(("&a [*a]", "&a {production: *a}", "&a {<<: *a, adapter: postgresql}",
                              "production: &a {adapter: postgresql, x: *a}",
                              "a: &a {b: &b {<<: *a}}\nproduction: {<<: [*a, *b]}")):
        write(folder, "a%d/config/database.yml" % i, text + "\n")
    for form in ("text", "json"):
        for command in ("check", "resolve"):
            done = run([command, "-f", form], folder)
            expect("an anchor in itself ends", 0 <= done.returncode <= 4, done)


def main():
    if not shutil.which("strace"):
        print("skipped: no strace (script/test installs it)")
        return 77
    for test in (nothing_runs, no_format_obeys, nothing_outside, large_ones, self_reference):
        with tempfile.TemporaryDirectory(prefix="verifull-hostile-") as folder:
            folder = os.path.realpath(folder) + "/tree"
            os.mkdir(folder)
            test(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
