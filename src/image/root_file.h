// Is the root certificate really where the app will look for it, and may it read it?
//
// libpq (fe-secure-openssl.c, initialize_SSL) opens the path as it is: relative
// to the process's directory, which for Rails is Rails.root; a `~` means nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "image/stage_files.h"

namespace verifull::image {

// Who runs the app.
struct RuntimeUser {
  std::optional<std::uint32_t> uid;
  std::optional<std::uint32_t> gid;
  std::string name;          // "" when only the number is known
  bool known = false;        // false: the base image's, or one that hangs on an argument
  bool only_groups = false;  // has no other groups than gid: USER named a number or a group
  base::Span span;           // of USER, when there is one

  std::string shown() const;  // "uid 1000", "user app"
};
RuntimeUser runtime_user(const Stage& stage, const UserTable& users, bool official_image);

enum class Answer : std::uint8_t { kNo, kMaybe, kYes };

struct RootReport {
  enum class Found : std::uint8_t { kAbsent, kMaybe, kPresent, kRuntime };
  Found found = Found::kMaybe;
  std::string path;          // absolute, as the app would open it
  bool directory = false;    // it is there, and is a directory
  Trail trail;               // how it came there, oldest first; of an absent one what removed it
  Owner owner;
  Mode mode;
  Content content;           // null unless it is a file; of kMaybe: if it is still that one
  std::string project_path;  // of the project file that it is a copy of; "" for none
  std::string why;           // a clause: what is absent, not certain, provided elsewhere
  base::Span why_span;       // the line behind it, when there is one
  std::string nearest;       // where a file of that name is instead, as a clause; "" for nowhere

  Answer readable = Answer::kMaybe;  // by `reader`; kYes without a Dockerfile
  RuntimeUser reader;
  std::string blocked_by;    // of kNo: the file or directory that stops it
  bool in_image = false;     // false: it was looked up in the project, there is no Dockerfile
};

// What the file is made of, when that is one thing; nullptr otherwise.
const ContentPart* only_part(const RootReport& report);

// May `user` open the file, through all its directories? `blocked_by`: what stops it.
Answer readable_by(const Found& file, const RuntimeUser& user, std::string& blocked_by);

// The paths that are provided when a container starts, whatever the image holds.
bool is_runtime_path(std::string_view path);

}  // namespace verifull::image
