#include "app/config_schema.h"

#include "base/text.h"
#include "check/ignore_rules.h"
#include "check/rules.h"

namespace verifull::app {
namespace {

constexpr std::string_view kHead = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": ".verifull.yml",
  "type": ["object", "null"],
  "additionalProperties": false,
  "properties": {
    "extends": {
      "description": "Files of the project that this one changes, from its folder.",
      "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } }
      ]
    },
    "environments": {
      "description": "Rails environments that are treated otherwise than their name says.",
      "type": "object",
      "additionalProperties": {
        "anyOf": [
          { "$ref": "#/definitions/use" },
          {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "use": { "$ref": "#/definitions/use" },
              "severity": {
                "description": "Findings of this environment matter this much at most.",
                "enum": ["info", "warning", "error"]
              }
            }
          }
        ]
      }
    },
    "rules": { "$ref": "#/definitions/rules" },
    "paths": {
      "description": "Rules for files, by glob. The last that fits counts.",
      "type": "object",
      "additionalProperties": { "$ref": "#/definitions/rules" }
    },
    "dockerfile": { "description": "The Dockerfile that builds the app.", "type": "string" },
    "target": { "description": "Its stage that runs the app.", "type": ["string", "integer"] },
    "require_reason": {
      "description": "An ignore without a reason hides nothing.",
      "type": "boolean"
    }
  },
  "definitions": {
    "use": { "enum": ["production", "ignore"] },
    "level": { "enum": ["off", "info", "warning", "error"] },
    "rules": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
)";

constexpr std::string_view kStarter =
    R"(# Configuration of verifull. The nearest .verifull.yml up from an app counts.

# Another file of this repository that this one changes.
#extends: ../.verifull.yml

# production: look at it, whatever its name says; ignore: do not.
#environments:
#  load_test: production
#  review: ignore
#  staging:
#    severity: warning   # its findings are no errors

# By id: off, info, warning or error. `verifull rules` lists them.
#rules:
#  sslmode-missing: warning

# The same for some files; the last glob that fits counts.
#paths:
#  "engines/**":
#    sslmode-missing: off

# The Dockerfile, and its stage, that runs the app.
#dockerfile: docker/app.Dockerfile
#target: production

# An ignore without a reason hides nothing.
#require_reason: true
)";

}  // namespace

std::string config_schema() {
  std::vector<std::string> lines;
  auto add = [&lines](const check::Rule& rule) {
    lines.push_back("        \"" + std::string(rule.id) + "\": { \"$ref\": \"#/definitions/level\" }");
  };
  for (const check::Rule& rule : check::all_rules()) add(rule);
  for (const check::Rule& rule : check::ignore_rules()) add(rule);
  return std::string(kHead) + base::join(lines, ",\n") + "\n      }\n    }\n  }\n}\n";
}

std::string_view config_starter() { return kStarter; }

}  // namespace verifull::app
