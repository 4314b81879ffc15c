#include "app/output_schema.h"

namespace verifull::app {
namespace {

constexpr std::string_view kSchema = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "verifull --format json",
  "description": "Of `check`; `resolve` and `live` leave out `findings`. Lines and columns begin at 1, columns count code points, an end is exclusive, paths are relative to the working directory.",
  "type": "object",
  "required": ["format_version", "tool", "projects", "summary"],
  "properties": {
    "format_version": { "const": 1 },
    "tool": {
      "type": "object",
      "required": ["name", "version"],
      "properties": { "name": { "const": "verifull" }, "version": { "type": "string" } }
    },
    "labels": { "description": "Of --label.", "$ref": "#/definitions/labels" },
    "projects": { "type": "array", "items": { "$ref": "#/definitions/project" } },
    "findings": { "type": "array", "items": { "$ref": "#/definitions/finding" } },
    "summary": {
      "type": "object",
      "required": ["files", "projects", "connections", "errors", "warnings", "infos", "suppressed", "baselined", "fixable"],
      "properties": {
        "files": { "$ref": "#/definitions/count" },
        "projects": { "$ref": "#/definitions/count" },
        "connections": { "$ref": "#/definitions/count" },
        "errors": { "$ref": "#/definitions/count" },
        "warnings": { "$ref": "#/definitions/count" },
        "infos": { "$ref": "#/definitions/count" },
        "suppressed": { "$ref": "#/definitions/count" },
        "baselined": { "$ref": "#/definitions/count" },
        "fixable": { "$ref": "#/definitions/count" }
      }
    }
  },
  "definitions": {
    "count": { "type": "integer", "minimum": 0 },
    "position": { "type": "integer", "minimum": 1 },
    "labels": {
      "type": "object",
      "propertyNames": { "pattern": "^[A-Za-z0-9_.-]+$" },
      "additionalProperties": { "type": "string" }
    },
    "texts": { "type": "array", "items": { "type": "string" } },
    "project": {
      "type": "object",
      "required": ["root", "rails", "connections"],
      "properties": {
        "root": { "type": "string" },
        "labels": { "description": "Of `merge` only.", "$ref": "#/definitions/labels" },
        "rails": {
          "type": "object",
          "required": ["version", "from"],
          "properties": { "version": { "type": "string" }, "from": { "type": "string" } }
        },
        "connections": { "type": "array", "items": { "$ref": "#/definitions/connection" } }
      }
    },
    "connection": {
      "type": "object",
      "required": ["environment", "name", "adapter", "verdict", "conditions", "settings", "libpq", "ignored", "error"],
      "properties": {
        "environment": { "type": "string" },
        "name": { "type": "string" },
        "adapter": { "type": "string" },
        "verdict": {
          "enum": ["verified", "verified-if", "ca-only", "encrypted-unverified", "opportunistic", "plaintext", "fails-closed", "boot-error", "not-applicable", "unknown"]
        },
        "conditions": { "$ref": "#/definitions/texts" },
        "why": { "description": "Of `unknown` only.", "type": "string" },
        "settings": {
          "description": "What Rails ends up with.",
          "type": "object",
          "additionalProperties": { "$ref": "#/definitions/setting" }
        },
        "libpq": {
          "description": "What reaches libpq, in its words.",
          "type": "object",
          "additionalProperties": { "type": "string" }
        },
        "ignored": { "description": "Keys that Rails drops.", "$ref": "#/definitions/texts" },
        "error": { "anyOf": [{ "type": "null" }, { "$ref": "#/definitions/error" }] },
        "live": { "description": "Of the command `live` only.", "type": "object" }
      }
    },
    "setting": {
      "type": "object",
      "required": ["value", "known", "secret", "origin", "overrides"],
      "properties": {
        "value": { "type": "string" },
        "known": { "type": "boolean" },
        "secret": { "type": "boolean" },
        "origin": { "$ref": "#/definitions/trail" },
        "overrides": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["value", "origin"],
            "properties": {
              "value": { "type": "string" },
              "origin": { "$ref": "#/definitions/trail" }
            }
          }
        }
      }
    },
    "trail": {
      "description": "The nearest first, then the road to its place.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["kind"],
        "properties": {
          "kind": {
            "enum": ["yaml", "anchor", "merge", "shared", "url", "erb-default", "dotenv", "dockerfile", "compose", "process", "define", "service-file", "pg-env", "libpq-default", "rails-default"]
          },
          "path": { "type": "string" },
          "line": { "$ref": "#/definitions/position" },
          "column": { "$ref": "#/definitions/position" },
          "name": { "type": "string" }
        }
      }
    },
    "error": {
      "type": "object",
      "required": ["class", "message", "path", "line"],
      "properties": {
        "class": { "description": "The Ruby class that Rails raises.", "type": "string" },
        "message": { "type": "string" },
        "path": { "type": ["string", "null"] },
        "line": { "anyOf": [{ "type": "null" }, { "$ref": "#/definitions/position" }] }
      }
    },
    "finding": {
      "type": "object",
      "required": ["rule", "severity", "confidence", "message", "path", "line", "column", "end_line", "end_column", "environments", "connection", "related", "help", "url", "fingerprint", "state", "fix"],
      "properties": {
        "rule": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
        "severity": { "enum": ["error", "warning", "info"] },
        "confidence": { "enum": ["high", "medium", "low"] },
        "message": { "type": "string", "minLength": 1 },
        "path": { "type": "string" },
        "line": { "$ref": "#/definitions/position" },
        "column": { "$ref": "#/definitions/position" },
        "end_line": { "$ref": "#/definitions/position" },
        "end_column": { "$ref": "#/definitions/position" },
        "environments": { "$ref": "#/definitions/texts" },
        "connection": { "type": "string" },
        "related": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["path", "line", "column", "end_line", "end_column", "message"],
            "properties": {
              "path": { "type": "string" },
              "line": { "$ref": "#/definitions/position" },
              "column": { "$ref": "#/definitions/position" },
              "end_line": { "$ref": "#/definitions/position" },
              "end_column": { "$ref": "#/definitions/position" },
              "message": { "type": "string" }
            }
          }
        },
        "help": { "type": "string" },
        "url": { "type": "string" },
        "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{16}$" },
        "state": { "enum": ["active", "suppressed", "baselined"] },
        "fix": { "anyOf": [{ "type": "null" }, { "$ref": "#/definitions/fix" }] },
        "labels": { "description": "Of `merge`, and of each line of --format jsonl with --label.", "$ref": "#/definitions/labels" }
      }
    },
    "fix": {
      "type": "object",
      "required": ["title", "safety", "edits"],
      "properties": {
        "title": { "type": "string" },
        "safety": { "enum": ["safe", "unsafe"] },
        "edits": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["path", "line", "column", "end_line", "end_column", "text"],
            "properties": {
              "path": { "type": "string" },
              "line": { "$ref": "#/definitions/position" },
              "column": { "$ref": "#/definitions/position" },
              "end_line": { "$ref": "#/definitions/position" },
              "end_column": { "$ref": "#/definitions/position" },
              "text": { "type": "string" }
            }
          }
        }
      }
    }
  }
}
)";

}  // namespace

std::string_view output_schema() { return kSchema; }

}  // namespace verifull::app
