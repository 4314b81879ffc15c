// Classes that every Ruby has.
#pragma once

#include <string_view>

namespace verifull::resolve {

bool is_exception_class(std::string_view name);

// True when a `rescue ancestor` takes an exception of class `name`. Both are names
// for which is_exception_class() holds.
bool descends(std::string_view name, std::string_view ancestor);

// Some of them only; another name may be a class as well.
bool is_core_class(std::string_view name);

}  // namespace verifull::resolve
