"""The recipes of docs/ci.md and docs/configuration.md are taken at their word."""
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


def fail(what):
    global failures
    failures += 1
    print("FAILED: " + what)


def blocks(page):
    """(language, text) of each fenced block."""
    text = open(os.path.join(ROOT, page)).read()
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S)


def named(page, name):
    for language, text in blocks(page):
        if text.startswith(f"# {name}\n"):
            return text
    fail(f"{page} has no {name}")
    return ""


def run(words, folder, **more):
    env = {"PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], "HOME": folder}
    env.update(more)
    done = subprocess.run(words, cwd=folder, env=env, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def configuration(box):
    page = "docs/configuration.md"
    app = box + "/app"
    write(app + "/config/database.yml",
          "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: verify-full\n"
          "  sslrootcert: config/rds-ca.pem\n")
    write(app + "/docker/app.Dockerfile", "FROM ruby AS production\nWORKDIR /app\n")
    write(box + "/team.yml", "")
    os.makedirs(box + "/.git")
    write(app + "/config/verifull/pooler-only.yml", named(page, "config/verifull/pooler-only.yml"))
    write(app + "/.verifull.yml", named(page, ".verifull.yml"))
    code, out = run([PROGRAM, "config", "show"], app)
    keys = yaml.load(named(page, ".verifull.yml"), yaml.BaseLoader)
    if code or any(f"{key}:" not in out for key in keys if key != "extends"):
        fail("the configuration is not in force:\n" + out)
    # Each of them is told in the table.
    for key in keys:
        rows = [r for r in open(os.path.join(ROOT, page)) if r.startswith("| `")]
        if not any(f"`{key}`" in row or f"`{key}." in row for row in rows):
            fail(f"{page} does not tell of {key}")
    code, out = run([PROGRAM, "-f", "concise", "--unset", "DATABASE_URL"], app)
    if code != 1 or "warning[pooler-only] production connects to db.example.com" not in out:
        fail("the rule of one's own does not run:\n" + out)


def recipes(box):
    page = "docs/ci.md"
    inputs = yaml.safe_load(open(ROOT + "/action.yml"))["inputs"]
    workflow = yaml.safe_load(named(page, ".github/workflows/verifull.yml"))
    steps = workflow["jobs"]["verifull"]["steps"]
    ours = [s for s in steps if s["uses"].startswith("OWNER/verifull@")]
    if len(ours) != 1 or set(ours[0]["with"]) - set(inputs):
        fail("the workflow uses an input that the action has not")
    hooks = {h["id"] for h in yaml.safe_load(open(ROOT + "/.pre-commit-hooks.yaml"))}
    config = yaml.safe_load(named(page, ".pre-commit-config.yaml"))
    if config["repos"][0]["hooks"][0]["id"] not in hooks:
        fail("pre-commit's configuration names no hook of ours")
    write(box + "/c/.pre-commit-config.yaml", named(page, ".pre-commit-config.yaml"))
    if shutil.which("pre-commit"):
        code, out = run(["pre-commit", "validate-config", ".pre-commit-config.yaml"], box + "/c")
        if code:
            fail("pre-commit: " + out)
        code, out = run(["pre-commit", "validate-manifest", ROOT + "/.pre-commit-hooks.yaml"], box + "/c")
        if code:
            fail("pre-commit: " + out)
    include = yaml.safe_load(named(page, ".gitlab-ci.yml"))
    if not os.path.exists(os.path.join(ROOT, include["include"][0]["file"])):
        fail("GitLab's template is not there")
    app = box + "/rails"
    write(app + "/config/database.yml", "production:\n  adapter: sqlite3\n")
    os.makedirs(app + "/bin")
    shutil.copy(ROOT + "/templates/bin/verifull", app + "/bin/verifull")
    os.makedirs(box + "/path")
    os.symlink(PROGRAM, box + "/path/verifull")
    path = box + "/path:" + os.environ["PATH"]
    for language, text in blocks(page):
        if language == "ruby":
            # As Rails runs it: each step is a command in the app's folder.
            for command in re.findall(r'step ".*?", "(.*?)"', text):
                code, out = run(["sh", "-c", command], app, PATH=path)
                if code:
                    fail(f"{command}: {out}")
            if shutil.which("ruby") and run(["ruby", "-c", "-e", text], app)[0]:
                fail("the Ruby is none")
        if language == "sh":
            command = text.split("|")[0]
            code, out = run(["sh", "-c", command], app, PATH=path)
            if code:
                fail(f"{command}: {out}")
    hook = re.search(r"`exec (verifull [^`]*)`", open(os.path.join(ROOT, page)).read()).group(1)
    run(["git", "init", "-q", "."], app)
    code, out = run(["sh", "-c", hook], app, PATH=path)
    if code:
        fail(f"{hook}: {out}")


def binstub(box):
    """bin/verifull where nothing is installed: it takes it from the repository."""
    app = box + "/app2"
    os.makedirs(app + "/bin")
    shutil.copy(ROOT + "/templates/bin/verifull", app + "/bin/verifull")
    code, out = run([app + "/bin/verifull"], app, PATH="/usr/bin:/bin")
    if code == 0 or "VERIFULL_REPOSITORY" not in out:
        fail("bin/verifull says nothing: " + out)
    remote = box + "/remote"
    write(remote + "/script/verifull", '#!/bin/sh\necho "from here in $(pwd): $*"\n')
    os.chmod(remote + "/script/verifull", 0o755)
    git = ["git", "-C", remote, "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(git + words, check=True)
    code, out = run([app + "/bin/verifull", "--pedantic"], box, PATH="/usr/bin:/bin",
                    VERIFULL_REPOSITORY="file://" + remote)
    if code or out != f"from here in {app}: --pedantic\n":
        fail("bin/verifull: " + out)


for test in (configuration, recipes, binstub):
    with tempfile.TemporaryDirectory() as folder:
        test(os.path.realpath(folder))
sys.exit(failures > 0)
