#include "report/format.h"

#include "report/concise.h"
#include "report/json.h"
#include "report/resolve_text.h"
#include "report/text.h"

namespace verifull::report {
namespace {

constexpr Format kFormats[] = {
    {"text", "findings with their source, for people", write_text, write_resolve_text},
    {"concise", "one line each", write_concise, write_concise_connections},
    {"json", "everything, for programs", write_json, write_resolve_json},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace verifull::report
