"""action.yml and templates/gitlab-ci.yml, run as the services would run them.

Their steps are taken from the files, expressions are filled in as the runner does,
and the scripts run under the variables that the service sets. The annotations are read
back by the rules of the runner (ActionCommand.cs, ExecutionContext.cs).
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("skipped: no PyYAML (script/test installs it)")
    sys.exit(77)

ROOT = os.environ["VERIFULL_SOURCE_DIR"]
PROGRAM = os.environ["VERIFULL"]
failures = 0


def expect(what, expected, actual):
    global failures
    if expected != actual:
        failures += 1
        print(f"FAILED: {what}\n  expected: {expected!r}\n  actual:   {actual!r}")


def unescape(text, pairs):
    for code, char in pairs:
        text = text.replace(code, char)
    return text


DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


def annotations(log):
    """What the runner makes of a log: type, properties, message."""
    found, stopped = [], None
    for line in log.split("\n"):
        line = line.lstrip()
        if stopped:
            if line == f"::{stopped}::":
                stopped = None
            continue
        match = re.match(r"::([^ :]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$", line)
        if not match:
            # The older form can stand anywhere in a line.
            expect("no old command in " + line, None, re.search(r"##\[", line))
            continue
        name, properties, message = match.groups()
        if name == "stop-commands":
            stopped = message
            continue
        pairs = [p.split("=", 1) for p in (properties or "").split(",") if p]
        found.append((name, {k: unescape(v, PROPERTY) for k, v in pairs}, unescape(message, DATA)))
    for kind in ("error", "warning", "notice"):
        expect(f"at most ten of {kind}", True, sum(f[0] == kind for f in found) <= 10)
    return found


class Job:
    """A job on a runner: its folders, and the action in it."""

    def __init__(self, box):
        self.box = box
        self.action = os.path.join(box, "action")
        self.workspace = os.path.join(box, "work space")
        os.makedirs(self.workspace)
        os.makedirs(os.path.join(box, "temp"))
        for name in ("script", "src", "rules", "cmake"):
            shutil.copytree(os.path.join(ROOT, name), os.path.join(self.action, name))
        for name in ("action.yml", "CMakeLists.txt"):
            shutil.copy(os.path.join(ROOT, name), self.action)
        # Building is the compiler's matter; it has been tested when this runs.
        with open(os.path.join(self.action, "script", "verifull"), "w") as file:
            file.write(f'#!/bin/sh\nroot=$(cd "$(dirname "$0")/.." && pwd)\n'
                       f'mkdir -p "$root/build/release" && cp "{PROGRAM}" "$root/build/release/verifull"\n'
                       f'echo built >>"{box}/built"\n')
        os.chmod(os.path.join(self.action, "script", "verifull"), 0o755)

    def run(self, inputs, environment=None):
        """All steps; (exit code, log, outputs, summary)."""
        action = yaml.safe_load(open(os.path.join(self.action, "action.yml")))
        values = {name: spec.get("default", "") for name, spec in action["inputs"].items()}
        unknown = set(inputs) - set(values)
        expect("known inputs", set(), unknown)
        values.update(inputs)
        outputs, log = {}, ""

        def fill(text):
            def value(match):
                expression = match.group(1).strip()
                kind, _, rest = expression.partition(".")
                if kind == "inputs":
                    return values[rest]
                if kind == "steps":
                    step, name = rest.split(".outputs.")
                    return outputs.get(step, {}).get(name, "")
                if expression == "github.action_repository":
                    return "owner/verifull"
                raise AssertionError("an expression that this test does not know: " + expression)

            return re.sub(r"\$\{\{(.*?)\}\}", value, text)

        summary = os.path.join(self.box, "summary")
        open(summary, "w").close()
        for step in action["runs"]["steps"]:
            if "run" not in step:
                expect("the only step without a script", True, step["uses"].startswith("actions/cache@"))
                continue
            expect("an expression in a script", None, re.search(r"\$\{\{", step["run"]))
            output = os.path.join(self.box, "output")
            open(output, "w").close()
            env = {
                "PATH": os.environ["PATH"], "HOME": self.box, "CI": "true", "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": self.action, "GITHUB_WORKSPACE": self.workspace,
                "GITHUB_OUTPUT": output, "GITHUB_STEP_SUMMARY": summary,
                "GITHUB_SERVER_URL": "file://" + self.box, "GITHUB_REPOSITORY": "owner/app",
                "RUNNER_TEMP": os.path.join(self.box, "temp"), "RUNNER_OS": "Linux",
            }
            env.update({name: fill(text) for name, text in step.get("env", {}).items()})
            env.update(environment or {})
            script = os.path.join(self.box, "step.sh")
            with open(script, "w") as file:
                file.write(step["run"])
            # As the runner starts `shell: bash`.
            done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
                                  cwd=self.workspace, env=env, text=True, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            log += done.stdout
            lines = open(output).read().splitlines()
            outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)
            if done.returncode:
                return done.returncode, log, outputs, open(summary).read()
        return 0, log, outputs, open(summary).read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


WEAK = "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: {}\n"
STRICT = WEAK.format("verify-full") + "  sslrootcert: /etc/ssl/certs/ca-certificates.crt\n"


def github(box):
    job = Job(box)
    write(job.workspace + "/good/config/database.yml", STRICT)
    # A colon and a comma would end a property, a percent sign begin an escape.
    write(job.workspace + "/a,b:100%/config/database.yml", WEAK.format("prefer"))

    code, log, outputs, summary = job.run({"paths": "good"})
    expect("a good app", (0, []), (code, annotations(log)))
    expect("no SARIF file", None, outputs["check"].get("sarif-file"))

    code, log, outputs, summary = job.run({"sarif-file": "out dir.sarif"})
    found = annotations(log)
    expect("a weak app fails", 1, code)
    weak = [f for f in found if f[1].get("title") == "verifull sslmode-weak"]
    expect("its annotation", 1, len(weak))
    kind, properties, message = weak[0]
    expect("the type", "error", kind)
    expect("the file", "a,b:100%/config/database.yml", properties["file"])
    expect("the place", ("4", "4", "12", "18"),
           tuple(properties[k] for k in ("line", "endLine", "col", "endColumn")))
    expect("the message begins with its place", True,
           message.startswith("a,b:100%/config/database.yml:4:12: sslmode-weak: production connects"))
    expect("the summary has a table", True, "| --- |" in summary.replace("|---|", "| --- |") and
           "sslmode" in summary)
    expect("the output", "out dir.sarif", outputs["check"]["sarif-file"])
    sarif = json.load(open(job.workspace + "/out dir.sarif"))
    expect("SARIF", "2.1.0", sarif["version"])
    expect("built once", 1, len(open(box + "/built").read().splitlines()))

    expect("never fails", 0, job.run({"fail-level": "never"})[0])
    expect("fails from errors on", 1, job.run({"fail-level": "error"})[0])
    expect("a wrong level", 2, job.run({"fail-level": "fatal"})[0])
    code, log, _, _ = job.run({"format": "concise"})
    expect("another format", (1, True), (code, "config/database.yml:4:12: error[sslmode-weak]" in log))
    # An input is no script.
    code, log, _, _ = job.run({"paths": "good; touch owned $(touch owned) `touch owned`"})
    expect("no command is run", False, os.path.exists(job.workspace + "/owned"))
    expect("what is no path", True, code != 0)
    code, log, _, _ = job.run({"paths": "--help"})
    expect("no option comes in", True, "Usage:" not in log)

    # Another version is fetched from where the action comes from.
    remote = box + "/owner/verifull"
    shutil.copytree(job.action, remote, ignore=shutil.ignore_patterns("build"))
    git = ["git", "-C", remote, "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"], ["tag", "v9"]):
        subprocess.run(git + words, check=True)
    shutil.rmtree(box + "/temp/verifull-program")
    code, log, outputs, _ = job.run({"paths": "good", "version": "v9"})
    expect("another version", (0, box + "/temp/verifull-sources"), (code, outputs["sources"]["folder"]))
    expect("the same sources have the same key", job.run({"paths": "good"})[2]["sources"]["key"],
           outputs["sources"]["key"])
    expect("no such version", True, job.run({"version": "v10"})[0] != 0)


def gitlab(box):
    template = yaml.safe_load(open(ROOT + "/templates/gitlab-ci.yml"))["verifull"]
    work = box + "/work"
    write(work + "/app/config/database.yml", WEAK.format("require"))
    write(work + "/.verifull-program/build/release/verifull", "")
    shutil.copy(PROGRAM, work + "/.verifull-program/build/release/verifull")
    os.chmod(work + "/.verifull-program/build/release/verifull", 0o755)
    env = {"PATH": os.environ["PATH"], "CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": work}
    env.update(template["variables"])
    script = "set -eo pipefail\n" + "\n".join(template["script"])
    done = subprocess.run(["bash", "-c", script], cwd=work, env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    expect("the job fails", 1, done.returncode)
    expect("the log", True, "--> app/config/database.yml:4:12" in done.stdout)
    reports = template["artifacts"]["reports"]
    quality = json.load(open(os.path.join(work, reports["codequality"])))
    expect("the path", {"app/config/database.yml"}, {q["location"]["path"] for q in quality})
    expect("JUnit", True, "<testsuites" in open(os.path.join(work, reports["junit"])).read())
    env["VERIFULL_OPTIONS"] = "--exit-zero --only sslmode-weak"
    done = subprocess.run(["bash", "-c", script], cwd=work, env=env, stdout=subprocess.DEVNULL)
    expect("with options", 0, done.returncode)


def workflow():
    jobs = yaml.safe_load(open(ROOT + "/.github/workflows/ci.yml"))["jobs"]
    inputs = yaml.safe_load(open(ROOT + "/action.yml"))["inputs"]
    for job in jobs.values():
        for step in job["steps"]:
            if step.get("uses") == "./":
                expect("inputs of the action", set(), set(step["with"]) - set(inputs))
                expect("an app", True, os.path.isdir(os.path.join(ROOT, step["with"]["paths"])))


for test in (github, gitlab):
    with tempfile.TemporaryDirectory() as folder:
        test(os.path.realpath(folder))
workflow()
sys.exit(failures > 0)
