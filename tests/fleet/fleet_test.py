"""Many repositories: labels, shards and merging, and the recipes of docs/fleet.md run as
they stand there."""
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
    print("skipped: no python3-yaml (script/test installs it)")
    sys.exit(77)

ROOT = os.environ["VERIFULL_SOURCE_DIR"]
PROGRAM = os.environ["VERIFULL"]
failures = 0


def check(what, good, detail=""):
    global failures
    if not good:
        failures += 1
        print(f"FAILED: {what}\n  {str(detail)[:2000]}")


def run(words, folder, environment=None, stdin=""):
    env = {"PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], "LC_ALL": "C.UTF-8",
           "HOME": folder}
    env.update(environment or {})
    done = subprocess.run(words, cwd=folder, env=env, input=stdin, capture_output=True, text=True,
                          timeout=120)
    return done.returncode, done.stdout, done.stderr


def make_app(folder, sslmode):
    os.makedirs(folder + "/config")
    with open(folder + "/config/database.yml", "w") as file:
        file.write("production:\n  adapter: postgresql\n  host: db.example.com\n"
                   f"  sslmode: {sslmode}\n")


def recipe(name):
    text = open(ROOT + "/docs/fleet.md").read()
    found = re.search(rf"<!-- test: {name} -->\n```\w+\n(.*?)```", text, re.S)
    return found.group(1)


def shards(box):
    tree = box + "/tree"
    for i in range(23):
        make_app(f"{tree}/team{i % 3}/app{i}", "require" if i % 2 else "verify-full")
    _, text, _ = run([PROGRAM, "-f", "json", "."], tree)
    whole = json.loads(text)
    every = [p["root"] for p in whole["projects"]]
    check("the tree has its apps", len(every) == 23, every)
    for count in (1, 4, 25):
        seen = []
        reports = []
        for index in range(1, count + 1):
            code, text, err = run([PROGRAM, "--shard", f"{index}/{count}", "-f", "json", "."], tree)
            part = json.loads(text)
            roots = [p["root"] for p in part["projects"]]
            check(f"shard {index}/{count} is balanced", abs(len(roots) - 23 / count) < 1, roots)
            check(f"shard {index}/{count} exits as its findings say", code == bool(part["findings"]), code)
            check(f"shard {index}/{count} says when it has none",
                  ("no app in shard" in err) == (not roots), err)
            seen += roots
            reports.append(f"{box}/{count}-{index}.json")
            open(reports[-1], "w").write(text)
        check(f"each app is in one of {count} shards", sorted(seen) == every, seen)
        code, text, err = run([PROGRAM, "merge", "-f", "json"] + reports[::-1], box)
        merged = json.loads(text)
        check(f"{count} shards together say what one run says",
              merged["findings"] == whole["findings"] and merged["projects"] == whole["projects"]
              and code == 1, err)
    # In whatever order the paths come, and however often.
    once = run([PROGRAM, "--shard", "2/3", "-f", "json", "team0", "team1", "team2"], tree)[1]
    again = run([PROGRAM, "--shard", "2/3", "-f", "json", "team2", "team1", "team0", "team1"], tree)[1]
    check("the order of the paths does not count", once == again)


def labels(box):
    app = box + "/labelled"
    make_app(app, "require")
    words = [PROGRAM, "--label", "repository=shop", "--label", "commit=4f2a",
             "--label", "from=https://me:hunter2@example.com", "--label", "api_token=hunter2",
             "--label", "odd=\x1b[31m\n::error::"]
    expected = {"repository": "shop", "commit": "4f2a", "from": "https://me:[redacted]@example.com",
                "api_token": "[redacted]", "odd": "\\x1B[31m\\x0A::error::"}
    for name in ("json", "jsonl", "sarif", "html"):
        out = run(words + ["-f", name, "."], app)[1]
        check(f"no secret in {name}", "hunter2" not in out, out)
        check(f"no escape in {name}", "\x1b" not in out and "\n::error" not in out, out)
        if name == "html":
            check("labels in html", "repository=shop" in out, out)
            continue
        found = json.loads(out)
        if name == "sarif":
            found = {"labels": found["runs"][0]["properties"]}
        check(f"labels in {name}", found["labels"] == expected, found["labels"])
    check("labels in resolve", "4f2a" in run([PROGRAM, "resolve", "--label", "c=4f2a", "-f", "json"], app)[1])


