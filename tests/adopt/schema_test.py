"""What the program writes, held against schemas: its own, and that of SARIF 2.1.0.

The schema of SARIF comes from an npm package; without npm, or without its registry,
that part is left out and said so.
"""
import copy
import glob
import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError:
    print("skipped: no jsonschema (script/test installs it)")
    sys.exit(77)

ROOT = os.environ["VERIFULL_SOURCE_DIR"]
PROGRAM = os.environ["VERIFULL"]
FIXTURES = sorted(p for p in glob.glob(ROOT + "/fixtures/*") if os.path.isdir(p))
# Its lib/schemas has the file that SARIF's $schema names.
SARIF_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
failures = 0


def fail(what):
    global failures
    failures += 1
    print("FAILED: " + what)


def run(words, folder, environment=None):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    env.update(environment or {})
    done = subprocess.run([PROGRAM] + words, cwd=folder, env=env, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    return done.returncode, done.stdout


def closed(schema):
    """The schema with every key refused that it does not name: so it is complete."""
    schema = copy.deepcopy(schema)

    def close(part):
        if isinstance(part, list):
            for item in part:
                close(item)
        if not isinstance(part, dict):
            return
        if isinstance(part.get("properties"), dict):
            part.setdefault("additionalProperties", False)
        for value in part.values():
            close(value)

    close(schema)
    return schema


def validate(what, document, validator):
    for error in validator.iter_errors(document):
        fail(f"{what}: {error.message[:300]} at {list(error.absolute_path)}")


def validator_of(schema):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def output():
    code, text = run(["config", "schema", "--output"], ROOT)
    schema = json.loads(text)
    validator = validator_of(closed(schema))
    findings = 0
    for folder in FIXTURES:
        for words in (["check", "--pedantic", "--no-ignores"], ["check", "--no-config"],
                      ["check", "--baseline", "/nonexistent"], ["resolve"],
                      ["resolve", "--closed-world"], ["check", "-D", "DATABASE_URL=postgres://u:p@h/d"]):
            code, text = run(words + ["-f", "json"], folder)
            if code == 2:
                continue
            document = json.loads(text)
            findings += len(document.get("findings", []))
            validate(f"{os.path.basename(folder)} {' '.join(words)}", document, validator)
            if ("findings" in document) != (words[0] == "check"):
                fail("findings of " + words[0])
        # A line of jsonl is a finding.
        part = validator_of(dict(closed(schema)["definitions"]["finding"],
                                 definitions=closed(schema)["definitions"]))
        for line in run(["-f", "jsonl"], folder)[1].splitlines():
            validate("jsonl", json.loads(line), part)
    if findings < 50:
        fail(f"only {findings} findings were looked at")
    # It can refuse.
    document = json.loads(run(["-f", "json"], FIXTURES[0])[1])
    document["projects"][0]["connections"][0]["verdict"] = "fine"
    if validator.is_valid(document):
        fail("an unknown verdict is valid")


def configuration():
    validator = validator_of(json.loads(run(["config", "schema"], ROOT)[1]))
    for path in glob.glob(ROOT + "/fixtures/*/*.yml", recursive=False):
        text = open(path).read()
        with tempfile.TemporaryDirectory() as box:
            agree(os.path.relpath(path, ROOT), text, validator, box, path)
    texts = [
        "", "{}", "rules: {sslmode-weak: off}", "rules: {sslmode-weak: warning}",
        "environments: {x: production}", "environments: {x: {use: ignore, severity: info}}",
        "paths: {'a/**': {sslmode-weak: error}}", "require_reason: true", "target: app",
        "runtime: {files: [a], variables: [B]}",
        "rules: {sslmode-weak: loud}", "rules: []", "environments: {x: live}",
        "environments: {x: {used: ignore}}", "paths: {a: off}", "require_reason: 1", "nope: 1",
        "runtime: [a]", "runtime: {files: []}", "runtime: {file: [a]}", "extends: []",
        "custom_rules: []", "- a",
    ]
    for text in texts:
        with tempfile.TemporaryDirectory() as box:
            agree(text, text, validator, box)


def agree(what, text, validator, box, path=None):
    """The schema takes what the program takes."""
    os.makedirs(box + "/config")
    with open(box + "/config/database.yml", "w") as file:
        file.write("production:\n  adapter: sqlite3\n")
    if path is None:
        path = box + "/.verifull.yml"
        with open(path, "w") as file:
            file.write(text + "\n")
        code = run(["resolve"], box)[0]
    else:
        code = run(["resolve", "--config", path], box)[0]
    # YAML's `off` is a word here, not a truth.
    loader = yaml.BaseLoader
    document = yaml.load(text, loader)
    words = {"true": True, "false": False}

    def truths(value, key=None):
        if isinstance(value, dict):
            return {k: truths(v, k) for k, v in value.items()}
        return words.get(value, value) if key == "require_reason" else value

    valid = validator.is_valid(truths(document) if document != "" else None)
    if valid != (code == 0):
        fail(f"the schema {'takes' if valid else 'refuses'} what the program does not: {what!r}")


def sarif():
    with tempfile.TemporaryDirectory() as box:
        try:
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts",
                            "--prefix", box, SARIF_PACKAGE], check=True, timeout=120,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            found = glob.glob(box + "/node_modules/@microsoft/jest-sarif/lib/schemas/*.json")
            schema = json.load(open(found[0]))
        except (OSError, subprocess.SubprocessError, IndexError):
            print("left out: npm does not bring the schema of SARIF")
            return
    validator = validator_of(schema)
    results = 0
    for folder in FIXTURES + [tempfile.gettempdir()]:
        words = ["-f", "sarif", "--pedantic", "--no-ignores"]
        if folder == tempfile.gettempdir():
            words.append("--only=sslmode-weak")
        code, text = run(words, folder)
        if not text:
            continue
        document = json.loads(text)
        validate("SARIF of " + os.path.basename(folder), document, validator)
        limits(document)
        results += sum(len(r["results"]) for r in document["runs"])
    if results < 20:
        fail(f"only {results} results were looked at")
    document["runs"][0]["results"] = [{"level": "bad"}]
    if validator.is_valid(document):
        fail("a result without a message is valid")


def limits(document):
    """GitHub's own."""
    for one in document["runs"]:
        for rule in one["tool"]["driver"]["rules"]:
            for key in ("shortDescription", "fullDescription"):
                if len(rule[key]["text"]) > 1024:
                    fail(f"{key} of {rule['id']} is too long")
            float(rule["properties"]["security-severity"])
            if len(rule["properties"]["tags"]) > 10:
                fail("too many tags")
        for result in one["results"]:
            region = result["locations"][0]["physicalLocation"]["region"]
            if region["startLine"] != region.get("endLine", region["startLine"]):
                fail("a region of several lines")


output()
configuration()
sarif()
sys.exit(failures > 0)
