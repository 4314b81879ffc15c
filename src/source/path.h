// Paths as text: no file system is asked, so a symbolic link is a name like any
// other.
//
// A path of this project is relative to the working directory (or absolute when
// that was not possible), with `/`, without `.`, `//` and a trailing slash;
// the working directory itself is ".".
#pragma once

#include <string>
#include <string_view>

namespace verifull::source {

// `path` in that form. `a/../b` becomes `b`; a leading `..` stays; "" is ".".
std::string normalised(std::string_view path);

// `path` as seen from `working_directory`, which is absolute and normalised; an
// empty one leaves an absolute path as it is. "/srv/a" seen from "/srv/b" is
// "../a".
std::string shown_path(std::string_view path, std::string_view working_directory);

// The absolute form of a path that shown_path() gave.
std::string absolute_path(std::string_view path, std::string_view working_directory);

// `directory`/`name`; just the name in ".".
std::string join_path(std::string_view directory, std::string_view name);

// The same, but `here` in ".." is "." when the working directory is called that,
// and so on for "../..".
std::string child_path(std::string_view directory, std::string_view name,
                       std::string_view working_directory);

// The folder that holds `path`, which is normalised: "." of "a", ".." of ".",
// "../.." of ".."; "/" of "/".
std::string parent_path(std::string_view path);

// The part after the last slash.
std::string_view base_name(std::string_view path);

// True for the folder itself and everything in it. Both are normalised.
bool is_within(std::string_view path, std::string_view directory);

// `path`, which is below `from` or relative to it, as the same place below `to`; ""
// for any other. Where the app runs its folder has another name than here.
std::string moved_path(std::string_view path, std::string_view from, std::string_view to);

// `path` as seen from `directory`, which holds it: "." for the folder itself. Not
// for a folder above the working directory, whose name the path may leave out.
std::string_view path_within(std::string_view path, std::string_view directory);

}  // namespace verifull::source
