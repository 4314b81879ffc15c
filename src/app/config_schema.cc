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
    "runtime": {
      "description": "What is there only when the app runs.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "files": {
          "description": "Root certificates, by glob: from Rails.root, or absolute in the image.",
          "$ref": "#/definitions/texts"
        },
        "variables": {
          "description": "Names of variables that are set then, and not empty.",
          "$ref": "#/definitions/texts"
        }
      }
    },
    "custom_rules": {
      "description": "Files with rules of your own, from this file's folder.",
      "anyOf": [{ "type": "string", "minLength": 1 }, { "$ref": "#/definitions/texts" }]
    },
    "require_reason": {
      "description": "An ignore without a reason hides nothing.",
      "type": "boolean"
    }
  },
  "definitions": {
    "texts": { "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } },
    "use": { "enum": ["production", "ignore"] },
    "level": { "enum": ["off", "info", "warning", "error"] },
    "rules": {
      "description": "By id; rules of your own too.",
      "type": "object",
      "additionalProperties": { "$ref": "#/definitions/level" },
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

# What is there only when the app runs: root certificates (from Rails.root, or
# absolute), and variables, which are then set, to nobody knows what.
#runtime:
#  files: [/etc/ssl/rds/*.pem]
#  variables: [DATABASE_URL]

# Rules of your own, in the format of verifull's.
#custom_rules: [config/verifull/our-rule.yml]

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
