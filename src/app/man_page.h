// The manual page, verifull(1), in the macros of man(7).
#pragma once

#include <string>

namespace verifull::app {

std::string man_page();

}  // namespace verifull::app
