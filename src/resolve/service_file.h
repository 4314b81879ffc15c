// pg_service.conf, as libpq reads it (fe-connect.c, parseServiceFile).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace verifull::resolve {

struct ServiceParameter {
  std::string keyword;
  std::string value;
  base::Span span;  // the value
};

struct Service {
  bool found = false;
  std::string error;  // libpq refuses the file, and says this (but for its path)
  std::vector<ServiceParameter> parameters;  // the first of a keyword counts
};

// The section [name] of the file, as libpq `version` reads it (0: any); found is
// false when there is none.
Service read_service(std::string_view text, base::FileId file, std::string_view name,
                     int version);

}  // namespace verifull::resolve
