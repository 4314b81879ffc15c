// Completion scripts for shells.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace verifull::app {

// Of "bash", "zsh" or "fish"; nullopt for another shell. None of them starts the
// program while somebody types.
std::optional<std::string> completion_script(std::string_view shell);

}  // namespace verifull::app
