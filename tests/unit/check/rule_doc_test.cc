#include "check/rule_doc.h"

#include <gtest/gtest.h>

#include "check/rule_reader.h"

namespace verifull::check {
namespace {

constexpr facts::Word kFacts[] = {{"host", ""}};
constexpr facts::Word kPlaces[] = {{"host.value", ""}};

constexpr std::string_view kRule = R"(id: host-bad
title: The host is bad
severity: error
pedantic: true
applies_to: connection
when: { host: { present: true } }
cases:
  - { when: { host: x }, severity: warning, message: "{environment} {has/have} x" }
  - { when: { host: y }, severity: info, help: write z }
message: "{environment} {has/have} `{host}`, and this is a sentence that does not fit into one line"
point_at: [host.value]
help: write y
why: |
  This is a paragraph that is
  broken somewhere.

  - an item
sources: ["libpq: a.c", "libpq: b.c"]
bad:
  - name: it is x
    files:
      config/database.yml: |
        production:

          host: x
      .env: "A=```"
    options: ["-D", "A=1"]
    findings: ["config/database.yml:3:9 warning", ".env:1:1"]
good:
  - name: it is y
    files: { Dockerfile: FROM y }
)";

constexpr std::string_view kText = R"(host-bad
The host is bad

severity: error, in some cases warning and info; confidence: high; only with
`--pedantic`

What it says
  - production has `…`, and this is a sentence that does not fit into one line
  - production has x

Why it matters
  This is a paragraph that is broken somewhere.

  - an item

What to do
  - write y
  - write z

Bad: it is x
  found at config/database.yml:3:9 (warning) and .env:1:1, with `-D A=1`

  config/database.yml
    production:

      host: x

  .env
    A=```

Good: it is y

  Dockerfile
    FROM y

Sources
  - libpq: a.c
  - libpq: b.c
)";

constexpr std::string_view kMarkdown = R"(# `host-bad`

The host is bad.

*severity: error, in some cases warning and info; confidence: high; only with `--pedantic`*

## What it says

- production has `…`, and this is a sentence that does not fit into one line
- production has x

## Why it matters

This is a paragraph that is
broken somewhere.

- an item

## What to do

- write y
- write z

## Bad: it is x

found at config/database.yml:3:9 (warning) and .env:1:1, with `-D A=1`

`config/database.yml`

```yaml
production:

  host: x
```

`.env`

````sh
A=```
````

## Good: it is y

`Dockerfile`

```dockerfile
FROM y
```

## Sources

- libpq: a.c
- libpq: b.c
)";

const Rule& read(std::string_view text, RuleSet& set) {
  auto rule = read_rule(text, "host-bad.yml", base::kNoFile, {kFacts, kPlaces, false}, set);
  EXPECT_TRUE(rule) << (rule ? "" : rule.error().message);
  return rule ? **rule : set.add({});
}

TEST(RuleDoc, PrintsThePage) {
  RuleSet set;
  EXPECT_EQ(rule_text(read(kRule, set)), kText);
}

TEST(RuleDoc, PrintsMarkdown) {
  RuleSet set;
  EXPECT_EQ(rule_markdown(read(kRule, set)), kMarkdown);
}

// Examples are whatever a file can be; a terminal must not obey them.
TEST(RuleDoc, NeutralisesExamples) {
  RuleSet set;
  const Rule& rule = read(
      "{ id: host-bad, title: The host is bad, severity: info, applies_to: key, "
      "when: { host: x }, message: bad, point_at: [host.value], "
      "good: [ { name: odd, files: { f: \"a\\e[1m\\tb\" } } ] }",
      set);
  EXPECT_EQ(rule_text(rule),
            "host-bad\nThe host is bad\n\nseverity: info; confidence: high\n\n"
            "What it says\n  bad\n\nGood: odd\n\n  f\n    a\\x1B[1m\tb\n");
}

// A user's rule may have no more than this.
TEST(RuleDoc, LeavesOutWhatARuleDoesNotSay) {
  RuleSet set;
  const Rule& rule = read(
      "{ id: host-bad, title: The host is bad, severity: info, applies_to: key, "
      "when: { host: x }, message: bad, point_at: [host.value] }",
      set);
  EXPECT_EQ(rule_text(rule),
            "host-bad\nThe host is bad\n\nseverity: info; confidence: high\n\n"
            "What it says\n  bad\n");
}

}  // namespace
}  // namespace verifull::check
