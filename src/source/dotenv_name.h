// What the name of a `.env…` file says to the dotenv gem.
//
// dotenv-rails loads `.env.<env>.local`, `.env.local`, `.env.<env>` and `.env`
// (lib/dotenv/rails.rb, files); nothing else is read without being asked for.
#pragma once

#include <cstdint>
#include <string_view>

namespace verifull::source {

enum class DotenvName : std::uint8_t {
  kLoaded,   // by some environment
  kExample,  // .env.example, .env.sample …
  kNever,    // another file of that beginning: .envrc, .env.vault, .env.a.b
  kOther,    // does not begin with .env
};

DotenvName dotenv_name(std::string_view name);

}  // namespace verifull::source