def merging(box):
    app = box + "/labelled"
    run([PROGRAM, "-f", f"jsonl:{box}/a.jsonl", "--label", "repository=a"], app)
    code, out, err = run([PROGRAM, "merge", "-f", "concise", "-"], box, stdin=open(box + "/a.jsonl").read())
    check("stdin is merged", code == 1 and "a/config/database.yml" in out, out + err)
    check("exit-zero", run([PROGRAM, "merge", "--exit-zero", "a.jsonl"], box)[0] == 0)
    check("fail-level", run([PROGRAM, "merge", "--min-severity", "error", "a.jsonl"], box)[0] == 1)
    for name in ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson",
                 "checkstyle", "junit", "gcc", "html"):
        code, out, err = run([PROGRAM, "merge", "-f", name, "a.jsonl"], box)
        check(f"merge -f {name}", code == 1 and "sslmode" in out and not err, out + err)
    open(box + "/bad.jsonl", "w").write("{}\n")
    code, out, err = run([PROGRAM, "merge", "a.jsonl", "bad.jsonl"], box)
    check("one bad file and nothing is written", (code, out) == (3, ""), out)
    check("it is said which, where and what to do",
          err == "verifull: bad.jsonl:1: `rule` is missing\n  hint: `verifull merge` reads what "
                 "`verifull check` wrote with --format jsonl, json or sarif\n", err)
    code, out, err = run([PROGRAM, "merge", "none.jsonl"], box)
    check("a file that is not there", code == 3 and "none.jsonl" in err, err)
    code, out, err = run([PROGRAM, "merge", "/dev/zero"], box)
    check("a device without end", code == 3 and "too long" in err, err)


def parallel(box):
    if not shutil.which("parallel"):
        print("left out: GNU parallel is not installed (script/test installs it)")
        return
    names = []
    for i in range(4):
        folder = f"{box}/checkouts/repo{i}"
        make_app(folder, "require" if i else "verify-full")
        for words in (["init", "-q"], ["add", "."],
                      ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "a"]):
            check("git", run(["git"] + words, folder)[0] == 0)
        names.append(folder)
    work = box + "/parallel"
    os.mkdir(work)
    open(work + "/repositories.txt", "w").write("\n".join(names) + "\n")
    code, out, err = run(["sh", "-c", recipe("parallel")], work)
    check("parallel: findings of all", code == 1 and out.count("sslmode-weak") == 3, out + err)
    check("parallel: labels", re.search(r"repo2@[0-9a-f]{7,}/config/database.yml:4", out), out)
    page = open(work + "/fleet.html").read()
    check("parallel: a row for each", page.count('<tr data-app="repo') == 4, page)


def kubernetes(box):
    job = yaml.safe_load(recipe("kubernetes"))
    spec = job["spec"]
    container = spec["template"]["spec"]["containers"][0]
    env = {each["name"]: each["value"] for each in container["env"]}
    mounts = {each["mountPath"] for each in container["volumeMounts"]}
    check("kubernetes: as many parts as pods",
          int(env["PARTS"]) == spec["completions"] and spec["completionMode"] == "Indexed", env)
    check("kubernetes: the volumes are where it looks", {env["REPOSITORIES"], env["RESULTS"]} == mounts)
    results = box + "/results"
    os.mkdir(results)
    env.update({"REPOSITORIES": box + "/tree", "RESULTS": results})
    for index in range(spec["completions"]):
        # What the controller of Jobs sets in each pod.
        code, out, err = run(container["command"] + container["args"], box,
                             dict(env, JOB_COMPLETION_INDEX=str(index)))
        check(f"kubernetes: pod {index}", code == 0, out + err)
    files = sorted(os.listdir(results))
    check("kubernetes: a file of each", len(files) == spec["completions"], files)
    code, text, err = run([PROGRAM, "merge", "-f", "json"] + files, results)
    merged = json.loads(text)
    check("kubernetes: each app once", len(merged["projects"]) == 23 and code == 1, err)


with tempfile.TemporaryDirectory() as box:
    shards(box)
    labels(box)
    merging(box)
    parallel(box)
    kubernetes(box)
print("FAILED" if failures else "ok")
sys.exit(1 if failures else 0)
