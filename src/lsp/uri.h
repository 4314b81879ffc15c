// `file:` URIs and paths. RFC 8089; LSP 3.17, "URI": clients differ in what they
// encode, so two URIs of one file are compared as paths.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace verifull::lsp {

// The absolute path, normalised. nullopt: another scheme, another host, or a NUL
// byte in it.
std::optional<std::string> path_of(std::string_view uri);

// `path` is absolute. Letters, digits and -._~/ stay, all else is %XX.
std::string uri_of(std::string_view path);

}  // namespace verifull::lsp
